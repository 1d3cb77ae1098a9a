package io.rowloom.simulator.scenario;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.rowloom.lock.LockScope;
import io.rowloom.simulator.LockService;
import io.rowloom.simulator.scenario.Interferences.Interference;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Plays every scenario in several orders of steps; and again with lock services of every kind, with a worker killed, and with one paused, after a step.
 * Which steps is a sample, unless a range is given: {@code -Drowloom.seeds=1-1 -Drowloom.steps=1-100000} plays one order and disturbs it at every step.
 * {@code -Drowloom.scenario='diamond'} takes those with that word in their names. A failure names all three.
 */
class ScenariosTest {
    private static final String WANTED = System.getProperty("rowloom.scenario", "");
    private static final String SEEDS = System.getProperty("rowloom.seeds", "1-8");
    private static final String STEPS = System.getProperty("rowloom.steps", "");
    private static final int SAMPLE = 4;

    @TestFactory
    Stream<DynamicTest> itHoldsWhateverHappensToAWorkerAtWhateverStep() {
        return Stream.of(CreateScenarios.ALL, UpdateScenarios.ALL, ReplacementScenarios.ALL, DeleteFirstScenarios.ALL, FailureScenarios.ALL, LimitScenarios.ALL).flatMap(List::stream)
                .filter(scenario -> scenario.name().contains(WANTED))
                .flatMap(scenario -> Stream.of(
                        dynamicTest(scenario.name(), () -> range(SEEDS).forEach(seed -> scenario.play(seed, new Disturbance.None()))),
                        dynamicTest(scenario.name() + ", with a lock service of any kind", () -> range(SEEDS).forEach(seed -> locked(scenario, seed))),
                        dynamicTest(scenario.name() + ", with a worker killed", () -> disturbed(scenario, Disturbance.Killed::new)),
                        dynamicTest(scenario.name() + ", with a worker paused", () -> disturbed(scenario, Disturbance.Paused::new))));
    }

    private static void locked(Scenario scenario, long seed) {
        LockScope scope = LockScope.values()[(int) (seed % LockScope.values().length)];
        Stream.of(LockService.values()).forEach(service -> scenario.play(seed, new Disturbance.Locked(scope, service)));
    }

    /** A disturbed run is the same up to the step, so the steps of an undisturbed run are all there are to disturb. */
    private static void disturbed(Scenario scenario, LongFunction<Disturbance> disturbance) {
        range(SEEDS).forEach(seed -> {
            long last = scenario.play(seed, new Disturbance.None());
            some(seed, 1, last).forEach(step -> scenario.play(seed, disturbance.apply(step)));
        });
    }

    @TestFactory
    Stream<DynamicTest> anUpdateCanBeInterferedWithAtAnyStep() {
        return Interferences.ALL.stream().filter(interference -> interference.name().contains(WANTED))
                .map(interference -> dynamicTest(interference.name(), () -> range(SEEDS).forEach(seed -> interfere(interference, seed))));
    }

    private static void interfere(Interference interference, long seed) {
        long first = interference.update().play(seed, new Disturbance.None());
        long end = interference.update().until(scene -> !scene.stack().inProgress()).play(seed, new Disturbance.None());
        some(seed, 0, end - first - 1).forEach(steps -> interference.after((int) steps).play(seed, new Disturbance.None()));
    }

    private static LongStream some(long seed, long from, long to) {
        return STEPS.isEmpty() ? new SplittableRandom(seed).longs(SAMPLE, from, to + 1) : range(STEPS).filter(step -> from <= step && step <= to);
    }

    private static LongStream range(String text) {
        return LongStream.rangeClosed(Long.parseLong(text.split("-")[0]), Long.parseLong(text.split("-")[1]));
    }
}
