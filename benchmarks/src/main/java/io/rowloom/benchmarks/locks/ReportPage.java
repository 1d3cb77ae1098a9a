package io.rowloom.benchmarks.locks;

import io.rowloom.benchmarks.Figures;
import io.rowloom.benchmarks.chart.Svg;
import io.rowloom.benchmarks.chart.WebPage;
import io.rowloom.benchmarks.gauge.Statistics;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The report as one page. Pure, but for its parts that are files.
 */
final class ReportPage {
    private static final List<Measure> COMPARED = List.of(Measure.THROUGHPUT, Measure.STARTED_P99, Measure.FINISHED_P99, Measure.TOTAL_CPU);
    private static final List<Measure> COLUMNS = List.of(Measure.THROUGHPUT, Measure.STARTED_P50, Measure.STARTED_P95, Measure.STARTED_P99,
            Measure.STARTED_MAX, Measure.FINISHED_P50,
            Measure.FINISHED_P95, Measure.FINISHED_P99, Measure.FINISHED_MAX, Measure.CLAIMS_TRIED, Measure.CLAIMS_WON, Measure.CLAIMS_LOST,
            Measure.LOCKS_GRANTED, Measure.LOCKS_BUSY, Measure.CLAIMS_WITHOUT, Measure.ASKING_MS, Measure.STATEMENTS, Measure.COMMITS,
            Measure.LOG_BYTES, Measure.BUFFERS, Measure.DEAD_ROWS, Measure.ROW_LOCKS, Measure.ROW_WAIT_MS, Measure.LOCK_WAIT_MS, Measure.ENGINE_CPU,
            Measure.DATABASE_CPU,
            Measure.LOCK_CPU);
    private static final Map<Measure, String> QUESTIONS = Map.of(Measure.THROUGHPUT, "Throughput", Measure.STARTED_P99,
            "The worst waits: ready→started, p99",
            Measure.FINISHED_P99, "The worst times until done: ready→finished, p99", Measure.TOTAL_CPU,
            "Processor time per resource, of everything together");

    private final Results results;
    private final FigureMaker maker;
    private final List<Figure> figures;
    private final StringBuilder page = new StringBuilder();

    ReportPage(Results results, FigureMaker maker, List<Figure> figures) {
        this.results = results;
        this.maker = maker;
        this.figures = figures;
    }

    String html() {
        Run run = results.run();
        head(run);
        controls();
        matrices();
        Arrays.stream(Section.values()).forEach(this::section);
        table();
        notes(run);
        return WebPage.of("Locks before claims: " + run.at().replaceFirst("T.*", ""), page.toString());
    }

    private void head(Run run) {
        int least = maker.cells().values().stream().mapToInt(List::size).min().orElse(0);
        int most = maker.cells().values().stream().mapToInt(List::size).max().orElse(0);
        page.append("<header><h1>Locks before claims</h1><p class=\"lead\">What a lock service in front of Rowloom’s claims costs and brings: ")
                .append(results.measurements().size())
                .append(" measurements of ").append(maker.cells().size()).append(" cells, ")
                .append(least == most ? Integer.toString(least) : least + " to " + most)
                .append(most == 1 ? " repetition" : " repetitions").append(" each, interleaved; begun ")
                .append(Svg.escaped(run.at().replaceFirst("T(\\d\\d:\\d\\d).*", " at $1 UTC")))
                .append(".</p>").append(WebPage.facts(run.environment())).append("</header>\n");
    }

    private void controls() {
        page.append("<nav id=\"controls\" aria-label=\"What is shown\">");
        page.append(WebPage.choice("latency", "database latency", maker.latencies(), maker.latencies().getFirst(), ms -> ms == 0 ? "none" : "+" + ms + " ms"))
                .append(WebPage.choice("workers", "workers", maker.workers(), maker.workers().getLast(), String::valueOf));
        page.append("<div class=\"legend\" role=\"group\" aria-label=\"modes\">");
        maker.arms().forEach(arm -> page.append("<button type=\"button\" class=\"series ").append(Palette.css(arm)).append("\" data-arm=\"")
                .append(Palette.own(arm))
                .append("\" aria-pressed=\"true\"><span class=\"swatch\"></span>").append(Svg.escaped(arm)).append("</button>"));
        page.append("</div></nav>\n<main>\n");
    }

