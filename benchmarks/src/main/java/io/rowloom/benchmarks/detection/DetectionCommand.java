package io.rowloom.benchmarks.detection;

import io.rowloom.benchmarks.Environment;
import io.rowloom.benchmarks.ground.Ground;
import io.rowloom.benchmarks.locks.LockServers;
import io.rowloom.cli.worker.Signals;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rowloom bench detection}. */
@Command(name = "detection", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
        header = "Measure how soon a worker that is gone is missed, and its actions go on.",
        description = {"%nStarts a PostgreSQL with durable settings, the services that are installed, and three worker processes; strikes one of them while it has",
                "actions open, for each membership and fault, again and again; and measures the time until the worker is declared dead, and until",
                "another one has resumed one of its actions. Each measurement is written to results.jsonl and results.csv as it ends. Ctrl-C, or",
                "SIGTERM: what was measured so far is reported.%n"},
        footer = {"%nExit codes: 0 measured, 1 something failed, 2 wrong usage, 4 the database cannot be used, 130 and 143 interrupted.",
                "%nExamples:", "  rowloom bench detection --quick", "  rowloom bench detection --memberships postgresql --faults kill --repetitions 100"})
public final class DetectionCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;
    private static final int TERMINATED = 143;
    private static final int NO_DATABASE = 4;

    @Mixin
    private DetectionOptions options = new DetectionOptions();

    @Spec
    private @Nullable CommandSpec spec;

    private final AtomicInteger code = new AtomicInteger();
    private final List<Measurement> measurements = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        List<String> wrong = options.wrong();
        if (!wrong.isEmpty()) {
            throw new ParameterException(commandSpec().commandLine(), String.join("\n", wrong));
        }
        Thread measuring = Thread.currentThread();
        Map.of("INT", INTERRUPTED, "TERM", TERMINATED).forEach((signal, answer) -> Signals.on(signal, () -> {
            code.set(answer);
            measuring.interrupt();
        }));
        Results results = new Results(options.out());
        if (results.exist()) {
            throw new ParameterException(commandSpec().commandLine(), "--out: there are results in " + results.directory() + " already");
        }
        try {
            measure(results);
        } catch (InterruptedException _) {
            say("interrupted");
        } catch (SQLException | IOException | IllegalStateException e) {
            failed(e);
        } finally {
            report(results);
        }
        return code.get();
    }

    /** What an interruption broke is no failure of its own. */
    private void failed(Exception e) {
        if (code.get() != 0) {
            say("interrupted");
            return;
        }
        say("rowloom bench: " + (e instanceof SQLException ? "the database cannot be used: " : "") + (e instanceof IOException ? e.toString() : e.getMessage()));
        code.set(e instanceof SQLException ? NO_DATABASE : ExitCode.SOFTWARE);
    }

    private void measure(Results results) throws SQLException, IOException, InterruptedException {
        try (LockServers servers = new LockServers(Map.of())) {
            Map<String, String> skipped = new LinkedHashMap<>();
            options.arms().forEach(arm -> servers.obstacle(arm.needs()).ifPresent(why -> skipped.put(arm.label(), why)));
            skipped.forEach((arm, why) -> say("skipped: " + arm + ": " + why));
            List<Arm> possible = options.arms().stream().filter(arm -> !skipped.containsKey(arm.label())).toList();
            try (Ground ground = Ground.open(options.database())) {
                results.begin(new Results.Run(Instant.now().toString(), options.repeating(), Environment.of(ground.machine()), skipped));
                say(possible.size() * options.faults().size() * options.repetitions() + " faults; results in " + results.directory());
                for (Arm arm : possible) {
                    measure(ground, servers, arm, results);
                }
            }
        }
    }

    private void measure(Ground ground, LockServers servers, Arm arm, Results results) throws SQLException, IOException, InterruptedException {
        say(arm.label() + ": starting workers …");
        try (Crew crew = new Crew(ground, servers, arm, options.settings())) {
            for (int round = 1; round <= options.repetitions(); round++) {
                for (Fault fault : options.faults()) {
                    Measurement measured = crew.measure(fault, round);
                    measurements.add(measured);
                    results.add(measured);
                    say(String.format(Locale.ROOT, "[%d/%d] %s, %s: dead after %.2f s, resumed after %.2f s", round, options.repetitions(), arm.label(), fault.label(),
                            measured.deadMillis() / 1000, measured.resumedMillis() / 1000));
                }
            }
        }
    }

    private void report(Results results) {
        if (!measurements.isEmpty()) {
            PrintWriter out = commandSpec().commandLine().getOut();
            Summary.lines(measurements).forEach(out::println);
            out.flush();
            say(measurements.size() + " measurements in " + results.directory());
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
