package io.rowloom.benchmarks.locks;

import java.util.Arrays;
import java.util.Random;

/** Few repetitions, and what can be said of them. Values that are not numbers are left out. */
public final class Statistics {
    private static final int RESAMPLES = 10_000;
    /** Fixed, so that the same files give the same answer. */
    private static final long SEED = 20_260_101;
    private static final double TAIL = 0.025;

    private Statistics() {}

    /** What lies where between the ends of an interval. */
    public record Interval(double low, double middle, double high) {
        boolean contains(double value) {
            return low <= value && value <= high;
        }
    }

    static double median(double[] values) {
        double[] sorted = Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : middle(sorted);
    }

    private static double middle(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** Median, smallest and largest. */
    public static Interval range(double[] values) {
        double[] sorted = Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
        return sorted.length == 0 ? new Interval(Double.NaN, Double.NaN, Double.NaN) : new Interval(sorted[0], middle(sorted),
                sorted[sorted.length - 1]);
    }

    /**
     * How many times as large {@code after} is as {@code before}: the ratio of the medians, with its 95 % bootstrap interval (percentiles of {@value
     * #RESAMPLES} resamples of both sides). With few repetitions it is narrower than it should be: see {@link #falseAlarms}. No side may be empty,
     * nor have values that are not numbers.
     */
    static Interval ratio(double[] before, double[] after) {
        Random random = new Random(SEED);
        double[] ratios = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            ratios[i] = quotient(resampled(after, random), resampled(before, random));
        }
        Arrays.sort(ratios);
        return new Interval(ratios[(int) (TAIL * RESAMPLES)], quotient(median(after), median(before)), ratios[(int) ((1 - TAIL) * RESAMPLES) - 1]);
    }

    /**
     * The part of equal pairs whose {@link #ratio} has an interval without 1, by chance. From a simulation of 4,000 pairs with log-normal noise; a
     * test repeats a part of it.
     *
     * @param repetitions on each side
     */
    static double falseAlarms(int repetitions) {
        return switch (repetitions) {
            case 3 -> 0.1;
            case 4 -> 0.075;
            default -> 0.04;
        };
    }

    /** Two zeros are equal. */
    private static double quotient(double above, double below) {
        return above == below ? 1 : above / below;
    }

    private static double resampled(double[] values, Random random) {
        double[] drawn = new double[values.length];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = values[random.nextInt(values.length)];
        }
        Arrays.sort(drawn);
        return middle(drawn);
    }
}
