package io.rowloom.benchmarks.micro;

import io.rowloom.benchmarks.Attempt;
import io.rowloom.benchmarks.Environment;
import io.rowloom.benchmarks.Figures;
import io.rowloom.benchmarks.Machine;
import io.rowloom.benchmarks.ResultFiles;
import io.rowloom.benchmarks.Words;
import io.rowloom.benchmarks.throughput.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rowloom bench micro}. */
@Command(name = "micro", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
        header = "Measure the pure parts of the engine, without a database: parse, plan, decide, and what statements are given.",
        description = {"%nEach figure is of one call for a whole stack, divided by its resources, measured by JMH in a process of its own. Parts: parse (a text",
                "becomes an accepted template), blueprint (a stored template becomes what the engine works with), plan-create, plan-unchanged (an update",
                "that changes nothing), decide (what a worker makes of ready nodes), batch (the arrays that finish and claim bind). Where a figure stays",
                "the same from one size to the next, the part is linear. Ctrl-C, or SIGTERM: what was measured so far is reported.%n"},
        footer = {"%n" + Attempt.EXIT_CODES, "%nExamples:", "  rowloom bench micro --quick", "  rowloom bench micro --parts parse,plan-create --shapes layered",
                "  rowloom bench micro --sizes 1000,10000,100000 --repetitions 10"})
public final class MicroCommand implements Callable<Integer> {
    private static final List<Shape> USUAL = List.of(Shape.WIDE, Shape.CHAIN, Shape.LAYERED);
    private static final int LARGEST = 100_000;
    private static final int MOST_FORKS = 10;
    private static final TimeValue ITERATION = TimeValue.seconds(1);
    private static final TimeValue SHORT_ITERATION = TimeValue.milliseconds(100);

    @Option(names = "--quick", description = "A first look in less than a minute: 1000 resources, a third of a second for each figure, no process of its own.")
    private boolean quick;

    @Option(names = "--parts", split = ",", paramLabel = "PART", description = "parse, blueprint, plan-create, plan-unchanged, decide, batch.")
    private List<String> parts = List.of();

    @Option(names = "--shapes", split = ",", paramLabel = "SHAPE", description = "wide,chain,layered; also fan-in, lattice, random; see 'rowloom bench throughput --help'.")
    private List<String> shapes = List.of();

    @Option(names = "--sizes", split = ",", paramLabel = "N", description = "Resources: 1000,10000,100000.")
    private List<Integer> sizes = List.of();

    @Option(names = "--forks", paramLabel = "N", description = "Processes for each figure, one after the other: 1. With 0, all is measured in this one.")
    private @Nullable Integer forks;

    @Option(names = "--warm-up", paramLabel = "N", description = "Seconds in each process that do not count: 5. With --quick: tenths of a second, 1.")
    private @Nullable Integer warmUp;

    @Option(names = "--repetitions", paramLabel = "N", description = "Seconds in each process that count: 5. With --quick: tenths of a second, 2. A call that takes longer is one.")
    private @Nullable Integer repetitions;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the results go; else rowloom-bench-micro-TIME in this directory.")
    private @Nullable Path out;

    @Spec
    private @Nullable CommandSpec spec;

    private final List<MicroMeasurement> measurements = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        Attempt attempt = new Attempt(Optional.ofNullable(spec).orElseThrow());
        Path directory = Attempt.directory(Optional.ofNullable(out), "micro");
        attempt.check(directory, faults());
        return attempt.run(directory, () -> measure(directory, attempt), measurements, MicroTable::lines);
    }

    private List<String> faults() {
        List<String> faults = new ArrayList<>();
        Words.all(Part.class, "--parts", parts, faults);
        Words.all(Shape.class, "--shapes", shapes, faults).stream().filter(shape -> shape.ofLatency() || shape == Shape.STACKS)
                .forEach(shape -> faults.add("--shapes: '" + Words.of(shape) + "' is not one stack of a size"));
        sizes.stream().filter(n -> n < 1 || n > LARGEST).forEach(n -> faults.add("--sizes: " + n + " is not from 1 to " + LARGEST));
        Optional.ofNullable(forks).filter(n -> n < 0 || n > MOST_FORKS).ifPresent(n -> faults.add("--forks: " + n + " is not from 0 to " + MOST_FORKS));
        Optional.ofNullable(warmUp).filter(n -> n < 0).ifPresent(n -> faults.add("--warm-up: " + n + " is less than 0"));
        Optional.ofNullable(repetitions).filter(n -> n < 1).ifPresent(n -> faults.add("--repetitions: " + n + " is less than 1"));
        return faults;
    }

    private Effort effort() {
        return new Effort(Optional.ofNullable(forks).orElse(quick ? 0 : 1), Optional.ofNullable(warmUp).orElse(quick ? 1 : 5),
                Optional.ofNullable(repetitions).orElse(quick ? 2 : 5), quick ? SHORT_ITERATION : ITERATION);
    }

    private void measure(Path directory, Attempt attempt) throws IOException, InterruptedException {
        List<Part> chosen = parts.isEmpty() ? List.of(Part.values()) : Words.all(Part.class, "", parts, new ArrayList<>());
        List<Shape> layouts = shapes.isEmpty() ? USUAL : Words.all(Shape.class, "", shapes, new ArrayList<>());
        List<Integer> resources = !sizes.isEmpty() ? sizes : quick ? List.of(1_000) : List.of(1_000, 10_000, 100_000);
        Effort effort = effort();
        System.setProperty("jmh.ignoreLock", Boolean.toString(quick)); // JMH lets only one measurement run on a machine; a first look may run beside one
        ResultFiles files = ResultFiles.begin(directory, Map.of("bench", "micro", "at", Instant.now().toString(), "environment", Environment.of(Machine.withoutServer())),
                MicroTable.COLUMNS);
        attempt.say("results in " + directory);
        int all = chosen.size() * layouts.size() * resources.size();
        for (int size : resources) {
            for (Shape shape : layouts) {
                for (Part part : chosen) {
                    MicroMeasurement measured = MicroBench.measure(part, shape, size, effort);
                    measurements.add(measured);
                    files.add(measured, MicroTable.cells(measured));
                    attempt.say("[" + measurements.size() + "/" + all + "] " + Words.of(part) + " " + Words.of(shape) + " " + size + ": " + Figures.told(measured.micros())
                            + " µs per resource");
                }
            }
        }
    }
}
