package io.rowloom.simulator.random;

import io.rowloom.simulator.Model;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Users who change their mind. What they change is what they asked for last, whether it was accepted or not. */
final class RandomUsers {
    private static final List<String> STACKS = List.of("web", "db", "app");

    private final RandomGenerator random;
    private final RandomModels models;
    private final RandomOrders orders;
    private final Map<String, Model> wanted = new TreeMap<>();
    private final int stacks;

    RandomUsers(RandomGenerator random, RandomOrders orders) {
        this.orders = orders;
        this.random = random;
        this.models = new RandomModels(random);
        this.stacks = random.nextInt(6) == 0 ? 2 + random.nextInt(2) : 1;
    }

    Action next() {
        String stack = STACKS.get(random.nextInt(stacks));
        Model now = wanted.get(stack);
        if (now == null) {
            return submit(stack, models.any(random.nextInt(6) == 0));
        }
        return switch (random.nextInt(16)) {
            case 0, 1, 2, 3, 4, 5 -> submit(stack, models.changed(now, random.nextInt(6) == 0));
            case 6, 7 -> submit(stack, models.any(random.nextInt(3) == 0));
            case 8, 9 -> submit(stack, models.inverted(now));
            case 10 -> both(stack, models.changed(now, false), models.changed(now, false));
            case 11, 12 -> new Action.Ask(stack, Wish.ROLLBACK);
            case 13 -> new Action.Ask(stack, Wish.DELETE);
            case 14 -> new Action.Ask(stack, Wish.CANCEL);
            default -> new Action.Ask(stack, Wish.USUAL.get(random.nextInt(Wish.USUAL.size())));
        };
    }

    private Action submit(String stack, Model model) {
        wanted.put(stack, model);
        return new Action.Submit(stack, orders.in(model), random.nextInt(8) == 0);
    }

    private Action both(String stack, Model one, Model other) {
        wanted.put(stack, one);
        return new Action.SubmitBoth(stack, orders.in(one), orders.in(other));
    }
}
