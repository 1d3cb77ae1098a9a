package io.rowloom.benchmarks.chart;

import java.util.List;

/**
 * Distributions below each other on a logarithmic axis: the box has the middle half, the notch in it is the median, the ticks are p95 and p99, and
 * the whisker ends at the largest.
 */
public record RangePanel(String title, String subtitle, String axis, double least, double most, List<Row> rows) implements Panel {
    private static final double ROW = 19;
    private static final double LEFT = 142;
    private static final double RIGHT = 8;
    private static final double FOOT = 32;

    /** @param css classes that say what it is */
    public record Row(String css, String name, double p5, double p25, double p50, double p75, double p95, double p99, double max, String tip) {}

    @Override
    public double height() {
        return rows.size() * ROW + FOOT;
    }

    @Override
    public void draw(Svg svg, double width) {
        Scale x = Scale.log(least, most, LEFT, width - RIGHT);
        double bottom = rows.size() * ROW;
        x.ticks().forEach(tick -> svg.line("grid", x.at(tick), 0, x.at(tick), bottom).text("tick", x.at(tick), bottom + 13, "middle",
                Panel.tick(tick)));
        svg.text("axis-label", LEFT + (width - LEFT) / 2, bottom + 27, "middle", axis);
        for (int i = 0; i < rows.size(); i++) {
            draw(svg, x, rows.get(i), (i + 0.5) * ROW, width);
        }
    }

    private static void draw(Svg svg, Scale x, Row row, double y, double width) {
        svg.group("series " + row.css(), "").text("name", LEFT - 8, y + 3.5, "end", row.name());
        if (Double.isFinite(row.p50())) {
            svg.group("mark", row.tip()).rectangle("target", LEFT, y - ROW / 2, width - LEFT, ROW);
            svg.line("whisker", x.at(row.p5()), y, x.at(row.max()), y);
            double box = Math.max(2, x.at(row.p75()) - x.at(row.p25()));
            svg.rectangle("box", x.at(row.p25()), y - 5, box, 10).line("median", x.at(row.p50()), y - 5, x.at(row.p50()), y + 5);
            svg.line("stop", x.at(row.p95()), y - 3.5, x.at(row.p95()), y + 3.5).line("stop", x.at(row.p99()), y - 5, x.at(row.p99()), y + 5);
            svg.circle("dot", x.at(row.max()), y, 2).end();
        }
        svg.end();
    }
}
