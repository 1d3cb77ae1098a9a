package io.rowloom.simulator.scenario;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Plays every scenario: as it is, in several orders of steps; and again with a worker killed, and with one paused, after a step. Which steps is a sample,
 * unless a range is given. {@code -Drowloom.steps=1-100000} means every step, {@code -Drowloom.scenario='diamond'} those with that word in their names,
 * {@code -Drowloom.seeds=3-3} other orders. The failure names all three.
 */
class ScenariosTest {
    private static final String WANTED = System.getProperty("rowloom.scenario", "");
    private static final String SEEDS = System.getProperty("rowloom.seeds", "1-10");
    private static final String STEPS = System.getProperty("rowloom.steps", "");
    private static final int SAMPLE = 25;

    @TestFactory
    Stream<DynamicNode> itHoldsAsItIsAndWhateverHappensToAWorkerAtWhateverStep() {
        return Stream.of(CreateScenarios.ALL, UpdateScenarios.ALL, ReplacementScenarios.ALL, FailureScenarios.ALL).flatMap(List::stream)
                .filter(scenario -> scenario.name().contains(WANTED))
                .map(scenario -> dynamicContainer(scenario.name(), Stream.of(
                        dynamicTest("undisturbed", () -> range(SEEDS).forEach(seed -> scenario.play(seed, new Disturbance.None()))),
                        dynamicTest("with a worker killed", () -> disturbed(scenario, Disturbance.Killed::new)),
                        dynamicTest("with a worker paused", () -> disturbed(scenario, Disturbance.Paused::new)))));
    }

    /** The run is the same up to the step, so the steps of an undisturbed run are all there are to disturb. */
    private static void disturbed(Scenario scenario, LongFunction<Disturbance> disturbance) {
        long seed = range(SEEDS).findFirst().orElseThrow();
        long last = scenario.play(seed, new Disturbance.None());
        LongStream steps = STEPS.isEmpty() ? new SplittableRandom(last).longs(SAMPLE, 1, last + 1) : range(STEPS).filter(step -> step <= last);
        steps.forEach(step -> scenario.play(seed, disturbance.apply(step)));
    }

    private static LongStream range(String text) {
        return LongStream.rangeClosed(Long.parseLong(text.split("-")[0]), Long.parseLong(text.split("-")[1]));
    }
}
