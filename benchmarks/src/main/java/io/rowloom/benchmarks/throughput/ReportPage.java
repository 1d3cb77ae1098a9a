package io.rowloom.benchmarks.throughput;

import io.rowloom.benchmarks.Figures;
import io.rowloom.benchmarks.Words;
import io.rowloom.benchmarks.chart.Svg;
import io.rowloom.benchmarks.chart.WebPage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The report as one page. Pure, but for its parts that are files. */
final class ReportPage {
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
        page.append("<header><h1>Throughput</h1><p class=\"lead\">How fast Rowloom makes, changes and deletes stacks: ").append(results.measurements().size()).append(" measurements; begun ")
                .append(Svg.escaped(results.at().replaceFirst("T(\\d\\d:\\d\\d).*", " at $1 UTC"))).append(".</p>").append(WebPage.facts(results.environment())).append("</header>\n");
        controls();
        Arrays.stream(About.values()).forEach(this::section);
        table();
        page.append("<section><h2>On what it was measured</h2>").append(WebPage.terms(results.environment())).append("</section>\n</main>\n");
        return WebPage.of("Throughput: " + results.at().replaceFirst("T.*", ""), page.toString());
    }

    /** What there is but one of needs no choice. */
    private void controls() {
        page.append("<nav id=\"controls\" aria-label=\"What is shown\">");
        maker.choices().forEach((key, values) -> {
            if (values.size() > 1) {
                page.append(WebPage.choice(key, key, values, values.getLast(), Svg::escaped));
            }
        });
        page.append("<div class=\"legend\" role=\"group\" aria-label=\"shapes\">");
        maker.shapes().forEach(shape -> page.append("<button type=\"button\" class=\"series ").append(FigureMaker.css(shape)).append("\" data-arm=\"").append(FigureMaker.own(shape))
                .append("\" aria-pressed=\"true\"><span class=\"swatch\"></span>").append(Words.of(shape)).append("</button>"));
        page.append("</div></nav>\n<main>\n");
    }

    private void section(About about) {
        List<Figure> own = figures.stream().filter(figure -> figure.about() == about).toList();
        if (own.isEmpty()) {
            return;
        }
        page.append("<section id=\"").append(Words.of(about)).append("\"><h2>").append(about.title()).append("</h2><p>").append(about.text()).append("</p>\n");
        if (about == About.PROCESSORS) {
            page.append("<p class=\"key\"><span class=\"part engine\"></span>workers<span class=\"part compiling\"></span>of them compiling<span class=\"part database\"></span>PostgreSQL"
                    + "<span class=\"part client\"></span>client</p>\n");
        }
        own.forEach(figure -> page.append("<figure id=\"").append(figure.id()).append('"').append(WebPage.shown(figure.choices())).append("><figcaption>").append(about.title())
                .append(" <small class=\"which\">").append(figure.told()).append("</small></figcaption>").append(figure.grid().svg()).append("</figure>\n"));
        page.append("</section>\n");
    }

    private void table() {
        page.append("<section><h2>All figures</h2><p>Medians of all repetitions; costs are per resource. A click on a head sorts.</p>\n"
                + "<details><summary>Show the table</summary><div class=\"scroll\"><table class=\"all\"><thead><tr><th class=\"arm\">shape</th>");
        List.of("size", "action", "workers", "", "phase", "n").forEach(head -> page.append("<th>").append(head).append("</th>"));
        Arrays.stream(Measure.values()).forEach(measure -> page.append("<th>").append(measure.label()).append("</th>"));
        page.append("</tr></thead><tbody>\n");
        Results.byCell(results.measurements()).entrySet().stream().sorted(Map.Entry.comparingByKey(Summary.ORDER)).forEach(entry -> {
            Cell cell = entry.getKey();
            page.append("<tr class=\"series ").append(FigureMaker.css(cell.shape())).append("\"><td class=\"arm\"><span class=\"swatch\"></span>").append(Words.of(cell.shape())).append("</td>");
            List.<Object>of(cell.size(), Words.of(cell.action()), cell.workers(), Words.of(cell.temperature()), Words.of(cell.phase()), entry.getValue().size())
                    .forEach(value -> page.append("<td>").append(value).append("</td>"));
            Arrays.stream(Measure.values()).forEach(measure -> page.append("<td>").append(Figures.told(Results.median(entry.getValue(), measure))).append("</td>"));
            page.append("</tr>\n");
        });
        page.append("</tbody></table></div></details></section>\n");
    }
}
