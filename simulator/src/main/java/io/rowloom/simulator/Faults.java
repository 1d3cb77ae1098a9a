package io.rowloom.simulator;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * How often what goes wrong between a worker and the store: at rates per store verb, from 0 to 1, which can be set back to none for a run to come to rest;
 * and, besides, exactly one call or one answer that a scenario names.
 */
final class Faults {
    /** Which half of a call is lost. */
    enum Half { REQUEST, ANSWER }

    private record Single(Half half, String verb, int count) {}

    private final RandomGenerator random;
    private final Map<String, Integer> calls = new TreeMap<>();
    private double lossRate;
    private double hintLossRate;
    private Optional<Single> single = Optional.empty();

    Faults(RandomGenerator random) {
        this.random = random;
    }

    void lose(double rate) {
        lossRate = rate;
        hintLossRate = rate > 0 ? 0.5 : 0;
    }

    void loseHints() {
        hintLossRate = 1;
    }

    /** @param count the first call of the verb from now on is 1 */
    void loseOne(Half half, String verb, int count) {
        single = Optional.of(new Single(half, verb, calls.getOrDefault(verb, 0) + count));
    }

    void called(String verb) {
        calls.merge(verb, 1, Integer::sum);
    }

    /** How often each verb was called so far, lost calls included. */
    Map<String, Integer> calls() {
        return Map.copyOf(calls);
    }

    boolean lost(Half half, String verb) {
        if (single.equals(Optional.of(new Single(half, verb, calls.get(verb))))) {
            single = Optional.empty();
            return true;
        }
        return lossRate > 0 && random.nextDouble() < lossRate;
    }

    boolean hintLost() {
        return hintLossRate > 0 && random.nextDouble() < hintLossRate;
    }
}
