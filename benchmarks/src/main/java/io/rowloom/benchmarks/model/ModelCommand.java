package io.rowloom.benchmarks.model;

import io.rowloom.benchmarks.Durations;
import io.rowloom.benchmarks.Words;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rowloom bench model}. */
@Command(name = "model", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true, showDefaultValues = true,
        header = "Reckon what a fleet would need, from what was measured: databases, connections, time, and what limits it.",
        description = "Measures nothing and needs no database. What is assumed is printed with the answer.",
        footer = {"%nExamples:", "  rowloom bench model", "  rowloom bench model --costs chain-1000 --depth 100 --within 1h",
            "  rowloom bench model --workers 100 --open 10000 --cores 32 --action-seconds 0"})
public final class ModelCommand implements Callable<Integer> {
    @Option(names = "--costs", paramLabel = "NAME", description = "Measured costs of a create: wide-100, wide-1000, chain-1000.")
    private String measured = "wide-100";

    @Option(names = "--statements", paramLabel = "N", description = "Statements per resource, instead of those.")
    private @Nullable Double statements;

    @Option(names = "--commits", paramLabel = "N", description = "Commits per resource.")
    private @Nullable Double commits;

    @Option(names = "--log-bytes", paramLabel = "N", description = "Bytes of the write-ahead log per resource.")
    private @Nullable Double logBytes;

    @Option(names = "--database-ms", paramLabel = "MS", description = "Processor time of the database per resource.")
    private @Nullable Double databaseMillis;

    @Option(names = "--worker-ms", paramLabel = "MS", description = "Processor time of the workers per resource.")
    private @Nullable Double workerMillis;

    @Option(names = "--resources", paramLabel = "N", description = "Resources that are made or changed.")
    private double resources = 1_000_000;

    @Option(names = "--stack-size", paramLabel = "N", description = "Resources per stack.")
    private double stackSize = 100;

    @Option(names = "--depth", paramLabel = "N", description = "Resources that follow one another in a stack.")
    private double depth = 10;

    @Option(names = "--open", paramLabel = "N", description = "Resources of stacks in progress, or that ended in the last minutes, at one moment, in all databases.")
    private double open = 100_000;

    @Option(names = "--action-seconds", paramLabel = "S", description = "Time that an action takes its slot.")
    private double actionSeconds = 10;

    @Option(names = "--step-ms", paramLabel = "MS", description = "From one success to the start of what waited for it.")
    private double stepMillis = 5;

    @Option(names = "--workers", paramLabel = "N", description = "Workers, in all databases together.")
    private double workers = 1_000;

    @Option(names = "--slots", paramLabel = "N", description = "worker.slots")
    private double slots = 64;

    @Option(names = "--worker-cores", paramLabel = "N", description = "Processors of one worker.")
    private double workerCores = 1;

    @Option(names = "--worker-connections", paramLabel = "N", description = "Connections of one worker: db.pool-size, two for hints, one each for locks and sessions.")
    private double workerConnections = 6;

    @Option(names = "--cores", paramLabel = "N", description = "Processors of one database server.")
    private double cores = 16;

    @Option(names = "--busy", paramLabel = "SHARE", description = "Share of processors and rates that may be used.")
    private double busy = 0.6;

    @Option(names = "--commit-rate", paramLabel = "N", description = "Durable commits per second of one server.")
    private double commitRate = 5_000;

    @Option(names = "--log-rate", paramLabel = "MB", description = "Megabytes of write-ahead log per second of one server.")
    private double logRate = 100;

    @Option(names = "--max-connections", paramLabel = "N", description = "Connections of one server.")
    private double maxConnections = 1_000;

    @Option(names = "--idle-statements", paramLabel = "N", description = "Statements per second of a worker that has nothing to do.")
    private double idleStatements = 9.3;

    @Option(names = "--idle-ms", paramLabel = "MS", description = "Processor time of such a statement.")
    private double idleMillis = 0.1;

    @Option(names = "--open-reads", paramLabel = "N", description = "How often per second a worker without work reads each open row, when there are many.")
    private double openReads = 0.35;

