package io.rowloom.simulator;

import io.rowloom.engine.EngineId;
import io.rowloom.engine.Membership;
import io.rowloom.engine.Sighting;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** A membership service on virtual time, as all workers see it. What it is like may change at any moment. Others may run before and after each look. */
final class SimulatedMembership {
    static final Duration SESSION = Duration.ofSeconds(2);
    /** How long a look takes that gets no answer. */
    private static final Duration NO_ANSWER = Duration.ofMillis(600);

    private final Steps steps;
    private final RandomGenerator random;
    private final Map<String, Duration> until = new TreeMap<>();
    private final Map<String, String> names = new TreeMap<>();
    private final Set<String> left = new TreeSet<>();
    private MembershipService service = MembershipService.WORKS;

    SimulatedMembership(Steps steps, RandomGenerator random) {
        this.steps = steps;
        this.random = random;
    }

    /** From now on it does this. */
    void now(MembershipService next) {
        service = next;
    }

    /** The way of one process to it. */
    Membership of(Steps.Process process) {
        return new Membership() {
            @Override
            public void join(EngineId engine) {
                names.put(engine.toString(), process.name);
                steps.start("session", process, () -> {
                    while (!left.contains(engine.toString())) {
                        until.put(engine.toString(), steps.elapsed().plus(SESSION));
                        steps.sleep(SESSION.dividedBy(3));
                    }
                });
            }

            @Override
            public void leave(EngineId engine) {
                left.add(engine.toString());
            }

            @Override
            public Sighting look(Set<EngineId> engines) {
                steps.yield();
                Sighting sighting = answer(engines, process);
                steps.yield();
                return sighting;
            }

            @Override
            public void close() {}
        };
    }

    private Sighting answer(Set<EngineId> engines, Steps.Process process) {
        return switch (service) {
            case WORKS -> seen(engines, this::lives);
            case SEES_NOBODY -> seen(engines, _ -> false);
            case SEES_WHO_ASKS -> seen(engines, engine -> lives(engine) && names.get(engine).equals(process.name));
            case SEES_ALL_BUT_ONE -> seen(engines, engine -> lives(engine) && !names.get(engine).equals(Workers.FIRST));
            case SEES_THE_DEAD -> seen(engines, until::containsKey);
            case SEES_SOME -> seen(engines, engine -> lives(engine) && random.nextInt(4) > 0);
            case UNREACHABLE -> {
                steps.sleep(NO_ANSWER);
                yield new Sighting.Unknown("no answer");
            }
        };
    }

    private boolean lives(String engine) {
        return until.containsKey(engine) && !left.contains(engine) && until.get(engine).compareTo(steps.elapsed()) > 0;
    }

    /** In the order of ids, so that the same seed gives the same run. */
    private static Sighting seen(Set<EngineId> engines, Predicate<String> there) {
        return new Sighting.Seen(engines.stream().sorted((one, other) -> one.toString().compareTo(other.toString())).filter(engine -> there.test(engine.toString()))
                .collect(Collectors.toSet()));
    }
}
