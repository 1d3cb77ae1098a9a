package io.rowloom.cli.worker;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rowloom.cli.config.Config;
import io.rowloom.cli.database.Database;
import io.rowloom.cli.worker.Workers.RunningWorker;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.worker.Services;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker as this process: runs until a signal asks it to drain, or the worker ends by itself. */
public final class WorkerProcess {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);
    /** As shells tell a process that a signal ended: 128 + 15. */
    private static final int EXIT_AT_ONCE = 143;

    private WorkerProcess() {}

    public static void run(Workers workers, Config config, Database database, ResourceTypes types) throws InterruptedException {
        try (WorkerLocks locks = WorkerLocks.open(config.lock(), database.url());
                WorkerMembership membership = WorkerMembership.open(config.membership(), database.url())) {
            run(workers, config, database, types, new Services(locks.locking(), membership.watching()));
        }
    }

    private static void run(Workers workers, Config config, Database database, ResourceTypes types, Services services) throws InterruptedException {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        RunningWorker worker = workers.start(config.worker(), services, database.store(), types, database.fingerprint(), meters);
        Optional<Telemetry> telemetry = config.metricsPort() < 0 ? Optional.empty()
                : Optional.of(Telemetry.start(config.metricsPort(), meters, worker::healthy));
        drainOnSignal(worker);
        LOG.atInfo().setMessage("ready").addKeyValue("worker", config.worker().name()).addKeyValue("slots", config.worker().slots()).addKeyValue("database", database.display())
                .addKeyValue("locks", config.lock().url()).addKeyValue("membership", config.membership().url())
                .addKeyValue("metrics", telemetry.map(t -> "http://127.0.0.1:" + t.port() + "/metrics").orElse("off")).log();
        worker.awaitEnd();
        telemetry.ifPresent(Telemetry::close);
        LOG.info("ended");
    }

    /** Ends the process, as a kill would, when the input ends: then whoever started it is gone. */
    public static void endWithInput(InputStream input) {
        Thread.ofVirtual().name("input").start(() -> {
            try (input) {
                input.transferTo(OutputStream.nullOutputStream());
            } catch (IOException _) {
                // as good as the end
            }
            Runtime.getRuntime().halt(EXIT_AT_ONCE);
        });
    }

    private static void drainOnSignal(RunningWorker worker) {
        AtomicBoolean draining = new AtomicBoolean();
        Runnable onSignal = () -> {
            if (draining.getAndSet(true)) {
                LOG.warn("asked to stop for the second time: ending at once; others take over when the lease is over");
                Runtime.getRuntime().halt(EXIT_AT_ONCE);
            }
            LOG.info("asked to stop: taking nothing new, letting running actions end");
            Thread.ofPlatform().name("drain").start(() -> drain(worker));
        };
        Signals.on("TERM", onSignal);
        Signals.on("INT", onSignal);
    }

    private static void drain(RunningWorker worker) {
        try {
            worker.drain();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
