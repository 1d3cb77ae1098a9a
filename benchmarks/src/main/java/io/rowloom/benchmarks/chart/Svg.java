package io.rowloom.benchmarks.chart;

import java.util.Locale;

/** Writes SVG elements. Names of classes are ours; all other text is escaped. */
public final class Svg {
    private final StringBuilder text = new StringBuilder();

    public static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }

    static String place(double value) {
        String fixed = String.format(Locale.ROOT, "%.1f", value);
        return fixed.endsWith(".0") ? fixed.substring(0, fixed.length() - 2) : fixed;
    }

    Svg line(String css, double x1, double y1, double x2, double y2) {
        text.append("<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>".formatted(css, place(x1), place(y1), place(x2), place(y2)));
        return this;
    }

    Svg path(String css, String data) {
        text.append("<path class=\"").append(css).append("\" d=\"").append(data).append("\"/>");
        return this;
    }

    Svg circle(String css, double x, double y, double radius) {
        text.append("<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%s\"/>".formatted(css, place(x), place(y), place(radius)));
        return this;
    }

    Svg rectangle(String css, double x, double y, double width, double height) {
        text.append("<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>".formatted(css, place(x), place(y), place(Math.max(0, width)),
                place(height)));
        return this;
    }

    /** @param anchor start, middle or end */
    Svg text(String css, double x, double y, String anchor, String words) {
        text.append("<text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>".formatted(css, place(x), place(y), anchor, escaped(words)));
        return this;
    }

    /** A group; what is drawn until {@link #end} is in it. {@code tip} is told when one points at it; may be empty. */
    Svg group(String css, String tip) {
        text.append("<g class=\"").append(css).append('"').append(tip.isEmpty() ? "" : " data-tip=\"" + escaped(tip) + "\" tabindex=\"-1\"")
                .append('>');
        return this;
    }

    Svg end() {
        text.append("</g>\n");
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
