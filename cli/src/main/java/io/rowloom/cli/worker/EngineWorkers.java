package io.rowloom.cli.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.store.Store;
import io.rowloom.value.Fingerprint;
import io.rowloom.worker.Services;
import io.rowloom.worker.Worker;
import io.rowloom.worker.WorkerConfig;

/** Workers of the engine. */
public final class EngineWorkers implements Workers {
    @Override
    public RunningWorker start(WorkerConfig config, Services services, Store store, ResourceTypes types, Fingerprint fingerprint, MeterRegistry meters) {
        Worker worker = Worker.start(config, services, store, types, fingerprint, meters);
        return new RunningWorker() {
            @Override
            public void drain() throws InterruptedException {
                worker.drain();
            }

            @Override
            public void awaitEnd() throws InterruptedException {
                worker.awaitEnd();
            }

            @Override
            public boolean healthy() {
                return worker.healthy();
            }
        };
    }
}
