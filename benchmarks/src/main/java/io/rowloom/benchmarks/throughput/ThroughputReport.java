package io.rowloom.benchmarks.throughput;

import io.rowloom.benchmarks.chart.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Writes the report of a run: {@code report.html}, and pictures. */
public final class ThroughputReport {
    private ThroughputReport() {}

    /** Whether a results file is of {@code rowloom bench throughput}. */
    public static boolean isFor(Path file) throws IOException {
        return Results.areIn(file);
    }

    /**
     * Answers what there is to say about it, for people.
     *
     * @param results file of them
     * @param to directory
     * @param pictures how long they may take, about
     */
    public static List<String> write(Path results, Path to, Duration pictures) throws IOException {
        Results read = Results.read(results);
        if (read.measurements().isEmpty()) {
            return List.of("nothing was measured, so there is no report");
        }
        Files.createDirectories(to);
        FigureMaker maker = new FigureMaker(read);
        List<Figure> figures = maker.figures();
        Path page = to.resolve("report.html");
        Files.writeString(page, new ReportPage(read, maker, figures).html());
        List<String> said = new ArrayList<>(List.of("report: " + page));
        if (pictures.isPositive()) {
            said.add(Pictures.draw(page, figures.stream().map(figure -> new Pictures.Chart(figure.id(), figure.grid())).toList(), pictures, "rowloom bench report " + results));
        }
        return said;
    }
}
