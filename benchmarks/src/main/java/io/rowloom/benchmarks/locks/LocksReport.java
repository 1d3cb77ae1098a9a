package io.rowloom.benchmarks.locks;

import io.rowloom.benchmarks.chart.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Writes the report of a run: {@code report.html}, {@code results.csv}, and pictures. */
public final class LocksReport {
    private final Path directory;

    LocksReport(Path directory) {
        this.directory = directory;
    }

    /**
     * The same from a results file, or the one in a directory.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static List<String> write(Path results, Path to, Duration pictures) throws IOException {
        return new LocksReport(to).write(Results.read(results), pictures);
    }

    /**
     * Answers what there is to say about it, for people.
     *
     * @param pictures how long they may take, about
     */
    List<String> write(Results results, Duration pictures) throws IOException {
        if (results.measurements().isEmpty()) {
            return List.of("nothing was measured, so there is no report");
        }
        Files.createDirectories(directory);
        FigureMaker maker = new FigureMaker(results);
        List<Figure> figures = maker.figures();
        Path page = directory.resolve("report.html");
        Files.writeString(page, new ReportPage(results, maker, figures).html());
        Files.writeString(directory.resolve("results.csv"), Csv.of(results.measurements()));
        List<String> said = new ArrayList<>(List.of("report: " + page));
        if (pictures.isPositive()) {
            said.add(Pictures.draw(page, charts(figures, maker.workers().getLast()), pictures, "rowloom bench report " + directory));
        }
        return said;
    }

    /** Of figures that are for one number of workers, only the ones for this number. */
    static List<Pictures.Chart> charts(List<Figure> figures, int workers) {
        return figures.stream().filter(figure -> figure.workers().isEmpty() || figure.workers().getAsInt() == workers)
                .map(figure -> new Pictures.Chart(figure.id(), figure.grid())).toList();
    }
}
