package io.rowloom.benchmarks.limit;

import io.rowloom.benchmarks.Attempt;
import io.rowloom.benchmarks.Environment;
import io.rowloom.benchmarks.Figures;
import io.rowloom.benchmarks.Forecast;
import io.rowloom.benchmarks.ResultFiles;
import io.rowloom.benchmarks.Words;
import io.rowloom.benchmarks.ground.Ground;
import io.rowloom.benchmarks.throughput.Action;
import io.rowloom.benchmarks.throughput.Job;
import io.rowloom.benchmarks.throughput.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rowloom bench limit}. */
@Command(name = "limit", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
        header = "Measure how fast the database could do the engine's work without the engine.",
        description = {"%nStarts a PostgreSQL with durable settings, or uses an empty database. Submits and plans stacks as the engine does, and then",
                "makes them with batches that were worked out before, on few connections: with the engine's own verbs, with the same statements by",
                "plain JDBC, and with updates of ranges that have no guards. Kinds are interleaved. To have the engine beside it in the same run:",
                "rowloom bench throughput --with-limit. Ctrl-C, or SIGTERM: what was measured so far is reported.%n"},
        footer = {"%n" + Attempt.EXIT_CODES, "%nExamples:", "  rowloom bench limit --quick", "  rowloom bench limit --shapes wide --sizes 10000 --repetitions 5",
                "  rowloom bench limit --shapes chain --kinds same,minimal"})
public final class LimitCommand implements Callable<Integer> {
    private static final List<Shape> USUAL = List.of(Shape.WIDE, Shape.CHAIN, Shape.LAYERED, Shape.FAN_IN, Shape.STACKS);
    private static final int LARGEST = 100_000;
    private static final int MOST_CONNECTIONS = 4;
    private static final int WARM_UP_SIZE = 300;
    private static final double SECONDS_PER_RESOURCE = 0.0002;

    @Option(names = "--quick", description = "A first look in less than two minutes: 1000 resources, 3 rounds.")
    private boolean quick;

    @Option(names = "--shapes", split = ",", paramLabel = "SHAPE", description = "wide, chain, layered, fan-in, lattice, random, stacks; see 'rowloom bench throughput --help'.")
    private List<String> shapes = List.of();

    @Option(names = "--sizes", split = ",", paramLabel = "N", description = "Resources: 1000,10000.")
    private List<Integer> sizes = List.of();

    @Option(names = "--kinds", split = ",", paramLabel = "KIND", defaultValue = "verbs,same,minimal", description = "verbs, same, minimal.")
    private List<String> kinds = List.of();

    @Option(names = "--batch", paramLabel = "N", defaultValue = "64", description = "Resources in a statement: ${DEFAULT-VALUE}, as many as a worker has slots.")
    private int batch;

    @Option(names = "--connections", paramLabel = "N", defaultValue = "2", description = "That work side by side: ${DEFAULT-VALUE}. A chain has one.")
    private int connections;

    @Option(names = "--repetitions", paramLabel = "N", description = "Rounds, interleaved: 5.")
    private @Nullable Integer repetitions;

    @Option(names = "--warm-up", paramLabel = "N", defaultValue = "3", description = "Rounds with small stacks that do not count: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the shape 'random': ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--db", paramLabel = "URL", defaultValue = "${env:ROWLOOM_BENCH_DB}",
            description = "An empty database: postgresql://user:password@host:port/name. A schema rowloom_limit is made in it, and dropped. Better in ROWLOOM_BENCH_DB.")
    private @Nullable String db;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the results go; else rowloom-bench-limit-TIME in this directory.")
    private @Nullable Path out;

    @Spec
    private @Nullable CommandSpec spec;

    private final List<LimitMeasurement> measurements = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        Attempt attempt = new Attempt(Optional.ofNullable(spec).orElseThrow());
        Path directory = Attempt.directory(Optional.ofNullable(out), "limit");
        attempt.check(directory, faults());
        return attempt.run(directory, () -> measure(directory, attempt), measurements, LimitTable::lines);
    }

    private List<String> faults() {
        List<String> faults = new ArrayList<>();
        Words.all(Shape.class, "--shapes", shapes, faults);
        Words.all(Shape.class, "", shapes, new ArrayList<>()).stream().filter(Shape::ofLatency)
                .forEach(shape -> faults.add("--shapes: '" + Words.of(shape) + "' has no limit: it is about latency"));
        Words.all(Kind.class, "--kinds", kinds, faults);
        sizes.stream().filter(n -> n < 1 || n > LARGEST).forEach(n -> faults.add("--sizes: " + n + " is not from 1 to " + LARGEST));
        if (batch < 1 || batch > LARGEST) {
            faults.add("--batch: " + batch + " is not from 1 to " + LARGEST);
        }
        if (connections < 1 || connections > MOST_CONNECTIONS) {
            faults.add("--connections: " + connections + " is not from 1 to " + MOST_CONNECTIONS);
        }
        Optional.ofNullable(repetitions).filter(n -> n < 1).ifPresent(n -> faults.add("--repetitions: " + n + " is less than 1"));
        if (warmUp < 0) {
            faults.add("--warm-up: " + warmUp + " is less than 0");
        }
        return faults;
    }

    private List<Job> jobs() {
        List<Shape> chosen = shapes.isEmpty() ? USUAL : Words.all(Shape.class, "", shapes, new ArrayList<>());
        List<Integer> resources = sizes.isEmpty() ? quick ? List.of(1_000) : List.of(1_000, 10_000) : sizes;
        return chosen.stream().flatMap(shape -> resources.stream().map(size -> new Job(shape, size, Action.NO_OP, seed, 0))).toList();
    }

    private void measure(Path directory, Attempt attempt) throws SQLException, IOException, InterruptedException {
        List<Kind> chosen = Words.all(Kind.class, "", kinds, new ArrayList<>());
        List<Job> jobs = jobs();
        int rounds = Optional.ofNullable(repetitions).orElse(quick ? 3 : 5);
        try (Ground ground = Ground.open(Optional.ofNullable(db).filter(text -> !text.isEmpty())); LimitBench bench = LimitBench.open(ground, connections, batch)) {
            ground.gauges().lacking().forEach(what -> attempt.say("not counted here: " + what));
            ResultFiles files = ResultFiles.begin(directory, Map.of("bench", "limit", "at", Instant.now().toString(), "environment", Environment.of(ground.machine())),
                    LimitTable.columns());
            attempt.say("warming up …; results in " + directory);
            bench.warmUp(chosen, WARM_UP_SIZE, warmUp);
            Forecast forecast = Forecast.of(jobs.stream().mapToDouble(job -> rounds * chosen.size() * expectedSeconds(job)));
            for (int round = 1; round <= rounds; round++) {
                for (Job job : jobs) {
                    for (Kind kind : chosen) {
                        long start = System.nanoTime();
                        LimitMeasurement measured = bench.run(round, kind, job);
                        measurements.add(measured);
                        files.add(measured, LimitTable.cells(measured));
                        forecast = forecast.after(expectedSeconds(job), (System.nanoTime() - start) / 1e9);
                        attempt.say("[round " + round + "/" + rounds + ", " + Forecast.told(forecast.left()) + " left] " + Words.of(job.shape()) + " " + measured.resources() + " "
                                + Words.of(kind) + ": " + Figures.told(measured.perSecond()) + " resources/s");
                    }
                }
            }
        }
    }

    private static double expectedSeconds(Job job) {
        return (job.shape() == Shape.CHAIN ? 5 : 1) * SECONDS_PER_RESOURCE * job.size();
    }
}
