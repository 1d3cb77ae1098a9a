package io.rowloom.benchmarks.locks;

import io.rowloom.benchmarks.Figures;
import io.rowloom.benchmarks.chart.Svg;
import io.rowloom.benchmarks.locks.Comparison.Difference;
import io.rowloom.benchmarks.locks.Comparison.Verdict;
import java.util.List;
import java.util.Locale;

/**
 * How all arms compare with {@code off}, in per cent, as a table for the page: a row for each arm, and for each workload a column per number of
 * workers. Pure.
 */
final class Matrix {
    /** Of the columns, in pixels. */
    private static final int NAMES = 164;
    private static final int WIDEST = 72;
    private static final int NARROWEST = 32;
    private static final String BASE = Mode.OFF.label();

    private final FigureMaker results;

    Matrix(FigureMaker results) {
        this.results = results;
    }

    boolean isPossible() {
        return results.arms().contains(BASE) && results.arms().size() > 1;
    }

    String html(Measure measure, int latency) {
        int columns = results.workloads().size() * results.workers().size();
        StringBuilder page = new StringBuilder("<div class=\"scroll\"><table class=\"matrix\" style=\"max-width: " + (NAMES + columns * WIDEST)
                + "px; min-width: "
                + (NAMES + columns * NARROWEST) + "px\"><thead><tr><th rowspan=\"2\"></th>");
        for (Workload workload : results.workloads()) {
            page.append("<th class=\"first\" colspan=\"").append(results.workers().size()).append("\" title=\"")
                    .append(Svg.escaped(workload.description())).append("\">")
                    .append(workload.label()).append("</th>");
        }
        page.append("</tr><tr>");
        results.workloads().forEach(_ -> {
            for (int i = 0; i < results.workers().size(); i++) {
                page.append(i == 0 ? "<th class=\"first count\">" : "<th class=\"count\">").append(results.workers().get(i)).append("</th>");
            }
        });
        page.append("</tr></thead><tbody>\n");
        results.arms().stream().filter(arm -> !arm.equals(BASE)).forEach(arm -> {
            page.append("<tr class=\"series ").append(Palette.css(arm)).append("\"><th class=\"arm\"><span class=\"swatch\"></span>")
                    .append(Svg.escaped(arm)).append("</th>");
            for (Workload workload : results.workloads()) {
                for (int i = 0; i < results.workers().size(); i++) {
                    page.append(cell(new Cell(arm, results.workers().get(i), workload, latency), measure, i == 0));
                }
            }
            page.append("</tr>\n");
        });
        return page.append("</tbody></table></div>").toString();
    }

    private String cell(Cell cell, Measure measure, boolean first) {
        List<Measurement> before = results.cells().getOrDefault(cell.as(BASE), List.of());
        List<Measurement> after = results.cells().getOrDefault(cell, List.of());
        String place = first ? "first " : "";
        if (before.isEmpty() || after.isEmpty()) {
            return "<td class=\"" + place + "none\"></td>";
        }
        Difference difference = Comparison.difference(cell, measure, Results.values(before, measure), Results.values(after, measure));
        String tip = cell.arm() + " · " + cell.workload().label() + " · " + cell.workers() + (cell.workers() == 1 ? " worker" : " workers") + "\n"
                + measure.label() + ": "
                + Figures.told(difference.before()) + " → " + Figures.told(difference.after()) + "\n" + range(difference);
        return "<td class=\"" + place + css(difference) + "\" data-tip=\"" + Svg.escaped(tip) + "\">" + percent(difference.ratio().middle())
                + "</td>";
    }

    private static String range(Difference difference) {
        return difference.verdict() == Verdict.TOO_FEW ? "too few repetitions to tell it from noise"
                : "× " + Figures.told(difference.ratio().low()) + " to " + Figures.told(difference.ratio().high())
                + (difference.isReal() ? "" : ": within the noise");
    }

    /** Three depths on either side; what may be noise has none. */
    private static String css(Difference difference) {
        double size = Math.abs(Math.log(difference.ratio().middle()));
        String depth = size < Math.log(1.1) ? "1" : size < Math.log(1.3) ? "2" : "3";
        return switch (difference.verdict()) {
            case BETTER -> "better d" + depth;
            case WORSE -> "worse d" + depth;
            case NOISE, TOO_FEW -> "noise";
            case NOT_MEASURED -> "none";
        };
    }

    /** From the double on, as a factor. */
    static String percent(double ratio) {
        if (Double.isNaN(ratio)) {
            return "";
        }
        if (ratio >= 2) {
            return Double.isInfinite(ratio) ? "∞" : String.format(Locale.ROOT, ratio < 9.95 ? "×%.1f" : "×%.0f", ratio);
        }
        long percent = Math.round((ratio - 1) * 100);
        return String.format(Locale.ROOT, "%s%d", percent > 0 ? "+" : percent < 0 ? "−" : "", Math.abs(percent));
    }
}
