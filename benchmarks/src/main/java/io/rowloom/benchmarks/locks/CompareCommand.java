package io.rowloom.benchmarks.locks;

import io.rowloom.benchmarks.Figures;
import io.rowloom.benchmarks.locks.Comparison.Difference;
import io.rowloom.benchmarks.locks.Comparison.Verdict;
import io.rowloom.cli.output.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rowloom bench compare}. */
@Command(name = "compare", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
        header = "Say which differences between two runs of 'rowloom bench locks' are larger than the noise.",
        description = {"%nCompares cell by cell (mode, workers, workload, latency). A difference is larger than the noise when the 95 %% bootstrap",
                "interval of the ratio of medians leaves 1 out; with fewer than 3 repetitions on a side nothing is said. Of figures that are equal,",
                "about one in ten looks different by chance with 3 repetitions, and one in 25 with 5 or more: that many are told, too.%n"},
        footer = {"%nExit codes: 0 nothing is worse, 1 something failed, 2 wrong usage or no results file, 3 something is worse than before,",
                "4 nothing can be compared.", "%nExamples:",
                "  rowloom bench compare monday tuesday", "  rowloom bench compare full@off full@redis --measures throughput,started_p99"})
public final class CompareCommand implements Callable<Integer> {
    private static final int WORSE = 3;
    private static final int NOTHING = 4;

    @Parameters(index = "0", paramLabel = "BEFORE", description = "A directory with results, or its results.jsonl; with @MODE, only that mode of it.")
    private String before = "";

    @Parameters(index = "1", paramLabel = "AFTER", description = "Likewise. Give a mode on both sides, or on none.")
    private String after = "";

    @Option(names = "--measures", split = ",", paramLabel = "NAME",
            defaultValue = "throughput,started_p99,finished_p99,claims_lost,statements,log_bytes,total_cpu",
            description = "What is compared, by the columns' names in results.csv. Default: ${DEFAULT-VALUE}")
    private List<String> measures = List.of();

    @Option(names = "--all", description = "Also tell what is within the noise.")
    private boolean all;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandSpec command = Optional.ofNullable(spec).orElseThrow();
        List<String> known = Arrays.stream(Measure.values()).map(Measure::key).toList();
        List<String> unknown = measures.stream().filter(name -> !known.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw new ParameterException(command.commandLine(), "--measures: " + String.join(", ", unknown) + " is none of "
                    + String.join(", ", known));
        }
        Side first = Side.of(before);
        Side second = Side.of(after);
        List<String> obstacles = first.obstacles(second);
        if (!obstacles.isEmpty()) {
            throw new ParameterException(command.commandLine(), String.join("\n", obstacles));
        }
        PrintWriter out = command.commandLine().getOut();
        first.remarks(second).forEach(out::println);
        int code = told(Comparison.of(first.cells(), second.cells(), Arrays.stream(Measure.values()).filter(m -> measures.contains(m.key()))
                .toList()), out);
        out.flush();
        return code;
    }

    private int told(List<Difference> differences, PrintWriter out) {
        List<Difference> judged = differences.stream().filter(d -> d.isReal() || d.verdict() == Verdict.NOISE).toList();
        List<Difference> shown = all ? judged : judged.stream().filter(Difference::isReal).toList();
        if (judged.isEmpty()) {
            out.println(differences.isEmpty() ? "The runs have no cell in common." : "Nothing can be judged: both sides need at least "
                    + Comparison.FEWEST + " repetitions of a cell.");
            return NOTHING;
        }
        Table table = new Table("workload", "+ms", "workers", "mode", "measure", "before", "after", "ratio", "95 %", "");
        shown.forEach(d -> table.row(d.cell().workload().label(), d.cell().latencyMillis(), d.cell().workers(), d.cell().arm(), d.measure().label(),
                Figures.told(d.before()),
                Figures.told(d.after()), "×" + Figures.told(d.ratio().middle()), Figures.told(d.ratio().low()) + "–" + Figures.told(d.ratio().high()),
                word(d.verdict())));
        if (!shown.isEmpty()) {
            table.lines(Integer.MAX_VALUE).forEach(out::println);
        }
        long better = judged.stream().filter(d -> d.verdict() == Verdict.BETTER).count();
        long worse = judged.stream().filter(d -> d.verdict() == Verdict.WORSE).count();
        out.println(better + " better, " + worse + " worse, " + (judged.size() - better - worse) + " within the noise, of " + judged.size()
                + " figures; by chance alone about "
                + Comparison.byChance(judged) + " would differ. Not judged: " + (differences.size() - judged.size()) + ".");
        return worse > 0 ? WORSE : 0;
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case BETTER -> "better";
            case WORSE -> "worse";
            case NOISE, TOO_FEW, NOT_MEASURED -> "";
        };
    }
}
