package io.rowloom.simulator;

import java.time.Duration;

/** Where calls to the provider hang that their caller has given up, or of which a copy is still on its way. */
final class Network {
    private final Steps steps;
    private final Steps.Process process = new Steps.Process("network");
    private int onTheirWay;

    Network(Steps steps) {
        this.steps = steps;
    }

    /** Lets a call arrive later. Nobody hears what comes of it. */
    void later(Duration time, Runnable call) {
        onTheirWay++;
        steps.start("call", process, () -> {
            steps.sleep(time);
            try {
                call.run();
            } catch (Reality.StaleCall _) {
                // refused, and nobody is told
            } finally {
                onTheirWay--;
            }
        });
    }

    boolean idle() {
        return onTheirWay == 0;
    }
}
