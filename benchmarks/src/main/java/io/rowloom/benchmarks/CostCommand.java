package io.rowloom.benchmarks;

import io.rowloom.cli.worker.Signals;
import io.rowloom.embedded.TestDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "cost", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
        header = "Count what a resource costs: statements, commits, log bytes, CPU time of database and workers.",
        description = {"%nStarts a PostgreSQL with durable settings of its own, or uses an empty database with pg_stat_statements, and workers as processes. Creates, updates,",
                "updates without a change, and deletes stacks of resources that do nothing. Counts are exact but for the background, which is subtracted;",
                "times are worth what the machine is worth at that moment. Most of the time is waiting: PostgreSQL's connections report their counters up to 10 s later.",
                "Ctrl-C, or SIGTERM: what was measured so far is printed.%n"},
        footer = {"%nExamples:", "  rowloom bench cost --sizes 100 --repeat 1", "  rowloom bench cost --shapes wide --workers 1,2,4 --file cost.md --file cost.json"})
final class CostCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;
    private static final int TERMINATED = 143;
    private static final int WARM_UP_SIZE = 300;
    private static final int LARGEST = 100_000;
    /** Counts must not depend on when a checkpoint or a vacuum happens to come. */
    private static final Map<String, String> SERVER = Map.of("shared_preload_libraries", "pg_stat_statements", "pg_stat_statements.max", "5000", "autovacuum", "off",
            "checkpoint_timeout", "1h", "max_wal_size", "8GB");

    @Option(names = "--sizes", split = ",", defaultValue = "100,1000", paramLabel = "N", description = "Resources in a stack.")
    private List<Integer> sizes = List.of();

    @Option(names = "--shapes", split = ",", defaultValue = "wide,chain", paramLabel = "SHAPE", description = "wide (independent), chain (each depends on the one before).")
    private List<Shape> shapes = List.of();

    @Option(names = "--workers", split = ",", defaultValue = "1,2", paramLabel = "N", description = "Worker processes.")
    private List<Integer> workers = List.of();

    @Option(names = "--phases", split = ",", defaultValue = "create,update,no_op,delete", paramLabel = "PHASE", description = "create, update, no_op, delete.")
    private List<Phase> phases = List.of();

    @Option(names = "--repeat", defaultValue = "3", paramLabel = "N", description = "Repetitions; the median counts. One more, to warm up, does not.")
    private int repeat;

    @Option(names = "--db", paramLabel = "URL", description = "An empty database, postgresql://user:password@host:port/name; PostgreSQL 15 or later. Better in ROWLOOM_BENCH_DB.",
            defaultValue = "${env:ROWLOOM_BENCH_DB}")
    private @Nullable String db;

    @Option(names = {"-o", "--output"}, defaultValue = "table", paramLabel = "FORM", description = "table, json, csv or markdown, on standard output.")
    private Report.Form form = Report.Form.TABLE;

    @Option(names = "--file", paramLabel = "FILE", description = "Also into this file; its ending tells the form: .json, .csv, .md, .txt. Repeatable.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--statements", paramLabel = "N", defaultValue = "0", description = "With a table: also the N statements that were sent most often.")
    private int statements;

    @Spec
    private @Nullable CommandSpec spec;

    private final List<Sample> samples = new ArrayList<>();
    private Optional<Machine> machine = Optional.empty();

    @Override
    public Integer call() throws Exception {
        check();
        Thread measuring = Thread.currentThread();
        AtomicInteger code = new AtomicInteger();
        Map.of("INT", INTERRUPTED, "TERM", TERMINATED).forEach((signal, answer) -> Signals.on(signal, () -> {
            code.set(answer);
            measuring.interrupt();
        }));
        try {
            measureAll();
        } catch (InterruptedException _) {
            say("interrupted: " + samples.size() + " runs were measured");
        } finally {
            report();
        }
        return code.get();
    }

    private void check() {
        List<String> faults = new ArrayList<>();
        sizes.stream().filter(n -> n < 1 || n > LARGEST).forEach(n -> faults.add("--sizes: " + n + " is not from 1 to " + LARGEST));
        workers.stream().filter(n -> n < 1 || n > 64).forEach(n -> faults.add("--workers: " + n + " is not from 1 to 64"));
        if (repeat < 1) {
            faults.add("--repeat: " + repeat + " is less than 1");
        }
        files.stream().filter(file -> form(file).isEmpty()).forEach(file -> faults.add("--file: " + file + " does not end in .json, .csv, .md or .txt"));
        if (!faults.isEmpty()) {
            throw new ParameterException(commandSpec().commandLine(), String.join("\n", faults));
        }
    }

    private CommandSpec commandSpec() {
        return Optional.ofNullable(spec).orElseThrow();
    }

    private void measureAll() throws SQLException, IOException, InterruptedException {
        Duration waits = Trial.Pace.STANDARD.longest(phases.size()).multipliedBy((long) workers.size() * repeat * shapes.size() * sizes.size());
        say("up to " + waits.plusSeconds(59).toMinutes() + " min of waiting for counters, besides the work itself");
        if (db != null && !db.isEmpty()) {
            for (int count : workers) {
                measure(db, count);
            }
            return;
        }
        try (TestDatabase server = TestDatabase.fresh(SERVER)) {
            for (int count : workers) {
                measure(server.createDatabase().urlWithPassword(), count);
            }
        }
    }

    private void measure(String url, int count) throws SQLException, IOException, InterruptedException {
        Path logs = Files.createTempDirectory("rowloom-bench-");
        try (Bed bed = Bed.make(url, count, logs)) {
            if (machine.isEmpty()) {
                machine = Optional.of(Machine.of(bed.probe()::text));
            }
            say(count + (count == 1 ? " worker: " : " workers: ") + "warming up …");
            for (Shape shape : shapes) {
                new Trial(bed, shape, WARM_UP_SIZE, Trial.Pace.WARM_UP).run(List.of(Phase.values()), _ -> {});
            }
            for (int run = 1; run <= repeat; run++) {
                for (Shape shape : shapes) {
                    for (int size : sizes) {
                        new Trial(bed, shape, size, Trial.Pace.STANDARD).run(phases, keeping(count + (count == 1 ? " worker, " : " workers, ") + shape + " " + size + ", "));
                    }
                }
            }
        } finally {
            deleteAll(logs);
        }
    }

    private Trial.Listener keeping(String which) {
        return new Trial.Listener() {
            @Override
            public void progress(String text) {
                say(which + text);
            }

            @Override
            public void measured(Sample sample) {
                samples.add(sample);
                say(which + sample.phase() + ": " + Figures.told(sample.counts().of(Metric.STATEMENTS) / sample.size()) + " statements per resource");
            }
        };
    }

    private void report() throws IOException {
        if (samples.isEmpty() || machine.isEmpty()) {
            return;
        }
        Report report = new Report(machine.get(), List.copyOf(samples));
        PrintWriter out = commandSpec().commandLine().getOut();
        out.println(report.in(form));
        if (statements > 0 && form == Report.Form.TABLE) {
            out.print(report.statements(statements));
        }
        out.flush();
        for (Path file : files) {
            Files.writeString(file, report.in(form(file).orElseThrow()) + "\n");
        }
    }

    private static Optional<Report.Form> form(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return Optional.ofNullable(switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "json" -> Report.Form.JSON;
            case "csv" -> Report.Form.CSV;
            case "md" -> Report.Form.MARKDOWN;
            case "txt" -> Report.Form.TABLE;
            default -> null;
        });
    }

    private static void deleteAll(Path directory) throws IOException {
        try (var all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private void say(String text) {
        PrintWriter err = commandSpec().commandLine().getErr();
        err.println(text);
        err.flush();
    }
}
