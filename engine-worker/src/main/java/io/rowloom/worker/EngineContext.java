package io.rowloom.worker;

import io.rowloom.engine.EngineId;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.stack.StackId;
import io.rowloom.store.Hint;
import io.rowloom.store.Store;
import io.rowloom.value.Fingerprint;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** What the parts of one engine share. */
record EngineContext(EngineId id, WorkerConfig config, Shared shared, LeaseClock lease, InFlight inFlight, Wakeups wakeups, Share share) {

    /**
     * What outlives an engine that lost its lease.
     *
     * @param gate empty: nobody is asked before a claim
     * @param members empty: engines keep no sessions
     */
    record Shared(Store store, ResourceTypes types, Blueprints blueprints, Fingerprint fingerprint, Tasks tasks, Meters meters, RandomGenerator random,
            Optional<ClaimGate> gate, Optional<Members> members) {}

    Store store() {
        return shared.store();
    }

    Tasks tasks() {
        return shared.tasks();
    }

    Meters meters() {
        return shared.meters();
    }

    /** Never less than none: for a moment what ended and what comes next are both counted. */
    int freeSlots() {
        return Math.max(0, config.slots() - inFlight.size());
    }

    /** There may be ready nodes that nobody takes: also of those that fall to others, unless {@link OthersWork} looks at these. */
    void scan() {
        if (share.others().isEmpty()) {
            wakeups.scanAll();
        } else {
            wakeups.scan();
        }
    }

    /** Nodes that can run now because of what this engine did. It goes on with them, but for those that it has no room for and that others look at first. */
    void madeReady(StackId stack, List<Integer> nodes) {
        madeReady(stack, nodes, kept -> wakeups.ready(stack, kept));
    }

    /** @param goingOn is given what it goes on with */
    void madeReady(StackId stack, List<Integer> nodes, Consumer<List<Integer>> goingOn) {
        Share.Division division = share.divide(stack, nodes, freeSlots() - wakeups.knownNodes());
        goingOn.accept(division.kept());
        if (!division.left().isEmpty()) {
            share.others().ifPresent(_ -> meters().claimsLeft.increment(division.left().size()));
            wakeups.scan();
            store().hints().announce(Hint.NODES);
        }
    }
}
