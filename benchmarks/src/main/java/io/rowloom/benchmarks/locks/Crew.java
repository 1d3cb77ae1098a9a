package io.rowloom.benchmarks.locks;

import io.rowloom.benchmarks.WarmUp;
import io.rowloom.benchmarks.WorkerProcesses;
import io.rowloom.benchmarks.gauge.Counter;
import io.rowloom.benchmarks.gauge.EventRows;
import io.rowloom.benchmarks.gauge.Quantiles;
import io.rowloom.benchmarks.gauge.Reading;
import io.rowloom.benchmarks.gauge.Timeline;
import io.rowloom.benchmarks.gauge.WorkerMetrics;
import io.rowloom.benchmarks.ground.DelayProxy;
import io.rowloom.benchmarks.ground.Ground;
import io.rowloom.embedded.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The workers of one session, started and warm, and all that looks at them. */
final class Crew implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration LOOK_EVERY = Duration.ofMillis(25);
    /** Part of their size that workloads have in the warm-up. */
    private static final double WARM_UP = 0.5;
    private static final List<Workload> TO_WARM_UP = List.of(Workload.WIDE, Workload.STACKS, Workload.CHAIN);
    /** A lock service whose first answers were slow is left alone by the workers for a while; this is how often it gets another chance. */
    private static final int MORE = 8;
    private static final Duration A_WHILE = Duration.ofSeconds(1);
    private static final int MOST_ROUNDS = 6;

    private final Ground ground;
    private final LockServers servers;
    private final Session session;
    private final Path logs;
    private final Optional<DelayProxy> proxy;
    private final WorkerProcesses workers;
    private final WorkerMetrics metrics;
    private final Connection eyes;
    private final WaitSampler waits;

    /** Empties the database, starts the workers, waits until all of them live, and gives them something to warm up with. */
    Crew(Ground ground, LockServers servers, Session session, Optional<String> lockWait, double scale) throws SQLException, IOException,
            InterruptedException {
        this.ground = ground;
        this.servers = servers;
        this.session = session;
        Map<String, String> settings = servers.settings(session.arm(), lockWait);
        ground.gauges().empty();
        this.logs = Files.createTempDirectory("rowloom-bench-");
        this.proxy = session.latencyMillis() == 0 ? Optional.empty() : Optional.of(ground.proxy(session.latencyMillis()));
        List<Integer> ports = IntStream.range(0, session.workers()).mapToObj(_ -> TestServer.freePort()).toList();
        this.workers = new WorkerProcesses(logs, ports, ground.workersUrl(proxy), settings);
        this.metrics = new WorkerMetrics(ports);
        this.eyes = ground.connect();
        this.waits = WaitSampler.start(ground.connect(), ground.gauges().backend());
        try {
            await();
            warmUp(scale * WARM_UP);
        } catch (RuntimeException | SQLException | IOException | InterruptedException e) {
            close();
            throw e;
        }
    }

    private void await() throws SQLException, IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (ground.gauges().engines() < session.workers()) {
            workers.check();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the workers did not start within " + START.toSeconds() + " s");
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    private void warmUp(double scale) throws SQLException, IOException, InterruptedException {
        WarmUp.of(workers, MOST_ROUNDS, () -> {
            for (Workload workload : TO_WARM_UP) {
                request(workload, scale);
            }
        });
        for (int i = 0; i < MORE && session.arm().mode().isTrusted() && !metrics.trustLocks(); i++) {
            Thread.sleep(A_WHILE);
            request(Workload.STACKS, scale);
        }
    }

    private void request(Workload workload, double scale) throws SQLException, IOException, InterruptedException {
        new Requests(ground.store(), eyes, Blueprint.of(workload, scale)).create(workers::check);
    }

    Measurement measure(Workload workload, double scale) throws SQLException, IOException, InterruptedException {
        Blueprint blueprint = Blueprint.of(workload, scale);
        Requests requests = new Requests(ground.store(), eyes, blueprint);
        boolean updates = blueprint.updates() > 0;
        ground.gauges().clear();
        if (updates) {
            requests.create(workers::check);
        }
        Reading before = read();
        waits.take();
        if (updates) {
            requests.update(workers::check);
        } else {
            requests.create(workers::check);
        }
        Map<String, Double> waited = waits.take();
        Reading after = read();
        Timeline timeline = Timeline.of(EventRows.events(eyes, requests.ids(), updates ? 2 : 1), EventRows.rows(eyes, requests.ids()),
                blueprint.requires(), updates);
        return new Measurement(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), session.round(), session.cell(workload), timeline.actions(),
                timeline.seconds(),
                after.seconds(before), Quantiles.of(timeline.started()), Quantiles.of(timeline.finished()), ground.gauges().growth(before, after),
                waited,
                WorkerMetrics.growth(before.metrics(), after.metrics()));
    }

    private Reading read() throws SQLException, IOException, InterruptedException {
        Map<String, Double> counted = metrics.read();
        return ground.gauges().read(waits.backend(), Map.of(Counter.ENGINE_CPU_MS, workers.cpuMillis(), Counter.COMPILE_CPU_MS, workers.compileMillis(), Counter.LOCK_CPU_MS,
                servers.cpuMillis(session.arm().mode())), counted);
    }

    @Override
    public void close() throws SQLException, IOException {
        workers.close();
        waits.close();
        eyes.close();
        if (proxy.isPresent()) {
            proxy.get().close();
        }
        try (var all = Files.walk(logs)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
