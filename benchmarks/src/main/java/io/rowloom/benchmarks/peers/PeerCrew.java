package io.rowloom.benchmarks.peers;

import io.rowloom.benchmarks.gauge.Counter;
import io.rowloom.benchmarks.gauge.Gauges;
import io.rowloom.benchmarks.gauge.Reading;
import io.rowloom.benchmarks.ground.Ground;
import io.rowloom.db.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The worker processes of one peer, on a schema of its own, and what looks at it. */
final class PeerCrew implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int SLEEP_PER_LOOK = 20;

    private final Ground ground;
    private final Contestant peer;
    private final String schema;
    private final Path logs;
    private final Connection eyes;
    private final int backend;
    private final List<PeerProcess> processes = new ArrayList<>();

    /** @param name as the module of the peers knows it */
    PeerCrew(Ground ground, Path jar, Contestant peer, String name, int count) throws SQLException, IOException, InterruptedException {
        this.ground = ground;
        this.peer = peer;
        this.schema = "rowloom_peer_" + name.replace('-', '_');
        DatabaseUrl url = ground.emptySchema(schema);
        this.logs = Files.createTempDirectory("rowloom-bench-");
        this.eyes = DriverManager.getConnection(url.jdbcUrl(), url.login());
        try (var statement = eyes.createStatement(); ResultSet row = statement.executeQuery("SELECT pg_backend_pid() AS " + Gauges.MARK)) {
            row.next();
            this.backend = row.getInt(1);
        }
        try {
            for (int number = 1; number <= count; number++) { // one after the other: the first makes the tables
                processes.add(new PeerProcess(jar, name, number, url, schema, logs.resolve("peer-" + number + ".log")));
            }
        } catch (RuntimeException | IOException | InterruptedException e) {
            close();
            throw e;
        }
    }

    /** Has so many jobs done, and removes what is left of them. */
    Done run(int round, int jobs) throws SQLException, IOException, InterruptedException {
        clean();
        for (PeerProcess process : processes) {
            process.ask("done");
            process.answer(LONGEST);
        }
        Reading before = read();
        long startMillis = System.currentTimeMillis();
        long start = System.nanoTime();
        processes.getFirst().ask("submit " + jobs);
        await();
        double seconds = (System.nanoTime() - start) / 1e9;
        Map<String, Double> counters = ground.gauges().growth(before, read());
        long executed = 0;
        long first = Long.MAX_VALUE;
        for (PeerProcess process : processes) {
            process.ask("done");
            String[] done = process.answer(LONGEST).split(" ");
            executed += Long.parseLong(done[0]);
            first = done[1].equals("0") ? first : Math.min(first, Long.parseLong(done[1]));
        }
        if (executed < jobs) {
            throw new IllegalStateException(peer + " ran " + executed + " jobs, and not " + jobs);
        }
        return new Done(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), round, peer, processes.size(), jobs, executed, seconds,
                Math.max(1e-3, seconds - (first - startMillis) / 1e3), processes.getFirst().setup(), counters);
    }

    private void await() throws SQLException, IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        boolean submitted = false;
        try (PreparedStatement look = eyes.prepareStatement("SELECT n AS " + Gauges.MARK + " FROM (" + processes.getFirst().left() + ") t(n)")) {
            while (true) {
                submitted = submitted || processes.getFirst().answerIfAny().isPresent(); // before the look: only then does nothing left mean that all is done
                long before = System.nanoTime();
                if (left(look) == 0 && submitted) {
                    return;
                }
                if (before > deadline) {
                    throw new IllegalStateException(peer + " is not done after " + LONGEST.toSeconds() + " s");
                }
                LockSupport.parkNanos(Math.max(PAUSE_NANOS, (System.nanoTime() - before) * SLEEP_PER_LOOK));
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                for (PeerProcess process : processes) {
                    process.check();
                }
            }
        }
    }

    private static long left(PreparedStatement look) throws SQLException {
        try (ResultSet row = look.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private void clean() throws SQLException {
        try (var statement = eyes.createStatement()) {
            if (!processes.getFirst().clean().isEmpty()) {
                statement.execute("/* " + Gauges.MARK + " */ " + processes.getFirst().clean());
            }
        }
    }

    private Reading read() throws SQLException {
        return ground.gauges().read(backend, Map.of(Counter.ENGINE_CPU_MS, processes.stream().mapToDouble(PeerProcess::cpuMillis).sum()), Map.of());
    }

    @Override
    public void close() throws SQLException, IOException {
        processes.forEach(PeerProcess::close);
        eyes.close();
        ground.drop(schema);
        try (var all = Files.walk(logs)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
