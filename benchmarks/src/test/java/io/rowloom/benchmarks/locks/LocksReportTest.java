package io.rowloom.benchmarks.locks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.benchmarks.chart.Pictures;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class LocksReportTest {
    private static final Pattern SVG = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL);

    @TempDir
    private Path directory = Path.of("");

    private String page(Results results) throws Exception {
        new LocksReport(directory).write(results, Duration.ZERO);
        return Files.readString(directory.resolve("report.html"));
    }

    private String withoutScript(Results results) throws Exception {
        return page(results).replaceFirst("(?s)<script>.*", "");
    }

    @Test
    void thePageNeedsNothingElse() throws Exception {
        assertThat(page(SampleResults.full())).doesNotContain("http", "<link", "<img", "src=", "@import", "url(");
        assertThat(withoutScript(SampleResults.full())).doesNotContain("NaN");
    }

    @Test
    void everyChartIsWellFormedAndHasAPanelForEachWorkload() throws Exception {
        List<String> charts = SVG.matcher(page(SampleResults.full())).results().map(m -> m.group()).toList();

        assertThat(charts).hasSize(5 * 3 + 3 * 3 * 4);
        for (String chart : charts) {
            var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(chart)));
            assertThat(document.getElementsByTagName("g").getLength()).isGreaterThan(7 * 8);
            assertThat(chart).contains(">wide<", ">fan-in<", ">hot<").doesNotContain("NaN", "Infinity");
        }
    }

    @Test
    void picturesAreForTheMostWorkers() {
        FigureMaker maker = new FigureMaker(SampleResults.full());

        assertThat(LocksReport.charts(maker.figures(), maker.workers().getLast()).stream().map(Pictures.Chart::id)).hasSize(5 * 3 + 3 * 3).doesNotHaveDuplicates()
                .contains("throughput-1ms", "started-0ms-8w").doesNotContain("started-0ms-1w");
    }

    @Test
    void oneCellWithOneRepetitionIsAReport() throws Exception {
        String page = withoutScript(SampleResults.of(List.of("redis"), List.of(4), List.of(Workload.HOT), List.of(1), 1));

        assertThat(page).contains("redis", "hot").doesNotContain("Against no locks", "NaN");
    }

    @Test
    void whatWasNotMeasuredIsADashAndNoZero() throws Exception {
        Results full = SampleResults.of(List.of("off", "redis"), List.of(1), List.of(Workload.WIDE), List.of(0), 3);
        List<Measurement> bare = full.measurements().stream().map(m -> new Measurement(m.at(), m.round(), m.cell(), m.actions(), m.seconds(),
                m.window(), m.started(), m.finished(),
                Map.of(), m.waits(), m.metrics())).toList();

        assertThat(withoutScript(new Results(full.run(), bare))).contains("<td>-</td>").doesNotContain("NaN");
        assertThat(Files.readString(directory.resolve("results.csv")).lines()).hasSize(7)
                .allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(8 + Measure.values().length));
    }

    @Test
    void namesThatComeFromAFileAreEscaped() throws Exception {
        Results results = SampleResults.of(List.of("off", "<b>&'"), List.of(1), List.of(Workload.WIDE), List.of(0), 1);

        assertThat(page(results)).doesNotContain("<b>&'").contains("&lt;b&gt;&amp;&#39;");
    }
}
