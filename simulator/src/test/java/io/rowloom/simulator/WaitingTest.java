package io.rowloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Actions that are put aside, many times more than there are slots. */
class WaitingTest {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int ACTIONS = 60;
    private static final String[] WIDE = IntStream.range(0, ACTIONS).mapToObj(i -> "r" + i + " wait=2").toArray(String[]::new);

    private static World waiting(long seed) {
        World world = World.seeded(seed).workers(2);
        world.submit("web", WIDE);
        return world.until(() -> world.rows("web").size() == ACTIONS && world.rows("web").stream().allMatch(row -> row.phase().isPresent() && row.engine().isEmpty()));
    }

    private static Duration untilEnded(World world) {
        Duration before = world.elapsed();
        world.until(() -> world.ended("web"));
        return world.elapsed().minus(before);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theyAreGoneOnWithWhenTheirTimeHasComeHoweverFewSlotsThereAre(long seed) {
        World world = waiting(seed);
        assertThat(untilEnded(world)).as("two waits of a second").isLessThan(Duration.ofSeconds(2).plus(POLL.multipliedBy(2)));
        assertThat(Judge.findings(world.settle())).isEmpty();
    }

    @Test
    void nothingIsReadToFindThem() {
        World world = waiting(1).loseHints();
        int before = world.storeCalls().get("Claims.due");
        untilEnded(world);
        assertThat(world.storeCalls().get("Claims.due") - before).as("two workers that look unasked").isLessThan(2 * 2 * 4);
        assertThat(world.storeCalls().get("Claims.resume")).isGreaterThanOrEqualTo(2 * ACTIONS / 4);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void thoseOfADeadWorkerAreFoundByTheOthers(long seed) {
        World world = waiting(seed).kill("worker-1");
        assertThat(untilEnded(world)).isLessThan(Duration.ofSeconds(2).plus(POLL.multipliedBy(4)));
        assertThat(Judge.findings(world.settle())).isEmpty();
    }
}
