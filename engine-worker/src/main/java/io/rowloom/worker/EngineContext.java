package io.rowloom.worker;

import io.rowloom.engine.EngineId;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.store.Store;
import io.rowloom.value.Fingerprint;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What the parts of one engine share. */
record EngineContext(EngineId id, WorkerConfig config, Shared shared, LeaseClock lease, InFlight inFlight, Wakeups wakeups) {

    /**
     * What outlives an engine that lost its lease.
     *
     * @param gate empty: nobody is asked before a claim
     */
    record Shared(Store store, ResourceTypes types, Blueprints blueprints, Fingerprint fingerprint, Tasks tasks, Meters meters, RandomGenerator random,
            Optional<ClaimGate> gate) {}

    Store store() {
        return shared.store();
    }

    Tasks tasks() {
        return shared.tasks();
    }

    Meters meters() {
        return shared.meters();
    }
}
