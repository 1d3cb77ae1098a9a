package io.rowloom.benchmarks.locks;

import io.rowloom.benchmarks.chart.Grid;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Writes a report: {@code report.html}, {@code results.csv}, and its pictures as PNG where a browser can be found that draws them, each in light ({@code name.png}) and in
 * dark ({@code name-dark.png}).
 */
final class ReportFiles {
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    /** As long as pictures take. */
    static final Duration AT_LEISURE = Duration.ofHours(1);
    private static final int MARGINS = 140;
    private static final int SECONDS = 30;

    private final Path directory;

    ReportFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Answers what there is to say about it, for people.
     *
     * @param pictures how long they may take, about; those that would come later are not drawn
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
            int most = maker.workers().getLast();
            said.add(draw(page, Picture.of(figures, most), System.nanoTime() + pictures.toNanos()));
        }
        return said;
    }

    private String draw(Path page, List<Picture> pictures, long deadline) throws IOException {
        Optional<Path> browser = browser();
        if (browser.isEmpty()) {
            return "no pictures: none of " + String.join(", ", BROWSERS) + " is on the path";
        }
        Path profile = Files.createTempDirectory("rowloom-browser-");
        int drawn = 0;
        try {
            for (Picture picture : pictures) {
                drawn += System.nanoTime() < deadline && draw(browser.get(), profile, page, picture) ? 1 : 0;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            try (var all = Files.walk(profile)) {
                all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
        return drawn == pictures.size() ? "pictures: " + drawn + " in " + directory
                : "pictures: only " + drawn + " of " + pictures.size() + "; 'rowloom bench report " + directory + "' draws them all";
    }

    private boolean draw(Path browser, Path profile, Path page, Picture picture) throws IOException, InterruptedException {
        Path file = directory.resolve(picture.file()).toAbsolutePath();
        List<String> command = List.of(browser.toString(), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--force-device-scale-factor=2", "--user-data-dir=" + profile,
                "--window-size=" + (Grid.WIDTH + 64) + "," + (picture.figure().grid().height() + MARGINS), "--screenshot=" + file,
                page.toAbsolutePath().toUri() + picture.fragment());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            return process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0 && Files.exists(file);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Optional<Path> browser() {
        return BROWSERS.stream().flatMap(name -> Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).map(place -> Path.of(place, name)))
                .filter(Files::isExecutable).findFirst();
    }
}
