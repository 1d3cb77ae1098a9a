package io.rowloom.benchmarks.locks;

import io.rowloom.benchmarks.gauge.Counter;
import io.rowloom.benchmarks.gauge.Quantiles;
import io.rowloom.benchmarks.gauge.Timeline;
import java.util.Map;
import java.util.TreeMap;

/**
 * One workload, done once.
 *
 * @param at when it ended, ISO 8601
 * @param actions that were finished; all costs are divided by it
 * @param seconds see {@link Timeline#seconds}
 * @param window seconds in which costs were counted: the work, and up to 5 ms on either side
 * @param counters see {@link Counter}; what cannot be had is left out
 * @param waits milliseconds that connections of the workers spent in each kind of wait, from samples: {@code Lock:transactionid}
 * @param metrics how much each counter of the workers' metrics grew
 */
record Measurement(String at, int round, Cell cell, int actions, double seconds, double window, Quantiles started, Quantiles finished,
        Map<String, Double> counters,
        Map<String, Double> waits, Map<String, Double> metrics) {
    Measurement {
        counters = new TreeMap<>(counters);
        waits = new TreeMap<>(waits);
        metrics = new TreeMap<>(metrics);
    }

    /** Per action; NaN where it was not counted. */
    double each(Counter counter) {
        return counters.getOrDefault(counter.key(), Double.NaN) / actions;
    }

    /** Milliseconds; zero where nobody was seen to wait so. */
    double wait(String event) {
        return waits.getOrDefault(event, 0.0);
    }

    /** Of the workers' metrics; zero where there is none of the name. */
    double metric(String name) {
        return metrics.getOrDefault(name, 0.0);
    }
}
