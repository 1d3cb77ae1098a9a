package io.rowloom.traversal;

import io.rowloom.stack.StackId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** How an accepted request becomes nodes. Any engine may plan, several may try at once, one write wins. */
public interface Plans {
    /** Traversals in progress without a plan. At most {@code limit}. */
    List<PlanDue> due(int limit);

    /** Counts an attempt, in its own transaction: a plan that kills its engine is not tried for ever. Answers which attempt it is; empty when none is due. */
    OptionalInt attempt(PlanDue due);

    /** Stack and rows of one snapshot; empty when the stack does not exist. */
    Optional<PlanView> read(StackId stack);

    /** Writes the plan, if every visited row and the stack are as it saw them. */
    PlanResult write(StackId stack, Plan plan);

    /** The same while all rows of the stack are locked, so that it cannot lose to running actions: reads, asks for the plan, writes. */
    PlanResult writeLocked(PlanDue due, Function<PlanView, Plan> planning);

    /** Ends a traversal that cannot be planned: FAILED with this reason, or rolled back, as the stack's setting says. */
    void giveUp(PlanDue due, String reason);
}
