package io.rowloom.benchmarks.gauge;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The counters at one moment.
 *
 * @param values what can be had
 * @param position in the write-ahead log
 */
public record Reading(Map<Counter, Double> values, Map<String, Double> metrics, String position, long nanos) {
    public Reading {
        values = values.isEmpty() ? Map.of() : new EnumMap<>(values);
    }

    /** By key, what both readings know; NaN in either is as good as not known. */
    public Map<String, Double> since(Reading before) {
        Map<String, Double> grown = new TreeMap<>();
        values.forEach((counter, value) -> {
            double difference = value - before.values.getOrDefault(counter, Double.NaN);
            if (!Double.isNaN(difference)) {
                grown.put(counter.key(), difference);
            }
        });
        return grown;
    }

    public double seconds(Reading before) {
        return (nanos - before.nanos) / 1e9;
    }
}
