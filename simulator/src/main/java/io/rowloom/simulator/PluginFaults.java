package io.rowloom.simulator;

import java.util.random.RandomGenerator;

/** How often a simulated resource type fails for a while. */
final class PluginFaults {
    private final RandomGenerator random;
    private double rate;

    PluginFaults(RandomGenerator random) {
        this.random = random;
    }

    void retryable(double value) {
        rate = value;
    }

    boolean failsForAWhile() {
        return rate > 0 && random.nextDouble() < rate;
    }
}
