package io.rowloom.benchmarks;

import java.util.Locale;

/** Numbers for people. */
public final class Figures {
    private Figures() {}

    /** With as many places as mean something: 1234, 123, 12.3, 1.23, 0.123; a dash for what is no number. */
    public static String told(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        double size = Math.abs(value);
        int places = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        String text = String.format(Locale.ROOT, "%." + places + "f", value);
        return text.matches("-?0\\.0+") ? "0" : text;
    }
}
