package io.rowloom.simulator.random;

import io.rowloom.simulator.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** Processes that die, stand still, come and go; connections, calls and hints that get lost, come late or twice. */
final class RandomTrouble {
    private static final List<String> VERBS = List.of("Claims.claim", "Claims.resume", "Claims.park", "Finishes.finish", "Finishes.finishAndClaim", "Finishes.cutOff", "Finishes.fail",
            "Finishes.stop", "Finishes.replace", "Plans.firstAttempts", "Plans.writeAll", "Plans.writeLocked", "Engines.register", "Engines.renew", "Engines.takeOver",
            "Stacks.enforceDeadlines", "Claims.ready", "Claims.current");

    private final RandomGenerator random;

    RandomTrouble(RandomGenerator random) {
        this.random = random;
    }

    Action next() {
        return switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> new Action.Kill(random.nextInt(4));
            case 4, 5, 6 -> new Action.Pause(random.nextInt(4), Duration.ofMillis(pause()));
            case 7, 8 -> new Action.Rates(rates());
            case 9, 10, 11 -> new Action.Lose(Action.Part.values()[random.nextInt(Action.Part.values().length)], VERBS.get(random.nextInt(VERBS.size())), 1 + random.nextInt(3));
            case 12 -> new Action.Drain(random.nextInt(4));
            case 13 -> new Action.Pass(Duration.ofSeconds(random.nextInt(3) == 0 ? 150 : random.nextInt(20)));
            default -> new Action.StartWorker();
        };
    }

    private Trouble rates() {
        return new Trouble(rate(5), rate(5), random.nextInt(4) / 3.0, rate(10), rate(5), rate(10), rate(30));
    }

    /** In milliseconds. Half of the pauses end about when others have just taken over what the worker had. */
    private int pause() {
        return random.nextBoolean() ? random.nextInt(20_000) : 6_500 + random.nextInt(5_000);
    }

    private double rate(int percent) {
        return random.nextBoolean() ? 0 : (1 + random.nextInt(3)) * percent / 100.0;
    }
}
