package io.rowloom.benchmarks.detection;

import io.rowloom.benchmarks.gauge.Statistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** All measurements as a table for people: seconds, a line for each membership and fault. */
final class Summary {
    /** With fewer values the 99th percentile is the largest one, which has a column anyway. */
    private static final int ENOUGH = 100;
    private static final double P99 = 0.99;

    private Summary() {}

    private record Case(String membership, String fault) {}

    static List<String> lines(List<Measurement> measurements) {
        Map<Case, List<Measurement>> cases = new LinkedHashMap<>();
        measurements.forEach(m -> cases.computeIfAbsent(new Case(m.membership(), m.fault()), _ -> new ArrayList<>()).add(m));
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%-11s %-5s %4s   %-30s   %-30s   %s", "membership", "fault", "n", "declared dead after, s", "action resumed after, s",
                "wrongly dead"));
        lines.add(String.format(Locale.ROOT, "%-11s %-5s %4s   %6s %6s %6s %9s   %6s %6s %6s %9s", "", "", "", "median", "min", "max", "p99", "median", "min", "max", "p99"));
        cases.forEach((which, all) -> lines.add(String.format(Locale.ROOT, "%-11s %-5s %4d   %s   %s   %d", which.membership(), which.fault(), all.size(),
                told(all, Measurement::deadMillis), told(all, Measurement::resumedMillis), all.stream().mapToInt(Measurement::wronglyDead).sum())));
        return lines;
    }

    private static String told(List<Measurement> all, ToDoubleFunction<Measurement> what) {
        double[] values = all.stream().mapToDouble(what).sorted().toArray();
        Statistics.Interval range = Statistics.range(values);
        return String.format(Locale.ROOT, "%6.2f %6.2f %6.2f %9s", range.middle() / 1000, range.low() / 1000, range.high() / 1000,
                values.length < ENOUGH ? "-" : String.format(Locale.ROOT, "%.2f", percentile(values) / 1000));
    }

    /** The smallest value that 99 in 100 do not exceed. */
    static double percentile(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        return sorted[(int) Math.ceil(P99 * sorted.length) - 1];
    }
}
