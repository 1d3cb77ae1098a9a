package io.rowloom.benchmarks.chart;

import java.util.List;

/** Panels side by side and below each other, as one picture. */
public record Grid(List<? extends Panel> panels, int columns, String label) {
    /** Of every picture; a style sheet may scale it. */
    public static final int WIDTH = 1120;
    private static final double GAP = 28;
    private static final double HEAD = 40;

    private double columnWidth() {
        return (WIDTH - GAP * (columns - 1)) / columns;
    }

    private double rowHeight(int row) {
        return HEAD + GAP + panels.stream().skip((long) row * columns).limit(columns).mapToDouble(Panel::height).max().orElse(0);
    }

    private int rows() {
        return (panels.size() + columns - 1) / columns;
    }

    public int height() {
        double height = 0;
        for (int row = 0; row < rows(); row++) {
            height += rowHeight(row);
        }
        return (int) Math.ceil(height);
    }

    public String svg() {
        StringBuilder all = new StringBuilder("<svg class=\"chart\" viewBox=\"0 0 " + WIDTH + " " + height() + "\" role=\"img\" aria-label=\""
                + Svg.escaped(label) + "\">\n");
        double top = 0;
        for (int row = 0; row < rows(); row++) {
            for (int column = 0; column < columns && row * columns + column < panels.size(); column++) {
                Panel panel = panels.get(row * columns + column);
                Svg svg = new Svg();
                svg.text("title", 0, 14, "start", panel.title()).text("subtitle", 0, 29, "start", panel.subtitle());
                Svg body = new Svg();
                panel.draw(body, columnWidth());
                all.append("<g transform=\"translate(").append(Svg.place(column * (columnWidth() + GAP))).append(' ').append(Svg.place(top))
                        .append(")\">").append(svg)
                        .append("<g transform=\"translate(0 ").append(Svg.place(HEAD)).append(")\">\n").append(body).append("</g></g>\n");
            }
            top += rowHeight(row);
        }
        return all.append("</svg>").toString();
    }
}
