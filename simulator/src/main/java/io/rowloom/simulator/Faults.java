package io.rowloom.simulator;

import java.util.random.RandomGenerator;

/** How often what goes wrong. Rates are per store verb, from 0 to 1; they can be set back to none, for a run to come to rest. */
final class Faults {
    private final RandomGenerator random;
    private double lossRate;
    private double hintLossRate;

    Faults(RandomGenerator random) {
        this.random = random;
    }

    void lose(double rate) {
        lossRate = rate;
        hintLossRate = rate > 0 ? 0.5 : 0;
    }

    boolean requestLost() {
        return lossRate > 0 && random.nextDouble() < lossRate;
    }

    boolean answerLost() {
        return lossRate > 0 && random.nextDouble() < lossRate;
    }

    boolean hintLost() {
        return hintLossRate > 0 && random.nextDouble() < hintLossRate;
    }
}
