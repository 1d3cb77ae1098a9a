package io.rowloom.benchmarks.throughput;

import io.rowloom.benchmarks.gauge.Counter;
import io.rowloom.benchmarks.gauge.Quantiles;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One phase of one workload, done once.
 *
 * @param at when it ended, ISO 8601
 * @param resources that the stacks have; all costs are divided by it
 * @param actions of resources that were finished
 * @param seconds end to end: from before the template was parsed until another process saw the last stack COMPLETE
 * @param latency the same in milliseconds, of each stack of {@link Shape#ONE}, of the last one of {@link Shape#NEWCOMER}; empty for others
 * @param started ready → started, of each action, in milliseconds; see {@link io.rowloom.benchmarks.gauge.Timeline}. None where several actions belong to one resource
 * @param acted started → finished, of each action, in milliseconds
 * @param overtaken updates that were sent while one was under way
 * @param counters see {@link Counter}; what cannot be had is left out
 * @param metrics how much each counter of the workers' metrics grew
 * @param processes the workers
 */
record Measurement(String at, int round, Cell cell, int resources, int actions, double seconds, Quantiles latency, Quantiles started, Quantiles acted, int overtaken,
        Map<String, Double> counters, Map<String, Double> metrics, List<ProcessFigures> processes) {
    Measurement {
        counters = new TreeMap<>(counters);
        metrics = new TreeMap<>(metrics);
        processes = List.copyOf(processes);
    }

    double perSecond() {
        return resources / seconds;
    }

    /** As counted; NaN where it was not. */
    double count(Counter counter) {
        return counters.getOrDefault(counter.key(), Double.NaN);
    }

    /** Per resource. */
    double each(Counter counter) {
        return count(counter) / resources;
    }
}
