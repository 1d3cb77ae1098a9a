package io.rowloom.benchmarks.throughput;

import io.rowloom.benchmarks.WarmUp;
import io.rowloom.benchmarks.WorkerProcesses;
import io.rowloom.benchmarks.gauge.Counter;
import io.rowloom.benchmarks.gauge.Reading;
import io.rowloom.benchmarks.gauge.WorkerMetrics;
import io.rowloom.benchmarks.ground.Ground;
import io.rowloom.embedded.TestServer;
import io.rowloom.plugin.ResourceTypes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Workers as processes of their own, on emptied tables, and all that looks at them. */
final class Staff implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration LOOK_EVERY = Duration.ofMillis(25);

    private final Ground ground;
    private final Path logs;
    private final WorkerProcesses workers;
    private final WorkerMetrics metrics;
    private final ProcessWatch watch;
    private final Eyes eyes;
    private final int count;
    private final ResourceTypes types = ResourceTypes.load(Staff.class.getClassLoader());

    /** What was used and done between two moments. */
    record Spent(Map<String, Double> counters, Map<String, Double> metrics, List<ProcessFigures> processes) {}

    /** Starts them, and waits until all of them live. */
    Staff(Ground ground, int count) throws SQLException, IOException, InterruptedException {
        this.ground = ground;
        this.count = count;
        ground.gauges().empty();
        this.logs = Files.createTempDirectory("rowloom-bench-");
        List<Integer> ports = IntStream.range(0, count).mapToObj(_ -> TestServer.freePort()).toList();
        this.workers = new WorkerProcesses(logs, ports, ground.workersUrl(Optional.empty()), ProcessWatch.settings(logs));
        this.metrics = new WorkerMetrics(ports);
        this.watch = new ProcessWatch(workers.pids(), logs);
        this.eyes = new Eyes(ground.connect());
        try {
            awaitWorkers();
        } catch (RuntimeException | SQLException | IOException | InterruptedException e) {
            close();
            throw e;
        }
    }

    private void awaitWorkers() throws SQLException, IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (ground.gauges().engines() < count || !metrics.answer()) {
            workers.check();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the workers did not start within " + START.toSeconds() + " s");
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    Ground ground() {
        return ground;
    }

    Eyes eyes() {
        return eyes;
    }

    int count() {
        return count;
    }

    /** As {@link WarmUp#of}. */
    int warmUp(int most, WarmUp.Round round) throws SQLException, IOException, InterruptedException {
        return WarmUp.of(workers, most, round);
    }

    /** As {@link WarmUp#rest}. */
    void rest() throws InterruptedException {
        WarmUp.rest(workers);
    }

    List<Long> pids() {
        return workers.pids();
    }

    Sender sender(int stacks, String tenant) {
        return new Sender(ground.store(), types, tenant, stacks);
    }

    /** @throws IllegalStateException when a worker has ended */
    void check() throws IOException {
        workers.check();
    }

    Reading begin() throws SQLException, IOException, InterruptedException {
        Map<String, Double> counted = metrics.read();
        watch.begin();
        return read(counted);
    }

    Spent end(Reading begun) throws SQLException, IOException, InterruptedException {
        Reading now = read(Map.of());
        List<ProcessFigures> figures = watch.end();
        return new Spent(ground.gauges().growth(begun, now), WorkerMetrics.growth(begun.metrics(), metrics.read()), figures);
    }

    private Reading read(Map<String, Double> counted) throws SQLException {
        double own = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class).getProcessCpuTime() / 1e6;
        return ground.gauges().read(eyes.backend(), Map.of(Counter.ENGINE_CPU_MS, workers.cpuMillis(), Counter.COMPILE_CPU_MS, workers.compileMillis(), Counter.CLIENT_CPU_MS, own), counted);
    }

    @Override
    public void close() throws SQLException, IOException {
        workers.close();
        eyes.close();
        try (var all = Files.walk(logs)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
