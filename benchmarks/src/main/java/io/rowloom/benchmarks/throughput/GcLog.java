package io.rowloom.benchmarks.throughput;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a part of a JVM's log of garbage collections says ({@code -Xlog:gc}).
 *
 * @param heapPeakMib the fullest heap before one; NaN when there was none
 * @param pauseMs that all of them stopped the program
 */
record GcLog(double heapPeakMib, double pauseMs) {
    private static final Pattern PAUSE = Pattern.compile("\\bPause .* (\\d+)M->\\d+M\\(\\d+M\\) ([\\d.]+)ms");

    static GcLog of(String text) {
        double peak = Double.NaN;
        double pauses = 0;
        for (Matcher pause = PAUSE.matcher(text); pause.find();) {
            double before = Double.parseDouble(pause.group(1));
            peak = Double.isNaN(peak) ? before : Math.max(peak, before);
            pauses += Double.parseDouble(pause.group(2));
        }
        return new GcLog(peak, pauses);
    }
}
