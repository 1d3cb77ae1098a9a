package io.rowloom.simulator.random;

import io.rowloom.lock.LockScope;
import io.rowloom.simulator.LockService;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Lock services, and what they come to do while engines ask them. Of its own chance, so that all else is as it would be without. In two of three runs
 * there is none.
 */
final class RandomLocks {
    private final RandomGenerator random;

    RandomLocks(long seed) {
        random = new SplittableRandom(seed * 37 + 1758);
    }

    /** The same for all workers of a run. */
    static LockScope scope(long seed) {
        return LockScope.values()[Math.floorMod(seed, LockScope.values().length)];
    }

    /** The actions, and perhaps a lock service among them, from the beginning on. */
    List<Action> among(List<Action> actions) {
        if (random.nextInt(3) > 0) {
            return actions;
        }
        List<Action> all = new ArrayList<>(List.of(next()));
        for (Action action : actions) {
            if (random.nextInt(10) == 0) {
                all.add(next());
            }
            all.add(action);
        }
        return all;
    }

    private Action next() {
        return new Action.Locks(LockService.values()[random.nextInt(LockService.values().length)]);
    }
}