    @Option(names = "--row-us", paramLabel = "US", description = "Processor time of the database for a row so read, in microseconds.")
    private double rowMicros = 1;

    @Option(names = "--hints", paramLabel = "N", description = "Notifications per stack.")
    private double hints = 2;

    @Option(names = "--hint-statements", paramLabel = "N", description = "Statements that each worker sends when one arrives.")
    private double hintStatements = 1;

    @Option(names = "--hint-rate", paramLabel = "N", description = "Notifications per second that a worker follows at most.")
    private double hintRate = 100;

    @Option(names = "--within", paramLabel = "TIME", description = "Time for all of it: 90s, 30m, 2h.")
    private String within = "30m";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec mine = Optional.ofNullable(spec).orElseThrow();
        List<String> faults = new ArrayList<>();
        mine.options().stream().filter(option -> option.getValue() instanceof Double).forEach(option -> check(option, faults));
        if (busy > 1) {
            faults.add("--busy: a share is 1 at most");
        }
        Duration time = Durations.of(within).orElseGet(() -> {
            faults.add("--within: write 90s, 30m or 2h, not '" + within + "'");
            return Duration.ZERO;
        });
        List<Costs> known = Words.all(Costs.Measured.class, "--costs", List.of(measured), faults).stream().map(Costs.Measured::costs).toList();
        if (!faults.isEmpty()) {
            throw new ParameterException(mine.commandLine(), String.join(System.lineSeparator(), faults));
        }
        PrintWriter out = mine.commandLine().getOut();
        ModelTable.lines(model(known.getFirst()), time).forEach(out::println);
        assumptions(mine).forEach(out::println);
        out.flush();
        return 0;
    }

    private static void check(OptionSpec option, List<String> faults) {
        double value = option.<Double>getValue();
        boolean mayBeZero = List.of("--action-seconds", "--step-ms", "--open", "--open-reads", "--row-us", "--idle-statements", "--idle-ms", "--hints",
                        "--hint-statements", "--hint-rate")
                .contains(option.longestName());
        if (!Double.isFinite(value) || value < 0 || value == 0 && !mayBeZero) {
            faults.add(option.longestName() + ": must be " + (mayBeZero ? "0 or more" : "more than 0"));
        }
    }

    private Model model(Costs costs) {
        return new Model(new Fleet(resources, stackSize, open, depth, actionSeconds, stepMillis, workers, slots, workerCores, workerConnections),
                new Costs(or(statements, costs.statements()), or(commits, costs.commits()), or(logBytes, costs.logBytes()), or(databaseMillis, costs.databaseMillis()),
                        or(workerMillis, costs.workerMillis())),
                new Idle(idleStatements, idleMillis, openReads, rowMicros, hints, hintStatements, hintRate), new Server(cores, busy, commitRate, logRate * 1e6, maxConnections));
    }

    private static double or(@Nullable Double given, double measured) {
        return given == null ? measured : given;
    }

    private static List<String> assumptions(CommandSpec spec) {
        String values = spec.options().stream().filter(option -> !option.usageHelp() && !option.versionHelp() && option.getValue() != null)
                .map(option -> option.longestName() + " " + told(option.getValue())).collect(Collectors.joining(" "));
        return Arrays.asList("",
                "reckoned with: " + values,
                "assumed: stacks and workers are spread evenly over the databases, and a worker works for one of them. Databases share nothing.",
                "  A processor is as fast as one of the machine that the costs were measured on. Costs per resource stay what they are with more workers, more rows and",
                "  larger tables: no claim is lost, nobody waits for a lock, what is read is in memory. All limits are reached side by side, and the slowest one tells.",
                "measured (benchmarks/RESULTS.md; 'rowloom bench cost', 'rowloom bench throughput'): --costs and --step-ms.",
                "counted in the code, with standard settings: --idle-statements, --open-reads, --hints, --hint-statements, --hint-rate, --worker-connections.",
                "not measured, to be replaced by what you know of your servers: all else.");
    }

    private static String told(Object value) {
        return value instanceof Double number ? String.format(Locale.ROOT, number == Math.rint(number) ? "%.0f" : "%s", number) : value.toString();
    }
}
