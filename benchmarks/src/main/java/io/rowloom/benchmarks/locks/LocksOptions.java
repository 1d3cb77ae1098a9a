package io.rowloom.benchmarks.locks;

import io.rowloom.benchmarks.Attempt;
import io.rowloom.benchmarks.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code rowloom bench locks}, and what follows from them. */
final class LocksOptions {
    private static final int MOST_WORKERS = 32;
    private static final int MOST_MILLIS = 1_000;

    @Option(names = "--quick", description = "A first look in less than two minutes: few modes and workloads, small sizes, two workers.")
    private boolean quick;

    @Option(names = "--full", description = "Everything, which takes hours. This is what is done without --quick.")
    private boolean full;

    @Option(names = "--modes", split = ",", paramLabel = "MODE",
            description = {"off, off+affinity, postgresql, postgresql-transaction, zookeeper, etcd, redis, mysql.",
                    "And services out of order: dead, silent, grants-all, grants-none."})
    private List<String> modes = List.of();

    @Option(names = "--workers", split = ",", paramLabel = "N", description = "Worker processes: 1,2,4,8.")
    private List<Integer> workers = List.of();

    @Option(names = "--workloads", split = ",", paramLabel = "NAME", description = "wide, chain, layered, fan-in, stacks, hot, slow.")
    private List<String> workloads = List.of();

    @Option(names = "--latency", split = ",", paramLabel = "MS", description = "How much longer a round trip to the database is made: 0,1,5.")
    private List<Integer> latencies = List.of();

    @Option(names = "--repetitions", paramLabel = "N", description = "Rounds, interleaved. Differences are judged from 3 on; 5 and more are better.")
    private @Nullable Integer repetitions;

    @Option(names = "--scopes", split = ",", paramLabel = "SCOPE", defaultValue = Arm.USUAL_SCOPE,
            description = "What locks are on: resource, stack, slot.")
    private List<String> scopes = List.of();

    @Option(names = "--lock-wait", paramLabel = "TIME", description = "The workers' setting lock.wait, such as 50ms; else its default.")
    private @Nullable String lockWait;

    @Option(names = "--scale", paramLabel = "X", description = "Sizes of all workloads, times this.")
    private @Nullable Double scale;

    @Option(names = "--within", paramLabel = "TIME", description = "Begin nothing that would end later than this: 90s, 30m, 2h.")
    private @Nullable String within;

    @Option(names = "--service", paramLabel = "MODE=URL",
            description = "A running lock service to use instead of starting one, such as redis=redis://host:6379. Repeatable.")
    private Map<String, String> services = new HashMap<>();

    @Option(names = "--db", paramLabel = "URL", defaultValue = "${env:ROWLOOM_BENCH_DB}",
            description = "An empty database, which is emptied again and again: postgresql://user:password@host:port/name."
                    + " Better in ROWLOOM_BENCH_DB.")
    private @Nullable String db;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the results go; else rowloom-bench-locks-TIME in this directory.")
    private @Nullable Path out;

    @Option(names = "--no-pictures", description = "No PNG files of the charts, which a Chromium draws, if there is one.")
    private boolean noPictures;

    private Preset preset() {
        return quick ? Preset.QUICK : Preset.FULL;
    }

