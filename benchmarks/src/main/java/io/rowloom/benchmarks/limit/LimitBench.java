package io.rowloom.benchmarks.limit;

import io.rowloom.benchmarks.gauge.Counter;
import io.rowloom.benchmarks.gauge.Gauges;
import io.rowloom.benchmarks.gauge.Reading;
import io.rowloom.benchmarks.ground.Ground;
import io.rowloom.benchmarks.throughput.Action;
import io.rowloom.benchmarks.throughput.Job;
import io.rowloom.benchmarks.throughput.Layout;
import io.rowloom.benchmarks.throughput.Shape;
import io.rowloom.db.PgDatabase;
import io.rowloom.engine.EngineId;
import io.rowloom.plugin.ResourceTypes;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes stacks without an engine, in tables of its own in the same database. */
public final class LimitBench implements AutoCloseable {
    private static final String SCHEMA = "rowloom_limit";

    private final Ground ground;
    private final PgDatabase database;
    /** Looks, and is left out of what is counted. */
    private final Connection eyes;
    private final int connections;
    private final int most;
    private final ResourceTypes types = ResourceTypes.load(LimitBench.class.getClassLoader());

    private LimitBench(Ground ground, PgDatabase database, Connection eyes, int connections, int most) {
        this.ground = ground;
        this.database = database;
        this.eyes = eyes;
        this.connections = connections;
        this.most = most;
    }

    /**
     * Makes the tables.
     *
     * @param connections that work side by side; a chain has one
     * @param most steps in one statement
     */
    public static LimitBench open(Ground ground, int connections, int most) throws SQLException {
        PgDatabase database = ground.aside(SCHEMA);
        try {
            return new LimitBench(ground, database, database.dataSource().getConnection(), connections, most);
        } catch (SQLException e) {
            database.close();
            throw e;
        }
    }

    /** Until the JVM has compiled what is hot, and the server has its plans. */
    public void warmUp(List<Kind> kinds, int size, int rounds) throws SQLException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            for (Kind kind : kinds) {
                for (Shape shape : List.of(Shape.WIDE, Shape.CHAIN, Shape.LATTICE)) {
                    run(round, kind, new Job(shape, size, Action.NO_OP, 1, 0));
                }
            }
        }
    }

    /** @throws IllegalStateException when the rows are not what they should be in the end */
    public LimitMeasurement run(int round, Kind kind, Job job) throws SQLException, InterruptedException {
        empty();
        Layout layout = job.layout();
        List<PlannedStack> stacks = new ArrayList<>();
        for (int i = 0; i < layout.stacks(); i++) {
            stacks.add(PlannedStack.make(database.store(), types, job.template(layout, "one", "one", "first")));
        }
        Batches batches = Batches.of(stacks, most);
        List<Lane> lanes = lanes(kind, batches);
        try {
            Reading before = read();
            long start = System.nanoTime();
            work(batches, lanes);
            double seconds = (System.nanoTime() - start) / 1e9;
            Map<String, Double> counters = ground.gauges().growth(before, read());
            check(kind, layout);
            return new LimitMeasurement(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), round, kind, job.shape(), job.size(), lanes.size(), most, layout.resources(),
                    stacks.stream().mapToDouble(PlannedStack::seconds).sum(), seconds, counters);
        } finally {
            for (Lane lane : lanes) {
                lane.close();
            }
        }
    }

    private void empty() throws SQLException {
        try (var statement = eyes.createStatement()) {
            statement.execute("TRUNCATE /* " + Gauges.MARK + " */ stack, resource, node, event, template");
        }
    }

    private List<Lane> lanes(Kind kind, Batches batches) throws SQLException {
        EngineId engine = new EngineId(UUID.randomUUID());
        List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i < (batches.isChain() ? 1 : connections); i++) {
            lanes.add(switch (kind) {
                case VERBS -> new VerbLane(database.store(), engine);
                case SAME -> new SameLane(database.dataSource().getConnection(), engine, batches.all());
                case MINIMAL -> new MinimalLane(database.dataSource().getConnection(), engine, batches.all());
            });
        }
        return lanes;
    }

    private Reading read() throws SQLException {
        double own = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class).getProcessCpuTime() / 1e6;
        return ground.gauges().read(ground.gauges().backend(), Map.of(Counter.CLIENT_CPU_MS, own), Map.of());
    }

    private static void work(Batches batches, List<Lane> lanes) throws SQLException, InterruptedException {
        if (lanes.size() == 1) {
            inOrder(batches.all(), lanes.getFirst());
            return;
        }
        try (var threads = Executors.newFixedThreadPool(lanes.size())) {
            for (List<Batch> wave : batches.waves()) {
                List<Callable<Boolean>> all = new ArrayList<>();
                for (int i = 0; i < Math.min(lanes.size(), wave.size()); i++) {
                    int first = i;
                    all.add(() -> everyOther(wave, first, lanes));
                }
                for (Future<Boolean> one : threads.invokeAll(all)) {
                    one.get();
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static boolean everyOther(List<Batch> wave, int first, List<Lane> lanes) throws SQLException {
        for (int i = first; i < wave.size(); i += lanes.size()) {
            lanes.get(first).claim(wave.get(i));
            lanes.get(first).finish(wave.get(i));
        }
        return true;
    }

    private static void inOrder(List<Batch> batches, Lane lane) throws SQLException {
        lane.claim(batches.getFirst());
        for (int i = 1; i < batches.size(); i++) {
            lane.finishAndClaim(batches.get(i - 1), batches.get(i));
        }
        lane.finish(batches.getLast());
    }

    private void check(Kind kind, Layout layout) throws SQLException {
        try (var statement = eyes.createStatement(); ResultSet row = statement.executeQuery("""
                SELECT (SELECT count(*) FROM resource WHERE status = 'COMPLETE' AND version = 1 AND engine_id IS NULL AND physical_id IS NOT NULL) AS %s,
                    (SELECT count(*) FROM node WHERE done AND waiting_for = 0), (SELECT count(*) FROM stack WHERE status = 'COMPLETE' AND pending = 0),
                    (SELECT count(*) FROM event WHERE resource IS NOT NULL)""".formatted(Gauges.MARK))) {
            row.next();
            List<Integer> found = List.of(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4));
            List<Integer> wanted = List.of(layout.resources(), layout.resources(), layout.stacks(), 2 * layout.resources());
            if (!found.equals(wanted)) {
                throw new IllegalStateException(kind + " left other rows than the engine does: resources, nodes, stacks and events are " + found + ", and should be " + wanted);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        eyes.close();
        database.close();
        ground.drop(SCHEMA);
    }
}
