package io.rowloom.benchmarks.chart;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The charts of a page as PNG files, where a browser can be found that draws them: each in light ({@code name.png}) and in dark ({@code name-dark.png}). */
public final class Pictures {
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    /** As long as they take. */
    public static final Duration AT_LEISURE = Duration.ofHours(1);
    private static final int MARGINS = 140;
    private static final int SECONDS = 30;

    private Pictures() {}

    /** @param id of an element of the page, and of the files */
    public record Chart(String id, Grid grid) {}

    /** @param fragment follows the address of the page, whose script then shows this alone */
    record Picture(String file, String fragment, int height) {}

    /** Light ones before dark ones. */
    static Stream<Picture> of(Chart chart) {
        return Stream.of("light", "dark").map(theme -> new Picture(chart.id() + (theme.equals("light") ? "" : "-" + theme) + ".png", "#picture=" + chart.id() + "&theme=" + theme,
                chart.grid().height()));
    }

    /**
     * Answers what there is to say about it, for people.
     *
     * @param page the files are beside it
     * @param time how long it may take, about; pictures that would come later are not drawn
     * @param again the command that draws all of them
     */
    public static String draw(Path page, List<Chart> charts, Duration time, String again) throws IOException {
        long deadline = System.nanoTime() + time.toNanos();
        Optional<Path> browser = browser();
        if (browser.isEmpty()) {
            return "no pictures: none of " + String.join(", ", BROWSERS) + " is on the path";
        }
        List<Picture> pictures = charts.stream().flatMap(Pictures::of).toList();
        Path profile = Files.createTempDirectory("rowloom-browser-");
        int drawn = 0;
        try {
            for (Picture picture : pictures) {
                drawn += System.nanoTime() < deadline && draw(browser.get(), profile, page.toAbsolutePath(), picture) ? 1 : 0;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            try (var all = Files.walk(profile)) {
                all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
        return drawn == pictures.size() ? "pictures: " + drawn + " beside it" : "pictures: only " + drawn + " of " + pictures.size() + "; '" + again + "' draws them all";
    }

    private static boolean draw(Path browser, Path profile, Path page, Picture picture) throws IOException, InterruptedException {
        Path file = page.resolveSibling(picture.file());
        List<String> command = List.of(browser.toString(), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--force-device-scale-factor=2", "--user-data-dir=" + profile,
                "--window-size=" + (Grid.WIDTH + 64) + "," + (picture.height() + MARGINS), "--screenshot=" + file, page.toUri() + picture.fragment());
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