    private void matrices() {
        Matrix matrix = new Matrix(maker);
        if (!matrix.isPossible()) {
            return;
        }
        page.append("<section><h2>Against no locks</h2><p>By how many per cent each mode differs from <code>off</code>, for each workload "
                + "and number of workers. Coloured where the difference is larger "
                + "than the noise (the 95 % bootstrap interval of the ratio of medians leaves 1 out); grey may be chance.</p>\n");
        for (int latency : maker.latencies()) {
            page.append("<div").append(WebPage.shown(Map.of("latency", latency))).append('>');
            COMPARED.forEach(measure -> page.append("<h3>").append(QUESTIONS.get(measure)).append(shown(latency, ""))
                    .append(measure.moreIsBetter() ? "" : " <small>less is better</small>")
                    .append("</h3>").append(matrix.html(measure, latency)));
            page.append("</div>\n");
        }
        page.append("<p class=\"key\"><span class=\"better d1\">better</span><span class=\"better d2\">by 10 %</span><span class=\"better "
                + "d3\">by 30 %</span><span class=\"worse d1\">worse</span>"
                + "<span class=\"worse d2\">by 10 %</span><span class=\"worse d3\">by 30 %</span><span class=\"noise\">within the "
                + "noise</span></p></section>\n");
    }

    /** Which choice a part belongs to: only needed where all of them are shown. */
    private static String shown(int latency, String workers) {
        return " <small class=\"which\">" + (latency == 0 ? "no added latency" : "+" + latency + " ms") + workers + "</small>";
    }

    private void section(Section section) {
        page.append("<section id=\"").append(section.id()).append("\"><h2>").append(section.title()).append("</h2><p>").append(section.text())
                .append("</p>\n");
        if (section == Section.CPU) {
            page.append("<p class=\"key\"><span class=\"part engine\"></span>workers<span class=\"part database\"></span>PostgreSQL<span "
                    + "class=\"part lock\"></span>lock service</p>\n");
        }
        figures.stream().filter(figure -> figure.section() == section).forEach(figure -> {
            page.append("<figure id=\"").append(figure.id()).append('"').append(WebPage.shown(Map.of("latency", figure.latencyMillis())));
            figure.workers().ifPresent(count -> page.append(" data-workers=\"").append(count).append('"'));
            String workers = figure.workers().isPresent() ? ", " + figure.workers().getAsInt()
                    + (figure.workers().getAsInt() == 1 ? " worker" : " workers") : "";
            page.append("><figcaption>").append(section.title()).append(shown(figure.latencyMillis(), workers)).append("</figcaption>")
                    .append(figure.grid().svg()).append("</figure>\n");
        });
        page.append("</section>\n");
    }

    private void table() {
        page.append("<section><h2>All figures</h2><p>Medians of all repetitions. Claims and costs are per resource. A click on a head sorts; "
                + "the last column is the command that measures the row again.</p>\n"
                + "<details><summary>Show the table</summary><div class=\"scroll\"><table class=\"all\"><thead><tr>");
        List.of("workload", "+ms", "workers", "mode", "n").forEach(head -> page.append(head.equals("mode") ? "<th class=\"arm\">" : "<th>")
                .append(head).append("</th>"));
        COLUMNS.forEach(measure -> page.append("<th>").append(measure.label()).append("</th>"));
        page.append("<th>command</th></tr></thead><tbody>\n");
        maker.cells().entrySet().stream().sorted(Map.Entry.comparingByKey(Summary.order(maker.arms()))).forEach(entry -> {
            Cell cell = entry.getKey();
            page.append("<tr class=\"series ").append(Palette.css(cell.arm())).append("\"><td>").append(cell.workload().label()).append("</td><td>")
                    .append(cell.latencyMillis()).append("</td><td>")
                    .append(cell.workers()).append("</td><td class=\"arm\"><span class=\"swatch\"></span>").append(Svg.escaped(cell.arm()))
                    .append("</td><td>").append(entry.getValue().size()).append("</td>");
            COLUMNS.forEach(measure -> page.append("<td>").append(Figures.told(Statistics.median(Results.values(entry.getValue(), measure))))
                    .append("</td>"));
            page.append("<td><code>rowloom bench locks ").append(Svg.escaped(cell.options() + scale())).append("</code></td></tr>\n");
        });
        page.append("</tbody></table></div></details></section>\n");
    }

    private String scale() {
        return results.run().scale() == 1 ? "" : " --scale " + results.run().scale();
    }

    private void notes(Run run) {
        page.append("<section><h2>What was measured, and on what</h2>\n").append(WebPage.resource(ReportPage.class, "method.html"))
                .append("<p>The whole run again: <code>rowloom bench locks ")
                .append(Svg.escaped(run.options())).append("</code></p>\n").append(WebPage.terms(run.environment()))
                .append(WebPage.terms(run.skipped().entrySet().stream().collect(Collectors.toMap(mode -> "skipped: " + mode.getKey(), Map.Entry::getValue))))
                .append(run.notes().stream().map(note -> "<p>" + Svg.escaped(note) + "</p>").collect(Collectors.joining())).append("</section>\n</main>\n");
    }
}
