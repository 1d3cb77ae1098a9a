package io.rowloom.benchmarks.locks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
        header = "Make the report of 'rowloom bench locks' again, from its results.",
        footer = {"%nExamples:", "  rowloom bench report locks-full", "  rowloom bench report run.jsonl --out elsewhere --no-pictures"})
public final class ReportCommand implements Callable<Integer> {
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
        Results read = Results.read(results);
        Path directory = Optional.ofNullable(out).orElseGet(() -> results.toFile().isDirectory() ? results : results.toAbsolutePath()
                .resolveSibling("."));
        var err = Optional.ofNullable(spec).orElseThrow().commandLine().getErr();
        new ReportFiles(directory.normalize()).write(read, noPictures ? Duration.ZERO : ReportFiles.AT_LEISURE).forEach(err::println);
        err.flush();
        return 0;
    }
}
