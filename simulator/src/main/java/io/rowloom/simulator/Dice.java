package io.rowloom.simulator;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Random numbers by occasion: the n-th time of the same occasion draws the same, whatever else happens in the run. So a run that is made smaller keeps its faults. */
final class Dice {
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final long seed;
    private final Map<String, Integer> times = new HashMap<>();

    Dice(long seed) {
        this.seed = seed;
    }

    /** @param occasion for instance a worker and a verb, or a resource and an action */
    RandomGenerator at(String occasion) {
        return new SplittableRandom(seed ^ (occasion.hashCode() * 31L + times.merge(occasion, 1, Integer::sum)) * MIX);
    }
}
