package io.rowloom.benchmarks.detection;

import io.rowloom.benchmarks.Attempt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code rowloom bench detection}, and what follows from them. */
final class DetectionOptions {
    private static final int QUICK = 2;
    private static final int USUAL = 10;

    @Option(names = "--quick", description = "A first look in about three minutes: none, postgresql and redis, two repetitions.")
    private boolean quick;

    @Option(names = "--memberships", split = ",", paramLabel = "NAME", description = "none, postgresql, zookeeper, etcd, redis.")
    private List<String> memberships = List.of();

    @Option(names = "--faults", split = ",", paramLabel = "NAME",
            description = "kill (SIGKILL), stop (SIGSTOP), cut (nothing passes between the worker and the database and the service).")
    private List<String> faults = List.of();

    @Option(names = "--repetitions", paramLabel = "N", description = "Faults of each kind. From 100 on there is a 99th percentile.")
    private @Nullable Integer repetitions;

    @Option(names = "--session", paramLabel = "TIME", description = "The workers' setting membership.session, such as 2s; else its default.")
    private @Nullable String session;

    @Option(names = "--answer", paramLabel = "TIME", description = "The workers' setting membership.answer, such as 400ms; else its default.")
    private @Nullable String answer;

    @Option(names = "--db", paramLabel = "URL", defaultValue = "${env:ROWLOOM_BENCH_DB}",
            description = "An empty database, which is emptied again and again: postgresql://user:password@host:port/name. Better in ROWLOOM_BENCH_DB.")
    private @Nullable String db;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the results go; else rowloom-bench-detection-TIME in this directory.")
    private @Nullable Path out;

    /** Everything that is wrong with them. */
    List<String> wrong() {
        List<String> wrong = new ArrayList<>();
        unknown("--memberships", memberships, Arm::of, Arm.labels(), wrong);
        unknown("--faults", faults, Fault::of, Fault.labels(), wrong);
        Optional.ofNullable(repetitions).filter(n -> n < 1).ifPresent(n -> wrong.add("--repetitions: " + n + " is less than 1"));
        return wrong;
    }

    private static void unknown(String option, List<String> words, Function<String, Optional<?>> known, List<String> all, List<String> wrong) {
        words.stream().filter(word -> known.apply(word).isEmpty()).forEach(word -> wrong.add(option + ": '" + word + "' is none of " + String.join(", ", all)));
    }

    List<Arm> arms() {
        List<Arm> preset = quick ? List.of(Arm.NONE, Arm.POSTGRESQL, Arm.REDIS) : List.of(Arm.values());
        return memberships.isEmpty() ? preset : memberships.stream().distinct().flatMap(word -> Arm.of(word).stream()).toList();
    }

    List<Fault> faults() {
        return faults.isEmpty() ? List.of(Fault.values()) : faults.stream().distinct().flatMap(word -> Fault.of(word).stream()).toList();
    }

    int repetitions() {
        return Optional.ofNullable(repetitions).orElse(quick ? QUICK : USUAL);
    }

    /** Of all workers, as environment variables. */
    Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        Optional.ofNullable(session).ifPresent(time -> settings.put("ROWLOOM_MEMBERSHIP_SESSION", time));
        Optional.ofNullable(answer).ifPresent(time -> settings.put("ROWLOOM_MEMBERSHIP_ANSWER", time));
        return settings;
    }

    Optional<String> database() {
        return Optional.ofNullable(db).filter(text -> !text.isEmpty());
    }

    Path out() {
        return Attempt.directory(Optional.ofNullable(out), "detection");
    }

    /** What repeats the run, without passwords. */
    String repeating() {
        return "--memberships " + arms().stream().map(Arm::label).collect(Collectors.joining(",")) + " --faults "
                + faults().stream().map(Fault::label).collect(Collectors.joining(",")) + " --repetitions " + repetitions()
                + Optional.ofNullable(session).map(time -> " --session " + time).orElse("") + Optional.ofNullable(answer).map(time -> " --answer " + time).orElse("");
    }
}
