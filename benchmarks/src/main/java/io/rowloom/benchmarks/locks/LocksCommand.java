package io.rowloom.benchmarks.locks;

import io.rowloom.benchmarks.Attempt;
import io.rowloom.benchmarks.Environment;
import io.rowloom.benchmarks.Forecast;
import io.rowloom.benchmarks.ground.Ground;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rowloom bench locks}. */
@Command(name = "locks", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
        header = "Measure what a lock service before the claims costs and brings.",
        description = {"%nStarts a PostgreSQL with durable settings, the lock services that are installed, and real worker processes; gives them stacks",
                "to build, for each mode, number of workers, workload and database latency; and measures throughput, latencies, lost claims and",
                "costs. Rounds are interleaved. Each measurement is written to results.jsonl and results.csv as it ends; in the end there is a",
                "report for a browser. Ctrl-C, or SIGTERM: what was measured so far is reported.%n"},
        footer = {"%n" + Attempt.EXIT_CODES,
                "%nExamples:",
                "  rowloom bench locks --quick", "  rowloom bench locks --within 2h --repetitions 5 --out locks-full",
                "  rowloom bench locks --modes off,redis --workers 8 --workloads hot --latency 1 --repetitions 5",
                "  rowloom bench locks --modes redis --service redis=redis://10.0.0.7:6379 --scopes resource,stack"})
public final class LocksCommand implements Callable<Integer> {
    private static final String CSV = "results.csv";

    @Mixin
    private LocksOptions options = new LocksOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        List<String> faults = options.faults();
        if (!faults.isEmpty()) {
            throw new ParameterException(commandSpec().commandLine(), String.join("\n", faults));
        }
        Path directory = options.out();
        Path file = directory.resolve(Results.FILE);
        if (Files.exists(file)) {
            throw new ParameterException(commandSpec().commandLine(), "--out: there are results in " + directory + " already");
        }
        Attempt attempt = new Attempt(commandSpec());
        return attempt.run(() -> measure(directory, file), () -> report(directory, file, attempt.wasInterrupted() ? Duration.ZERO : options.pictures()));
    }

    private void measure(Path directory, Path file) throws SQLException, IOException, InterruptedException {
        long begun = System.nanoTime();
        try (LockServers servers = new LockServers(options.services())) {
            Map<String, String> skipped = new LinkedHashMap<>();
            options.modes().forEach(mode -> servers.obstacle(mode).ifPresent(why -> skipped.put(mode.label(), why)));
            skipped.forEach((mode, why) -> say("skipped: " + mode + ": " + why));
            List<Mode> possible = options.modes().stream().filter(mode -> !skipped.containsKey(mode.label())).toList();
            if (possible.isEmpty()) {
                throw new IllegalArgumentException("none of the modes can be measured here");
            }
            Plan plan = options.plan(possible);
            try (Ground ground = Ground.open(options.database())) {
                begin(directory, file, ground, plan, skipped);
                new LocksBench(ground, servers, plan, options.lockWait(), options.within(), keeping(file, directory.resolve(CSV))).run(begun);
            }
        }
    }

    private void begin(Path directory, Path file, Ground ground, Plan plan, Map<String, String> skipped) throws SQLException, IOException {
        List<String> notes = ground.gauges().lacking().stream().map(what -> "not counted here: " + what).toList();
        notes.forEach(this::say);
        Files.createDirectories(directory);
        Results.begin(file, new Run(Run.FORMAT, Instant.now().toString(), LocksOptions.repeating(plan, options.lockWait()), plan.scale(),
                plan.repetitions(),
                Environment.of(ground.machine()), skipped, notes));
        Files.writeString(directory.resolve(CSV), Csv.of(List.of()));
        List<Session> sessions = plan.sessions();
        say(plan.measurements() + " measurements in " + sessions.size() + " sessions, about "
                + Forecast.told(plan.forecast().left())
                + options.within().map(limit -> ", ended after " + Forecast.told(limit)).orElse("") + "; results in " + directory);
    }

    private LocksBench.Listener keeping(Path file, Path csv) {
        return new LocksBench.Listener() {
            @Override
            public void progress(String text) {
                say(text);
            }

            @Override
            public void measured(Measurement measurement) throws IOException {
                Results.append(file, measurement);
                Files.writeString(csv, Csv.line(measurement) + "\n", StandardOpenOption.APPEND);
            }
        };
    }

    /** @param pictures how long drawing them may take */
    private void report(Path directory, Path file, Duration pictures) throws IOException {
        if (Files.exists(file)) {
            Results results = Results.read(file);
            if (!results.measurements().isEmpty()) {
                PrintWriter out = commandSpec().commandLine().getOut();
                Summary.lines(results).forEach(out::println);
                out.flush();
            }
            say(results.measurements().size() + " measurements in " + directory);
            new LocksReport(directory).write(results, pictures).forEach(this::say);
        }
    }

    private CommandSpec commandSpec() {
        return Optional.ofNullable(spec).orElseThrow();
    }

    private void say(String text) {
        PrintWriter err = commandSpec().commandLine().getErr();
        err.println(text);
        err.flush();
    }
}
