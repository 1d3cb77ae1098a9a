package io.rowloom.simulator;

import io.rowloom.engine.EngineInfo;
import io.rowloom.memory.Rows.OfStack;
import io.rowloom.memory.Rows.Resource;
import io.rowloom.memory.Rows;
import io.rowloom.resource.ResourceReason;
import io.rowloom.stack.StackId;
import io.rowloom.store.Store;
import io.rowloom.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Sees every verb of the store and every call of the provider, while it happens, and checks what must hold all along. */
final class Witness {
    /** Verbs that change no row of a stack. */
    private static final Set<String> READS = Set.of("Stacks.find", "Stacks.list", "Plans.due", "Plans.read", "Claims.ready", "Claims.current", "Claims.due",
            "Resources.list", "Engines.register", "Engines.renew", "Engines.stopping", "Engines.leave", "Engines.expire", "Engines.leases",
            "Engines.declareDead", "Engines.orphans", "Engines.dead", "Engines.held", "Engines.sweep",
            "Engines.bury", "Engines.list", "Events.after", "Targets.store", "Targets.find", "Targets.purge", "Snapshots.list", "Snapshots.find",
            "Snapshots.restoring", "Snapshots.kept", "Snapshots.delete", "Snapshots.purge",
            "DriftPolicies.set", "DriftPolicies.find", "DriftPolicies.due", "DriftPolicies.looked", "DriftPolicies.purge", "Limits.list");

    /** Why a row went without its thing. */
    private static final Set<String> LEFT = Set.of(ResourceReason.RETAINED, ResourceReason.ABANDONED);

    private final Supplier<Rows> view;
    private final Store store;
    private final Chronicle chronicle;
    private final WriteText text = new WriteText();
    private final List<Finding> findings = new ArrayList<>();
    private final Fences fences = new Fences(this::found);
    private final CleanupOrder order = new CleanupOrder();
    private final DeleteFirst deleteFirst = new DeleteFirst();
    private final Hooked hooked = new Hooked();
    private final Map<String, Owner> owners = new HashMap<>();
    private final Set<String> letGo = new HashSet<>();
    private Rows rows = Rows.EMPTY;

    /** Whose copy a physical thing is. */
    private record Owner(OfStack stack, int no) {
        DeleteFirst.Copy copy() {
            return new DeleteFirst.Copy(stack.stack().id(), no);
        }
    }

    Witness(Backing backing, Chronicle chronicle) {
        view = backing.rows();
        this.chronicle = chronicle;
        store = new InterceptedStore(backing.store(), this::call, backing.store().hints());
    }

    /** The store under watch. */
    Store store() {
        return store;
    }

    /** All rows after the last write. */
    Rows rows() {
        return rows;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    void found(Check check, String what) {
        findings.add(new Finding(check, what));
        chronicle.say("judge", check.name(), what);
    }

    private Object call(String verb, List<Object> arguments, InterceptedStore.Call call) throws Throwable {
        if (verb.equals("Engines.register")) {
            text.learn((EngineInfo) arguments.getFirst());
        }
        try {
            Object result = call.run(arguments);
            if (!READS.contains(verb)) {
                written(verb, arguments, Optional.ofNullable(result));
            }
            return result;
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            found(Check.NO_BUG, verb + " threw " + e);
            throw e;
        }
    }

    private void written(String verb, List<Object> arguments, Optional<Object> result) {
        Write write = Write.of(verb, arguments, result, rows, view.get());
        rows = write.after();
        if (!write.changes().isEmpty()) {
            chronicle.write(verb, () -> text.of(write));
            order.learn(write);
            deleteFirst.learn(write);
            fences.check(write);
            Guards.check(write, what -> found(Check.LATE_WRITES, what));
            EventCheck.check(write, what -> found(Check.EVENTS, what));
            RowCheck.check(write, this::found);
            hooked.check(write, what -> found(Check.HELD, what));
            LimitCheck.check(write, what -> found(Check.LIMITS, what));
            write.changes().forEach(this::learn);
        }
    }

    /** A call of a resource type takes effect. */
    void called(String owner, long fence) {
        if (!fences.granted(owner, fence)) {
            found(Check.COMMITTED, "a call for " + owner + " with fence " + fence + ", which no row had");
        }
    }

    void accepted(StackId stack, int traversal, Model model) {
        deleteFirst.accepted(stack, traversal, model);
        hooked.accepted(stack, traversal, model);
    }

    /** A physical thing was made. What was let go of is nobody's any more. */
    void made(Reality.Thing thing, Collection<Reality.Thing> things) {
        Optional<Owner> owner = Optional.ofNullable(owners.get(thing.owner())).filter(o -> deleteFirst.mustBeAlone(o.copy()));
        owner.ifPresent(o -> things.stream().filter(other -> other.belongsTo(o.copy().stack()) && other.resource().equals(thing.resource()) && !other.equals(thing))
                .filter(other -> !letGo(other.owner())).forEach(other -> found(Check.ALONE, thing + " was made while there was " + other)));
    }

    /** Whether it was left there when its copy went. */
    boolean letGo(String owner) {
        return letGo.contains(owner);
    }

    private void learn(Write.Change change) {
        change.rows().forEach(row -> row.after().ifPresent(now -> {
            String owner = Fences.owner(change.after().stack(), now);
            owners.put(owner, new Owner(change.after(), row.no()));
            if (now.view().tombstone() && LEFT.contains(now.view().reason())) {
                letGo.add(owner);
            }
        }));
    }

    /** Whether it is deleted so that another copy of its name can be made. */
    boolean makesWay(String gone) {
        return Optional.ofNullable(owners.get(gone)).filter(owner -> deleteFirst.makesWay(owner.copy())).isPresent();
    }

    /** Whether the copy {@code gone} may go although {@code needing} comes only after its successor. */
    boolean mayLetDown(String gone, String needing) {
        Owner one = owners.get(gone);
        Owner other = owners.get(needing);
        return one != null && other != null && deleteFirst.mayLetDown(one.copy(), other.copy());
    }

    /** Whether the copy {@code gone} may go before {@code needing}, since their cleanups waited for each other. */
    boolean inACircle(String gone, String needing) {
        Owner one = owners.get(gone);
        Owner other = owners.get(needing);
        if (one == null || other == null || !one.stack().stack().id().equals(other.stack().stack().id())) {
            return false;
        }
        OfStack now = rows.stacks().get(one.stack().stack().id());
        return Optional.ofNullable(now.resources().get(one.no())).map(Resource::claimTraversal)
                .filter(traversal -> order.inACircle(now.stack().id(), traversal, one.no(), other.no())).isPresent();
    }
}
