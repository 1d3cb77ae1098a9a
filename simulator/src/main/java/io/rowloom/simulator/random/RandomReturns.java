package io.rowloom.simulator.random;

import io.rowloom.simulator.Model;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Users who want again what they wanted before, while copies of then may still be there. Of its own chance, in some runs only, so that a run without is what it would be anyway. */
final class RandomReturns {
    private static final int BACK = 4;

    private final RandomGenerator random;
    private final boolean any;
    /** What was asked for, the last ones last. */
    private final Map<String, List<Model>> wanted = new HashMap<>();

    RandomReturns(long seed) {
        random = new SplittableRandom(seed * 37 + 5);
        any = random.nextInt(4) == 0;
    }

    /** The actions, of which some submit what was submitted before. */
    List<Action> among(List<Action> actions) {
        return any ? actions.stream().map(this::perhapsBack).toList() : actions;
    }

    private Action perhapsBack(Action action) {
        if (!(action instanceof Action.Submit(var stack, var model, var twice))) {
            return action;
        }
        List<Model> earlier = wanted.computeIfAbsent(stack, _ -> new ArrayList<>());
        Model next = earlier.size() > 1 && random.nextInt(3) > 0 ? earlier.get(Math.max(0, earlier.size() - 2 - random.nextInt(BACK))) : model;
        earlier.add(next);
        return new Action.Submit(stack, next, twice);
    }
}
