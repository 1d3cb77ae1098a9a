package io.rowloom.benchmarks.throughput;

import io.rowloom.benchmarks.Attempt;
import io.rowloom.benchmarks.Durations;
import io.rowloom.benchmarks.Words;
import io.rowloom.benchmarks.chart.Pictures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code rowloom bench throughput}, and what follows from them. */
final class Options {
    private static final int LARGEST = 1_000_000;
    private static final int MOST_WORKERS = 32;
    private static final int MOST_SAMPLES = 100_000;
    private static final int MOST_SECONDS = 3_600;
    private static final Duration QUICK_PICTURES = Duration.ofSeconds(12);

    @Option(names = "--quick", description = "A first look in less than two minutes: small stacks, two warm workers.")
    private boolean quick;

    @Option(names = "--shapes", split = ",", paramLabel = "SHAPE",
            description = "wide, chain, layered (10 layers, each on 3),"
                    + " fan-in (N and one), lattice (diamonds), random (by --seed), stacks (N/10 stacks of 10), newcomer (the same, and the latency of one more of another tenant), one (idle latency).")
    private List<String> shapes = List.of();

    @Option(names = "--sizes", split = ",", paramLabel = "N", description = "Resources: 100,1000,10000.")
    private List<Integer> sizes = List.of();

    @Option(names = "--workers", split = ",", paramLabel = "N", description = "Worker processes: 1,2,4,8.")
    private List<Integer> workers = List.of();

    @Option(names = "--actions", split = ",", paramLabel = "ACTION", description = "no-op (default), slow (50 ms), waiting (parked for --wait).")
    private List<String> actions = List.of("no-op");

    @Option(names = "--phases", split = ",", paramLabel = "PHASE",
            description = "create, no-change, update-one, update-all (in place), replace-all, retarget (updates sent while one is under way), delete.")
    private List<String> phases = List.of();

    @Option(names = "--temperatures", split = ",", paramLabel = "T", description = "cold (the first work of fresh processes), warm (after a warm-up).")
    private List<String> temperatures = List.of();

    @Option(names = "--repetitions", paramLabel = "N", description = "Rounds, interleaved: 3.")
    private @Nullable Integer repetitions;

    @Option(names = "--samples", paramLabel = "N", description = "Stacks of the shape 'one': 200.")
    private @Nullable Integer samples;

    @Option(names = "--storm", paramLabel = "N", defaultValue = "10", description = "Updates in the phase 'retarget': ${DEFAULT-VALUE}.")
    private int storm;

    @Option(names = "--wait", paramLabel = "SECONDS", defaultValue = "5", description = "How long the action 'waiting' is parked: ${DEFAULT-VALUE}.")
    private int wait;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the shape 'random': ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--with-limit", description = "After each workload, make the same stacks without the engine, as 'rowloom bench limit' does; the table has the ratios.")
    private boolean withLimit;

    @Option(names = "--profile", description = "Tell where the time of each measurement goes: statements.csv, and a flame graph of the first worker. Slows workers by a few percent.")
    private boolean profile;

    @Option(names = "--held-transaction", description = "Keep a transaction open all the time, as a forgotten session does: no dead row can be removed. What workloads leave stays, too.")
    private boolean heldTransaction;

    @Option(names = "--within", paramLabel = "TIME", description = "Begin nothing that would end later than this: 90s, 30m, 2h.")
    private @Nullable String within;

    @Option(names = "--db", paramLabel = "URL", defaultValue = "${env:ROWLOOM_BENCH_DB}",
            description = "An empty database, which is emptied again and again: postgresql://user:password@host:port/name. Better in ROWLOOM_BENCH_DB.")
    private @Nullable String db;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the results go; else rowloom-bench-throughput-TIME in this directory.")
    private @Nullable Path out;

    @Option(names = "--no-pictures", description = "No PNG files of the charts, which a Chromium draws, if there is one.")
    private boolean noPictures;

    private Preset preset() {
        return quick ? Preset.QUICK : Preset.FULL;
    }

    /** Everything that is wrong with them. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        Words.all(Shape.class, "--shapes", shapes, faults);
        Words.all(Action.class, "--actions", actions, faults);
        Words.all(Phase.class, "--phases", phases, faults);
        Words.all(Temperature.class, "--temperatures", temperatures, faults);
        sizes.forEach(n -> range("--sizes", n, 1, LARGEST, faults));
        workers.forEach(n -> range("--workers", n, 1, MOST_WORKERS, faults));
        Optional.ofNullable(repetitions).ifPresent(n -> range("--repetitions", n, 1, LARGEST, faults));
        Optional.ofNullable(samples).ifPresent(n -> range("--samples", n, 1, MOST_SAMPLES, faults));
        range("--storm", storm, 2, LARGEST, faults);
        range("--wait", wait, 1, MOST_SECONDS, faults);
        Optional.ofNullable(within).filter(text -> Durations.of(text).isEmpty()).ifPresent(text -> faults.add("--within: '" + text + "' is no time such as 90s, 30m or 2h"));
        return faults;
    }

    private static void range(String option, int value, int least, int most, List<String> faults) {
        if (value < least || value > most) {
            faults.add(option + ": " + value + " is not from " + least + " to " + most);
        }
    }

    Plan plan() {
        Preset preset = preset();
        return new Plan(jobs(), chosen(workers, preset.workers()), chosen(Words.all(Temperature.class, "", temperatures, new ArrayList<>()), preset.temperatures()),
                chosen(Words.all(Phase.class, "", phases, new ArrayList<>()), preset.phases()),
                new Life.Extent(storm, Optional.ofNullable(samples).orElse(preset.samples()), preset.effort(), heldTransaction), Optional.ofNullable(repetitions).orElse(preset.repetitions()));
    }

    private List<Job> jobs() {
        List<Job> jobs = new ArrayList<>();
        for (Action action : Words.all(Action.class, "", actions, new ArrayList<>())) {
            for (Shape shape : chosen(Words.all(Shape.class, "", shapes, new ArrayList<>()), preset().shapes())) {
                (shape == Shape.ONE ? List.of(1) : chosen(sizes, preset().sizes())).forEach(size -> jobs.add(new Job(shape, size, action, seed, wait)));
            }
        }
        return jobs;
    }

    private static <T> List<T> chosen(List<T> given, List<T> usual) {
        return given.isEmpty() ? usual : given.stream().distinct().toList();
    }

    boolean withLimit() {
        return withLimit;
    }

    boolean heldTransaction() {
        return heldTransaction;
    }

    boolean profile() {
        return profile;
    }

    Optional<Duration> within() {
        return Optional.ofNullable(within).flatMap(Durations::of).or(preset()::within);
    }

    Optional<String> database() {
        return Optional.ofNullable(db).filter(text -> !text.isEmpty());
    }

    /** How long they may take. */
    Duration pictures() {
        return noPictures ? Duration.ZERO : quick ? QUICK_PICTURES : Pictures.AT_LEISURE;
    }

    Path out() {
        return Attempt.directory(Optional.ofNullable(out), "throughput");
    }
}
