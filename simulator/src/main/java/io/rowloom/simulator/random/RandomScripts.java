package io.rowloom.simulator.random;

import io.rowloom.stack.OnFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** From a seed to a script. */
final class RandomScripts {
    /** Up to how many steps lie between two actions: mostly fewer than a stack takes to come to rest. */
    private static final List<Integer> LENGTHS = List.of(15, 15, 40, 40, 80, 80, 150, 600);

    private RandomScripts() {}

    static Script of(long seed) {
        Script plain = plain(seed);
        return plain.with(new RandomMembership(seed).among(new RandomLocks(seed).among(RandomOccasions.of(seed).among(plain.actions()))));
    }

    /** Without what users do only now and then. */
    static Script plain(long seed) {
        RandomGenerator random = new SplittableRandom(~seed);
        RandomUsers users = new RandomUsers(random, new RandomOrders(seed));
        RandomTrouble trouble = new RandomTrouble(random);
        int workers = 1 + random.nextInt(3);
        OnFailure onFailure = OnFailure.values()[random.nextInt(OnFailure.values().length)];
        Optional<Duration> timeout = random.nextInt(5) == 0 ? Optional.of(Duration.ofMillis(500 + random.nextInt(15_000))) : Optional.empty();
        List<Action> actions = new ArrayList<>(List.of(users.next()));
        int acts = 2 + random.nextInt(12);
        for (int i = 0; i < acts; i++) {
            actions.add(new Action.Steps(random.nextInt(LENGTHS.get(random.nextInt(LENGTHS.size())))));
            actions.add(random.nextInt(5) < 3 ? trouble.next() : users.next());
        }
        actions.add(new Action.Steps(random.nextInt(200)));
        return new Script(seed, 0, workers, onFailure, timeout, new RandomLimits(seed).among(new RandomReturns(seed).among(actions)));
    }
}
