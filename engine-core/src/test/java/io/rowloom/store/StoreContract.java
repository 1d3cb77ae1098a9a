package io.rowloom.store;

import io.rowloom.resource.ClaimedAction;
import io.rowloom.traversal.ReplaceResult;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/**
 * What every store promises, one nested class per port. A store's test extends this class and says how to come by an empty store.
 *
 * <p>No test waits: where time must have passed, a duration of zero or less is given instead. So it holds for a store with a clock of its own.
 */
public abstract class StoreContract {

    /** A store without rows. Called before each test. */
    protected abstract Store emptyStore();

    /** A part of the contract. */
    abstract static class Part {
        private final Supplier<Store> stores;
        ContractWorld world;
        Store store;

        Part(Supplier<Store> stores) {
            this.stores = stores;
        }

        @BeforeEach
        void start() {
            store = stores.get();
            world = new ContractWorld(store);
        }

        /** Puts a new copy in the place of a claimed row. */
        ReplaceResult replace(ClaimedAction action) {
            return store.finishes().replace(action.claim(), action.traversal(), action.node(), "cannot be changed in place");
        }
    }

    @Nested
    class Stacks extends StacksContract {
        Stacks() {
            super(StoreContract.this::emptyStore);
        }
    }

    @Nested
    class Plans extends PlansContract {
        Plans() {
            super(StoreContract.this::emptyStore);
        }
    }

    @Nested
    class Attempts extends AttemptsContract {
        Attempts() {
            super(StoreContract.this::emptyStore);
        }
    }

    @Nested
    class FirstPlans extends FirstPlansContract {
        FirstPlans() {
            super(StoreContract.this::emptyStore);
        }
    }

    @Nested
    class Claims extends ClaimsContract {
        Claims() {
            super(StoreContract.this::emptyStore);
        }
    }

    @Nested
    class SeveralStacks extends SeveralStacksContract {
        SeveralStacks() {
            super(StoreContract.this::emptyStore);
        }
    }

    @Nested
    class Limits extends LimitsContract {
        Limits() {
            super(StoreContract.this::emptyStore);
        }
    }

    @Nested
    class Finishes extends FinishesContract {
        Finishes() {
            super(StoreContract.this::emptyStore);
        }
    }

    @Nested
    class GoingOn extends GoingOnContract {
        GoingOn() {
            super(StoreContract.this::emptyStore);
        }
    }

    @Nested
    class Failures extends FailuresContract {
        Failures() {
            super(StoreContract.this::emptyStore);
        }
    }

    @Nested
    class Replacements extends ReplacementsContract {
        Replacements() {
            super(StoreContract.this::emptyStore);
        }
    }

    @Nested
    class Copies extends CopiesContract {
        Copies() {
            super(StoreContract.this::emptyStore);
        }
    }

    @Nested
    class DeleteFirst extends DeleteFirstContract {
        DeleteFirst() {
            super(StoreContract.this::emptyStore);
        }
    }

    @Nested
    class CutOffs extends CutOffsContract {
        CutOffs() {
            super(StoreContract.this::emptyStore);
        }
    }

    @Nested
    class Visits extends VisitsContract {
        Visits() {
            super(StoreContract.this::emptyStore);
        }
    }

    @Nested
    class LateCallers extends LateCallersContract {
        LateCallers() {
            super(StoreContract.this::emptyStore);
        }
    }

    @Nested
    class Adoptions extends AdoptionsContract {
        Adoptions() {
            super(StoreContract.this::emptyStore);
        }
    }

    @Nested
    class Hooks extends HooksContract {
        Hooks() {
            super(StoreContract.this::emptyStore);
        }
    }

    @Nested
    class Snapshots extends SnapshotsContract {
        Snapshots() {
            super(StoreContract.this::emptyStore);
        }
    }

    @Nested
    class DriftPolicies extends DriftPoliciesContract {
        DriftPolicies() {
            super(StoreContract.this::emptyStore);
        }
    }

    @Nested
    class Marks extends MarksContract {
        Marks() {
            super(StoreContract.this::emptyStore);
        }
    }

    @Nested
    class Signals extends SignalsContract {
        Signals() {
            super(StoreContract.this::emptyStore);
        }
    }

    @Nested
    class Engines extends EnginesContract {
        Engines() {
            super(StoreContract.this::emptyStore);
        }
    }

    @Nested
    class Events extends EventsContract {
        Events() {
            super(StoreContract.this::emptyStore);
        }
    }

    @Nested
    class Targets extends TargetsContract {
        Targets() {
            super(StoreContract.this::emptyStore);
        }
    }

    @Nested
    class Resources extends ResourcesContract {
        Resources() {
            super(StoreContract.this::emptyStore);
        }
    }

    @Nested
    class Hints extends HintsContract {
        Hints() {
            super(StoreContract.this::emptyStore);
        }
    }

    @Nested
    class Histories extends HistoriesContract {
        Histories() {
            super(StoreContract.this::emptyStore);
        }
    }
}
