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
    private RandomScripts() {}

    static Script of(long seed) {
        RandomGenerator random = new SplittableRandom(~seed);
        RandomUsers users = new RandomUsers(random);
        RandomTrouble trouble = new RandomTrouble(random);
        int workers = 1 + random.nextInt(3);
        OnFailure onFailure = OnFailure.values()[random.nextInt(OnFailure.values().length)];
        Optional<Duration> timeout = random.nextInt(5) == 0 ? Optional.of(Duration.ofSeconds(2 + random.nextInt(30))) : Optional.empty();
        List<Action> actions = new ArrayList<>(List.of(users.next()));
        int acts = 2 + random.nextInt(9);
        for (int i = 0; i < acts; i++) {
            actions.add(new Action.Steps(random.nextInt(random.nextInt(6) == 0 ? 1500 : 150)));
            actions.add(random.nextInt(5) < 3 ? trouble.next() : users.next());
        }
        actions.add(new Action.Steps(random.nextInt(200)));
        return new Script(seed, workers, onFailure, timeout, actions);
    }
}
