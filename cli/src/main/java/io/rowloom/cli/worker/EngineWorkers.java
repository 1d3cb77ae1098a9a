package io.rowloom.cli.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.rowloom.cli.config.WorkerSettings;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.store.Store;
import io.rowloom.value.Fingerprint;

/** Workers of the engine. */
public final class EngineWorkers implements Workers {
    @Override
    public RunningWorker start(WorkerSettings settings, Store store, ResourceTypes types, Fingerprint fingerprint, MeterRegistry meters) {
        throw new UnsupportedOperationException("the worker is not part of this build");
    }
}
