package io.rowloom.simulator.random;

import io.rowloom.simulator.MembershipService;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Membership services, and what they come to say while engines look. Of its own chance, so that all else is as it would be without. In two of three runs there
 * is none.
 */
final class RandomMembership {
    private final RandomGenerator random;

    RandomMembership(long seed) {
        random = new SplittableRandom(seed * 43 + 9758);
    }

    /** The actions, and perhaps a membership service among them, from the beginning on. */
    List<Action> among(List<Action> actions) {
        if (random.nextInt(3) > 0) {
            return actions;
        }
        List<Action> all = new ArrayList<>(List.of(new Action.Members(MembershipService.WORKS)));
        for (Action action : actions) {
            if (random.nextInt(6) == 0) {
                all.add(new Action.Members(MembershipService.values()[random.nextInt(MembershipService.values().length)]));
            }
            all.add(action);
        }
        return all;
    }
}
