package io.rowloom.cli.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.store.Store;
import io.rowloom.value.Fingerprint;
import io.rowloom.worker.Services;
import io.rowloom.worker.WorkerConfig;

/** Starts workers in this process. */
public interface Workers {
    RunningWorker start(WorkerConfig config, Services services, Store store, ResourceTypes types, Fingerprint fingerprint, MeterRegistry meters);

    /** A worker that was started. */
    interface RunningWorker {
        /** Takes nothing new, lets running actions end or gives them back, within the drain timeout, and signs off. Returns when that is done. */
        void drain() throws InterruptedException;

        /** Returns when the worker has ended. */
        void awaitEnd() throws InterruptedException;

        boolean healthy();
    }
}
