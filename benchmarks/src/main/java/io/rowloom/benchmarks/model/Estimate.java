package io.rowloom.benchmarks.model;

import java.util.Map;

/**
 * How it goes with so many databases.
 *
 * @param seconds that everything would take if only this limited it; infinite: it never ends
 * @param idleCores processors of one database that workers without work take
 * @param connections of one database
 * @param statementsPerSecond of one database, while the work is being done
 */
record Estimate(int databases, Map<Limit, Double> seconds, double idleCores, double connections, double statementsPerSecond) {
    Estimate {
        seconds = Map.copyOf(seconds);
    }

    Limit bottleneck() {
        return seconds.entrySet().stream().max(Map.Entry.<Limit, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey())).orElseThrow().getKey();
    }

    /** Of everything: all limits are reached side by side, and the slowest one tells. */
    double total() {
        return seconds.get(bottleneck());
    }
}
