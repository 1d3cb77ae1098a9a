package io.rowloom.benchmarks.limit;

import io.rowloom.benchmarks.gauge.Counter;
import io.rowloom.benchmarks.throughput.Shape;
import java.util.Map;
import java.util.TreeMap;

/**
 * One stack, made without an engine.
 *
 * @param at when it ended, ISO 8601
 * @param planSeconds reading the template, submitting and planning
 * @param workSeconds all claims and finishes
 * @param counters of the work alone
 */
public record LimitMeasurement(String at, int round, Kind kind, Shape shape, int size, int connections, int batch, int resources, double planSeconds, double workSeconds,
        Map<String, Double> counters) {
    public LimitMeasurement {
        counters = new TreeMap<>(counters);
    }

    /** End to end: to be compared with the engine's. */
    public double perSecond() {
        return resources / (planSeconds + workSeconds);
    }

    double each(Counter counter) {
        return counters.getOrDefault(counter.key(), Double.NaN) / resources;
    }
}
