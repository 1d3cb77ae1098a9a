package io.rowloom.benchmarks.chart;

import io.rowloom.benchmarks.Figures;

/** One small chart. */
public sealed interface Panel permits LinePanel, RangePanel, BarPanel {
    String title();

    String subtitle();

    /** Without its title. */
    double height();

    /** Draws into the width that there is, from (0, 0) downwards. */
    void draw(Svg svg, double width);

    /** As short as on an axis: 20, 1.5k, 3M. */
    static String tick(double value) {
        double size = Math.abs(value);
        if (size >= 1e6) {
            return trimmed(value / 1e6) + "M";
        }
        return size >= 1e4 ? trimmed(value / 1e3) + "k" : trimmed(value);
    }

    private static String trimmed(double value) {
        String text = Figures.told(value);
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }
}
