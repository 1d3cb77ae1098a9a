package io.rowloom.simulator.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Limits that operators set, change and take away. Of its own chance, so that all else is as it would be without. */
final class RandomLimits {
    private final RandomGenerator random;

    RandomLimits(long seed) {
        random = new SplittableRandom(seed * 31 + 17);
    }

    /** The actions, and perhaps limits among them. */
    List<Action> among(List<Action> actions) {
        if (random.nextInt(3) > 0) {
            return actions;
        }
        List<Action> all = new ArrayList<>();
        boolean always = random.nextBoolean();
        for (Action action : actions) {
            if (all.isEmpty() ? always : random.nextInt(8) == 0) {
                all.add(next());
            }
            all.add(action);
        }
        return all;
    }

    private Action next() {
        return switch (random.nextInt(8)) {
            case 0 -> new Action.Lose(Action.Part.values()[random.nextInt(Action.Part.values().length)], "Claims.claimWithinLimits", 1 + random.nextInt(3));
            case 1, 2, 3 -> new Action.Limit(Optional.of("web"), most());
            default -> new Action.Limit(Optional.empty(), most());
        };
    }

    private int most() {
        return random.nextInt(5);
    }
}
