package io.rowloom.benchmarks.throughput;

import io.rowloom.benchmarks.Attempt;
import io.rowloom.benchmarks.Environment;
import io.rowloom.benchmarks.Forecast;
import io.rowloom.benchmarks.ResultFiles;
import io.rowloom.benchmarks.ground.Ground;
import io.rowloom.benchmarks.limit.LimitBench;
import io.rowloom.benchmarks.limit.LimitMeasurement;
import io.rowloom.benchmarks.limit.LimitTable;
import io.rowloom.benchmarks.profile.Profiler;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rowloom bench throughput}. */
@Command(name = "throughput", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
        header = "Measure how fast stacks of all shapes are made, changed and deleted, end to end.",
        description = {"%nStarts a PostgreSQL with durable settings, or uses an empty database, and real worker processes. Gives them stacks of each shape and",
                "size, and takes them through all phases. A second is one from before the template is parsed until another process sees the stack",
                "COMPLETE. Costs are per resource. Each measurement is written to results.jsonl and results.csv as it ends; in the end there is a",
                "report for a browser.",
                "Ctrl-C, or SIGTERM: what was measured so far is reported.%n"},
        footer = {"%n" + Attempt.EXIT_CODES, "%nExamples:", "  rowloom bench throughput --quick",
                "  rowloom bench throughput --shapes wide,chain --sizes 1000 --workers 2 --temperatures warm",
                "  rowloom bench throughput --shapes wide,chain,layered --phases create --with-limit", "  rowloom bench throughput --shapes one --workers 2 --samples 500",
                "  rowloom bench throughput --within 2h --out throughput-full",
                "  rowloom bench throughput --shapes wide --sizes 10000 --workers 2 --temperatures warm --repetitions 1 --profile",
                "  rowloom bench throughput --actions slow,waiting --shapes wide --sizes 1000 --phases create,delete"})
public final class ThroughputCommand implements Callable<Integer> {
    private static final int LIMIT_CONNECTIONS = 2;
    /** As many as a worker has slots. */
    private static final int LIMIT_BATCH = 64;

    @Mixin
    private Options options = new Options();

    @Spec
    private @Nullable CommandSpec spec;

    private final List<Measurement> measurements = new ArrayList<>();
    private final List<LimitMeasurement> limits = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        Attempt attempt = new Attempt(Optional.ofNullable(spec).orElseThrow());
        Path directory = options.out();
        attempt.check(directory, options.faults());
        return attempt.run(() -> measure(directory, attempt), () -> report(directory, attempt));
    }

    private void measure(Path directory, Attempt attempt) throws SQLException, IOException, InterruptedException {
        long begun = System.nanoTime();
        Plan plan = options.plan();
        try (Ground ground = Ground.open(options.database()); @Nullable HeldTransaction held = options.heldTransaction() ? new HeldTransaction(ground.connect()) : null) {
            ground.gauges().lacking().forEach(what -> attempt.say("not counted here: " + what));
            Map<String, String> environment = new LinkedHashMap<>(Environment.of(ground.machine()));
            if (held != null) {
                environment.put("held transaction", "all the time");
            }
            ResultFiles files = ResultFiles.begin(directory, Results.head(Instant.now().toString(), plan, environment), Csv.columns());
            attempt.say(plan.sessions().size() + " sessions, about " + Forecast.told(plan.forecast().left())
                    + options.within().map(limit -> ", ended after " + Forecast.told(limit)).orElse("") + "; results in " + directory);
            if (options.profile()) {
                try (Profiler profiler = Profiler.open(directory, ground.connect())) {
                    profiler.lacking().forEach(what -> attempt.say("not told here: " + what));
                    bench(ground, plan, begun, keeping(files, Optional.of(profiler), attempt));
                    attempt.print(profiler.told());
                }
            } else {
                bench(ground, plan, begun, keeping(files, Optional.empty(), attempt));
            }
        }
    }

    private void bench(Ground ground, Plan plan, long begun, Bench.Listener listener) throws SQLException, IOException, InterruptedException {
        if (options.withLimit()) {
            try (LimitBench limit = LimitBench.open(ground, LIMIT_CONNECTIONS, LIMIT_BATCH)) {
                new Bench(ground, plan, Optional.of(limit), options.within(), listener).run(begun);
            }
        } else {
            new Bench(ground, plan, Optional.empty(), options.within(), listener).run(begun);
        }
    }

    private Bench.Listener keeping(ResultFiles files, Optional<Profiler> profiler, Attempt attempt) {
        return new Bench.Listener() {
            @Override
            public void progress(String text) {
                attempt.say(text);
            }

            @Override
            public void begins(List<Long> workers) throws SQLException, IOException {
                if (profiler.isPresent()) {
                    profiler.get().begin(workers);
                }
            }

            @Override
            public void measured(Measurement measurement) throws SQLException, IOException {
                if (profiler.isPresent()) {
                    profiler.get().end(measurement.cell().name() + "-" + measurement.round(), measurement.resources());
                }
                measurements.add(measurement);
                files.add(measurement, Csv.cells(measurement));
            }

            @Override
            public void measured(LimitMeasurement measurement) throws IOException {
                limits.add(measurement);
                files.add(measurement, Csv.cells(measurement));
            }
        };
    }

    private void report(Path directory, Attempt attempt) throws IOException {
        if (!measurements.isEmpty()) {
            attempt.print(Summary.lines(measurements, limits));
        }
        if (!limits.isEmpty()) {
            attempt.print(List.of("", "Without the engine:"));
            attempt.print(LimitTable.lines(limits));
        }
        attempt.say(measurements.size() + " measurements in " + directory);
        if (ResultFiles.areIn(directory)) {
            ThroughputReport.write(directory.resolve(ResultFiles.JSON_FILE), directory, attempt.wasInterrupted() ? Duration.ZERO : options.pictures()).forEach(attempt::say);
        }
    }
}
