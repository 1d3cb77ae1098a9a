package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stands for the module of the measurements, which the launcher runs itself: that module needs this one, not the other way round. */
@Command(name = "bench", header = "Measure what resources cost and how fast they are made, alone and beside other schedulers.",
        description = "'rowloom bench --help' lists the measurements. 'bench' must be the first word of the command line.",
        footer = {"Examples:", "  rowloom bench cost --sizes 100 --repeat 1", "  rowloom bench throughput --quick", "  rowloom bench cost --help"})
final class BenchCommand extends Verb {
    @Parameters(paramLabel = "MEASUREMENT", description = "cost, throughput, limit, peers, locks, compare or report, and its options.", arity = "0..*")
    private List<String> measurement = List.of();

    @Override
    ExitCode run() {
        throw new Refusal(ExitCode.BAD_INPUT, "the measurements are run by the script 'rowloom' of a checkout, with 'bench' as the first word: rowloom bench "
                + (measurement.isEmpty() ? "cost" : String.join(" ", measurement)));
    }
}