    /** Everything that is wrong with them. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (quick && full) {
            faults.add("--quick and --full exclude each other");
        }
        unknown("--modes", modes, Mode::of, Mode.labels(), faults);
        unknown("--workloads", workloads, Workload::of, Workload.labels(), faults);
        unknown("--scopes", scopes, scope -> Optional.of(scope).filter(List.of("resource", "stack", "slot")::contains),
                List.of("resource", "stack", "slot"), faults);
        List<String> withService = List.of(Mode.values()).stream().filter(Mode::isService).map(Mode::label).toList();
        unknown("--service", List.copyOf(services.keySet()), mode -> Optional.of(mode).filter(withService::contains), withService, faults);
        workers.stream().filter(n -> n < 1 || n > MOST_WORKERS).forEach(n -> faults.add("--workers: " + n + " is not from 1 to " + MOST_WORKERS));
        latencies.stream().filter(ms -> ms < 0 || ms > MOST_MILLIS).forEach(ms -> faults.add("--latency: " + ms + " is not from 0 to "
                + MOST_MILLIS));
        Optional.ofNullable(repetitions).filter(n -> n < 1).ifPresent(n -> faults.add("--repetitions: " + n + " is less than 1"));
        Optional.ofNullable(scale).filter(x -> !(x > 0 && x <= 100)).ifPresent(x -> faults.add("--scale: " + x
                + " is not more than 0 and at most 100"));
        Optional.ofNullable(within).filter(text -> Durations.of(text).isEmpty()).ifPresent(text ->
                faults.add("--within: '" + text + "' is no time such as 90s, 30m or 2h"));
        return faults;
    }

    private static void unknown(String option, List<String> words, Function<String, Optional<?>> known, List<String> all, List<String> faults) {
        words.stream().filter(word -> known.apply(word).isEmpty()).forEach(word -> faults.add(option + ": '" + word + "' is none of "
                + String.join(", ", all)));
    }

    List<Mode> modes() {
        return modes.isEmpty() ? preset().modes() : modes.stream().distinct().map(Mode::of).flatMap(Optional::stream).toList();
    }

    Map<Mode, String> services() {
        Map<Mode, String> urls = new EnumMap<>(Mode.class);
        services.forEach((mode, url) -> Mode.of(mode).ifPresent(known -> urls.put(known, url)));
        return urls;
    }

    /** @param possible those of the modes that can be measured here */
    Plan plan(List<Mode> possible) {
        Preset preset = preset();
        return new Plan(Arm.of(possible, scopes.stream().distinct().toList()), 
                workers.isEmpty() ? preset.workers() : workers.stream().distinct().toList(),
                workloads.isEmpty() ? preset.workloads() : workloads.stream().distinct().map(Workload::of).flatMap(Optional::stream).toList(),
                latencies.isEmpty() ? preset.latencies() : latencies.stream().distinct().toList(),
                Optional.ofNullable(repetitions).orElse(preset.repetitions()),
                Optional.ofNullable(scale).orElse(preset.scale()));
    }

    Optional<String> lockWait() {
        return Optional.ofNullable(lockWait);
    }

    Optional<Duration> within() {
        return Optional.ofNullable(within).flatMap(Durations::of).or(preset()::within);
    }

    Optional<String> database() {
        return Optional.ofNullable(db).filter(text -> !text.isEmpty());
    }

    Duration pictures() {
        return noPictures ? Duration.ZERO : preset().pictures();
    }

    Path out() {
        return Attempt.directory(Optional.ofNullable(out), "locks");
    }

    /** What repeats the plan, without passwords. */
    static String repeating(Plan plan, Optional<String> lockWait) {
        String scopes = plan.arms().stream().map(Arm::scope).filter(scope -> !scope.isEmpty()).distinct().collect(Collectors.joining(","));
        return "--modes " + plan.arms().stream().map(arm -> arm.mode().label()).distinct().collect(Collectors.joining(","))
                + " --workers " + plan.workers().stream().map(String::valueOf).collect(Collectors.joining(","))
                + " --workloads " + plan.workloads().stream().map(Workload::label).collect(Collectors.joining(","))
                + " --latency " + plan.latencies().stream().map(String::valueOf).collect(Collectors.joining(","))
                + " --repetitions " + plan.repetitions() + (plan.scale() == 1 ? "" : " --scale " + plan.scale())
                + (scopes.isEmpty() || scopes.equals(Arm.USUAL_SCOPE) ? "" : " --scopes " + scopes)
                + lockWait.map(wait -> " --lock-wait " + wait).orElse("");
    }
}
