package io.rowloom.benchmarks.locks;

import io.rowloom.benchmarks.gauge.Statistics.Interval;
import io.rowloom.benchmarks.gauge.Statistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What differs between two sides, cell by cell. Pure. */
final class Comparison {
    /** With fewer repetitions on either side nothing can be said. */
    static final int FEWEST = 3;

    private Comparison() {}

    enum Verdict { BETTER, WORSE, NOISE, TOO_FEW, NOT_MEASURED }

    /**
     * One figure on both sides.
     *
     * @param ratio how many times as large it is after as before; see {@link Statistics#ratio}
     */
    record Difference(Cell cell, Measure measure, double before, double after, Interval ratio, Verdict verdict, int repetitions) {
        boolean isReal() {
            return verdict == Verdict.BETTER || verdict == Verdict.WORSE;
        }
    }

    /** Of all cells that both sides have, in the order of the first. */
    static List<Difference> of(Map<Cell, List<Measurement>> before, Map<Cell, List<Measurement>> after, List<Measure> measures) {
        List<Difference> differences = new ArrayList<>();
        before.forEach((cell, first) -> {
            List<Measurement> second = after.getOrDefault(cell, List.of());
            if (!second.isEmpty()) {
                measures.forEach(measure -> differences.add(difference(cell, measure, Results.values(first, measure),
                        Results.values(second, measure))));
            }
        });
        return List.copyOf(differences);
    }

    static Difference difference(Cell cell, Measure measure, double[] first, double[] second) {
        double[] before = numbers(first);
        double[] after = numbers(second);
        int repetitions = Math.min(before.length, after.length);
        if (repetitions == 0) {
            Interval unknown = new Interval(Double.NaN, Double.NaN, Double.NaN);
            return new Difference(cell, measure, Statistics.median(before), Statistics.median(after), unknown, Verdict.NOT_MEASURED, 0);
        }
        Interval ratio = Statistics.ratio(before, after);
        return new Difference(cell, measure, Statistics.median(before), Statistics.median(after), ratio, verdict(measure, ratio, repetitions),
                repetitions);
    }

    private static Verdict verdict(Measure measure, Interval ratio, int repetitions) {
        if (repetitions < FEWEST) {
            return Verdict.TOO_FEW;
        }
        if (ratio.contains(1)) {
            return Verdict.NOISE;
        }
        return ratio.low() > 1 == measure.moreIsBetter() ? Verdict.BETTER : Verdict.WORSE;
    }

    private static double[] numbers(double[] values) {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    }

    /** How many of the figures that can be judged would differ by chance alone, if nothing differed, about. */
    static long byChance(List<Difference> differences) {
        return Math.round(differences.stream().filter(d -> d.verdict() != Verdict.TOO_FEW && d.verdict() != Verdict.NOT_MEASURED)
                .mapToDouble(d -> Statistics.falseAlarms(d.repetitions())).sum());
    }
}
