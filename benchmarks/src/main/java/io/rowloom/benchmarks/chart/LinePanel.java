package io.rowloom.benchmarks.chart;

import java.util.List;

/**
 * Values against steps, a line for each series: the point is the middle, the thin line behind it the range.
 *
 * @param steps what the places on the x axis are called, from left to right
 * @param axis what is on the x axis
 */
public record LinePanel(String title, String subtitle, List<String> steps, String axis, List<Series> series) implements Panel {
    private static final double HEIGHT = 150;
    private static final double LEFT = 40;
    private static final double FOOT = 34;
    private static final double DODGE = 3;
    private static final double TARGET = 7;

    /** @param css classes that say what it is */
    public record Series(String css, List<Point> points) {}

    /** @param step number of the place on the x axis */
    public record Point(int step, double low, double middle, double high, String tip) {}

    @Override
    public double height() {
        return HEIGHT + FOOT;
    }

    private double x(double width, int step, int index) {
        double pad = 14;
        double room = width - LEFT - 2 * pad;
        double place = steps.size() == 1 ? room / 2 : room * step / (steps.size() - 1);
        return LEFT + pad + place + (index - (series.size() - 1) / 2.0) * DODGE;
    }

    @Override
    public void draw(Svg svg, double width) {
        double most = series.stream().flatMap(s -> s.points().stream()).mapToDouble(Point::high).filter(Double::isFinite).max().orElse(0);
        Scale y = Scale.linear(most, HEIGHT, 4);
        y.ticks().forEach(tick -> svg.line(tick == 0 ? "axis" : "grid", LEFT, y.at(tick), width, y.at(tick))
                .text("tick", LEFT - 6, y.at(tick) + 3.5, "end", Panel.tick(tick)));
        for (int i = 0; i < steps.size(); i++) {
            svg.text("tick", x(width, i, 0) + (series.size() - 1) / 2.0 * DODGE, HEIGHT + 14, "middle", steps.get(i));
        }
        svg.text("axis-label", LEFT + (width - LEFT) / 2, HEIGHT + 28, "middle", axis);
        for (int i = 0; i < series.size(); i++) {
            draw(svg, width, y, series.get(i), i);
        }
    }

    private void draw(Svg svg, double width, Scale y, Series one, int index) {
        StringBuilder path = new StringBuilder();
        List<Point> points = one.points().stream().filter(p -> Double.isFinite(p.middle())).toList();
        svg.group("series " + one.css(), "");
        points.forEach(p -> svg.line("range", x(width, p.step(), index), y.at(p.low()), x(width, p.step(), index), y.at(p.high())));
        points.forEach(p -> path.append(path.isEmpty() ? "M" : "L").append(Svg.place(x(width, p.step(), index))).append(' ')
                .append(Svg.place(y.at(p.middle()))));
        if (points.size() > 1) {
            svg.path("stroke", path.toString());
        }
        for (Point p : points) {
            double at = x(width, p.step(), index);
            svg.group("mark", p.tip()).circle("target", at, y.at(p.middle()), TARGET).circle("dot", at, y.at(p.middle()), 2.8).end();
        }
        svg.end();
    }
}
