package io.rowloom.benchmarks.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowloom.benchmarks.ResultFiles;
import io.rowloom.benchmarks.gauge.Quantiles;
import io.rowloom.benchmarks.limit.Kind;
import io.rowloom.benchmarks.limit.LimitMeasurement;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class ThroughputReportTest {
    private static final Pattern SVG = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL);
    private static final Quantiles NONE = Quantiles.of(new double[0]);
    private static final String AT = "2026-01-01T00:00:00Z";

    @TempDir
    private Path directory = Path.of("");

    private static Measurement measurement(Shape shape, int size, int workers, Phase phase, double seconds) {
        Quantiles latency = shape == Shape.ONE ? Quantiles.of(new double[] {1, 2, 3}) : NONE;
        return new Measurement(AT, 1, new Cell(shape, size, Action.NO_OP, workers, Temperature.WARM, phase), size, size, seconds, latency, NONE, NONE, 0,
                Map.of("engine_cpu_ms", 50.0, "compile_cpu_ms", 10.0, "database_cpu_ms", 20.0), Map.of(), List.of());
    }

    private static LimitMeasurement limit(Shape shape, int size, double seconds) {
        return new LimitMeasurement(AT, 1, Kind.SAME, shape, size, 2, 64, size, 0, seconds, Map.of());
    }

    private static List<Measurement> all(List<Integer> sizes, List<Integer> workers) {
        List<Measurement> all = new ArrayList<>(List.of(measurement(Shape.ONE, 1, workers.getFirst(), Phase.CREATE, 1)));
        for (Shape shape : List.of(Shape.WIDE, Shape.CHAIN)) {
            for (int size : sizes) {
                for (int count : workers) {
                    all.add(measurement(shape, size, count, Phase.CREATE, 2));
                    all.add(measurement(shape, size, count, Phase.DELETE, 1));
                }
            }
        }
        return all;
    }

    private Path written(List<Measurement> measurements, List<LimitMeasurement> limits) throws Exception {
        Plan plan = new Plan(List.of(), List.of(), List.of(), List.of(), new Life.Extent(1, 1, new Life.Effort(1, 1, 0), false), 1);
        ResultFiles files = ResultFiles.begin(directory, Results.head(AT, plan, Map.of("cores", "<2>")), Csv.columns());
        for (Measurement m : measurements) {
            files.add(m, Csv.cells(m));
        }
        for (LimitMeasurement m : limits) {
            files.add(m, Csv.cells(m));
        }
        return directory.resolve(ResultFiles.JSON_FILE);
    }

    private String page(Path results) throws Exception {
        ThroughputReport.write(results, directory, Duration.ZERO);
        return Files.readString(directory.resolve("report.html")).replaceFirst("(?s)<script>.*", "");
    }

    @Test
    void resultsAreReadAsTheyWereWritten() throws Exception {
        List<Measurement> measurements = all(List.of(100, 1_000), List.of(1, 2));
        Path file = written(measurements, List.of(limit(Shape.WIDE, 100, 1)));

        assertThat(ThroughputReport.isFor(file)).isTrue();
        Results read = Results.read(file);
        assertThat(read.measurements()).isEqualTo(measurements);
        assertThat(read.limits()).hasSize(1);
        assertThat(read.environment()).containsEntry("cores", "<2>");
        Files.writeString(file, "{\"cell\": {", StandardOpenOption.APPEND);
        assertThat(Results.read(file).measurements()).as("the last line was cut off").isEqualTo(measurements);
        Files.writeString(file, "\n{}\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> Results.read(file)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("line " + (measurements.size() + 3));
    }

    @Test
    void thereAreCurvesAgainstSizesAndWorkersAndOfLimits() throws Exception {
        String page = page(written(all(List.of(100, 1_000, 10_000), List.of(1, 2, 4)), List.of(limit(Shape.WIDE, 100, 1), limit(Shape.WIDE, 1_000, 4))));

        assertThat(page).contains("id=\"sizes-no-op-warm-2\"", "id=\"workers-no-op-1000-warm\"", "id=\"limits-no-op-warm-4\"", "id=\"processors-no-op-10000-warm-4\"", "&lt;2&gt;")
                .doesNotContain("NaN", "http", "<link", "<img", "src=", "@import", "url(", "<2>");
        assertThat(page).as("a limit of 100/s, and an engine with 50").contains("0.500 of same").as("250 and 500").contains("2.00 of same");
        List<String> charts = SVG.matcher(page).results().map(match -> match.group()).toList();
        assertThat(charts).hasSize(3 + 3 + 3 + 3 * 3);
        for (String chart : charts) {
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(chart)));
            assertThat(chart).contains("m-wide", "m-chain").doesNotContain("m-one", "Infinity");
        }
    }

    @Test
    void ofOneSizeAndOneNumberOfWorkersThereAreNoCurves() throws Exception {
        String page = page(written(all(List.of(100), List.of(2)), List.of()));

        assertThat(page).contains("id=\"processors-no-op-100-warm-2\"", ">one<").doesNotContain("id=\"sizes", "id=\"workers", "id=\"limits", "data-choose");
    }

    @Test
    void nothingIsNoReport() throws Exception {
        assertThat(ThroughputReport.write(written(List.of(), List.of()), directory, Duration.ZERO)).containsExactly("nothing was measured, so there is no report");
        assertThat(directory.resolve("report.html")).doesNotExist();
    }
}
