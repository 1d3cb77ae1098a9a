package io.rowloom.benchmarks.chart;

import java.util.List;

/** Values below each other, each a sum of parts; the thin line, where there is one, is their range. */
public record BarPanel(String title, String subtitle, String axis, double most, List<Row> rows) implements Panel {
    private static final double ROW = 19;
    private static final double LEFT = 142;
    private static final double RIGHT = 40;
    private static final double FOOT = 32;

    /**
     * @param css classes that say what it is
     * @param low with {@code high} the range of the sum; equal when none is shown
     */
    public record Row(String css, String name, List<Part> parts, double low, double high, String sum, String tip) {}

    /** @param css the class of the part */
    public record Part(String css, double value) {}

    @Override
    public double height() {
        return rows.size() * ROW + FOOT;
    }

    @Override
    public void draw(Svg svg, double width) {
        Scale x = Scale.linear(most, LEFT, width - RIGHT);
        double bottom = rows.size() * ROW;
        x.ticks().forEach(tick -> svg.line(tick == 0 ? "axis" : "grid", x.at(tick), 0, x.at(tick), bottom)
                .text("tick", x.at(tick), bottom + 13, "middle", Panel.tick(tick)));
        svg.text("axis-label", LEFT + (width - LEFT) / 2, bottom + 27, "middle", axis);
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            double y = (i + 0.5) * ROW;
            svg.group("series " + row.css(), "").text("name", LEFT - 8, y + 3.5, "end", row.name());
            svg.group("mark", row.tip()).rectangle("target", LEFT, y - ROW / 2, width - LEFT, ROW);
            double sum = 0;
            for (Part part : row.parts()) {
                double value = Double.isFinite(part.value()) ? part.value() : 0;
                svg.rectangle("part " + part.css(), x.at(sum), y - 6, x.at(sum + value) - x.at(sum), 12);
                sum += value;
            }
            double end = sum;
            if (row.low() < row.high()) {
                svg.line("spread", x.at(row.low()), y, x.at(row.high()), y);
                end = Math.max(sum, row.high());
            }
            svg.text("sum", x.at(end) + 5, y + 3.5, "start", row.sum()).end().end();
        }
    }
}
