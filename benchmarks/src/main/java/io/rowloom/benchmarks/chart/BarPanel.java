package io.rowloom.benchmarks.chart;

import java.util.List;

/** Sums below each other, each made of parts. */
public record BarPanel(String title, String subtitle, String axis, double most, List<Row> rows) implements Panel {
    private static final double ROW = 19;
    private static final double LEFT = 142;
    private static final double RIGHT = 40;
    private static final double FOOT = 32;

    /** @param css classes that say what it is */
    public record Row(String css, String name, List<Part> parts, String sum, String tip) {}

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
        x.ticks().forEach(tick -> svg.line(tick == 0 ? "axis" : "grid", x.at(tick), 0, x.at(tick), bottom).text("tick", x.at(tick), bottom + 13, "middle", Panel.tick(tick)));
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
            svg.text("sum", x.at(sum) + 5, y + 3.5, "start", row.sum()).end().end();
        }
    }
}
