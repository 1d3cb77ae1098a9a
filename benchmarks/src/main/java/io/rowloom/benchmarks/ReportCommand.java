package io.rowloom.benchmarks;

import io.rowloom.benchmarks.chart.Pictures;
import io.rowloom.benchmarks.locks.LocksReport;
import io.rowloom.benchmarks.throughput.ThroughputReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rowloom bench report}. */
@Command(name = "report", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
        header = "Make the report of 'rowloom bench locks' or 'rowloom bench throughput' again, from its results.",
        footer = {"%nExamples:", "  rowloom bench report locks-full", "  rowloom bench report run.jsonl --out elsewhere --no-pictures"})
final class ReportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RESULTS", description = "The directory, or the file results.jsonl.")
    private Path results = Path.of("");

    @Option(names = "--out", paramLabel = "DIR", description = "Where it goes; else beside the results.")
    private @Nullable Path out;

    @Option(names = "--no-pictures", description = "No PNG files.")
    private boolean noPictures;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path file = Files.isDirectory(results) ? results.resolve(ResultFiles.JSON_FILE) : results;
        Path directory = Optional.ofNullable(out).orElseGet(() -> file.toAbsolutePath().resolveSibling(".")).normalize();
        Duration pictures = noPictures ? Duration.ZERO : Pictures.AT_LEISURE;
        List<String> said = ThroughputReport.isFor(file) ? ThroughputReport.write(file, directory, pictures) : LocksReport.write(file, directory, pictures);
        var err = Optional.ofNullable(spec).orElseThrow().commandLine().getErr();
        said.forEach(err::println);
        err.flush();
        return 0;
    }
}
