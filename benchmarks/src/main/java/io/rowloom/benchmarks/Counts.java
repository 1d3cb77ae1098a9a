package io.rowloom.benchmarks;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/** One number for each metric: a reading of the counters, or a difference. NaN: cannot be had here. */
record Counts(Map<Metric, Double> values) {
    Counts {
        if (values.size() != Metric.values().length) {
            throw new IllegalArgumentException("counts are missing: only " + values.keySet());
        }
        values = Collections.unmodifiableMap(new EnumMap<>(values));
    }

    static Counts each(ToDoubleFunction<Metric> value) {
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        Arrays.stream(Metric.values()).forEach(metric -> values.put(metric, value.applyAsDouble(metric)));
        return new Counts(values);
    }

    double of(Metric metric) {
        return values.getOrDefault(metric, Double.NaN);
    }

    Counts minus(Counts other) {
        return each(metric -> of(metric) - other.of(metric));
    }

    Counts map(DoubleUnaryOperator operator) {
        return each(metric -> operator.applyAsDouble(of(metric)));
    }

    /** Part of the row updates that touched no index; NaN when there were none. */
    double hotRatio() {
        return of(Metric.UPDATES) > 0 ? of(Metric.HOT_UPDATES) / of(Metric.UPDATES) : Double.NaN;
    }
}
