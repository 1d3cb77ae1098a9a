package io.rowloom.benchmarks.gauge;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.ToDoubleFunction;

/** A distribution, in milliseconds: the nearest-rank quantiles of all values. All are NaN when there are none. */
public record Quantiles(int count, double p5, double p25, double p50, double p75, double p95, double p99, double max) {

    public static Quantiles of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Quantiles(sorted.length, at(sorted, 0.05), at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75), at(sorted, 0.95), at(sorted, 0.99),
                at(sorted, 1));
    }

    private static double at(double[] sorted, double part) {
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)];
    }

    /** Quantile by quantile, the median of several distributions. */
    public static Quantiles medianOf(Collection<Quantiles> all) {
        return new Quantiles(all.stream().mapToInt(Quantiles::count).sum(), median(all, Quantiles::p5), median(all, Quantiles::p25),
                median(all, Quantiles::p50),
                median(all, Quantiles::p75), median(all, Quantiles::p95), median(all, Quantiles::p99), median(all, Quantiles::max));
    }

    private static double median(Collection<Quantiles> all, ToDoubleFunction<Quantiles> quantile) {
        return Statistics.median(all.stream().mapToDouble(quantile).toArray());
    }
}
