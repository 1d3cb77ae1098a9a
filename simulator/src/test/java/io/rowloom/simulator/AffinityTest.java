package io.rowloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What engines leave to each other, and for how long. All of it happens while the lease of a worker that is gone still lasts: the others believe it alive. */
class AffinityTest {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration TO_KNOW_EACH_OTHER = Duration.ofSeconds(3);
    private static final String[] WIDE = IntStream.range(0, 12).mapToObj(i -> "r" + i).toArray(String[]::new);

    private static World world(long seed, int workers) {
        return World.seeded(seed).affinity().workers(workers).pass(TO_KNOW_EACH_OTHER);
    }

    private static Duration timeOf(World world, String... resources) {
        world.submit("web", resources);
        world.until(() -> world.stack("web").planned() == 1);
        Instant begun = world.stack("web").updatedAt();
        world.until(() -> world.ended("web"));
        return Duration.between(begun, world.stack("web").updatedAt());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theShareOfADeadMemberIsTakenOver(long seed) {
        World world = world(seed, 2);
        world.kill("worker-1");
        assertThat(timeOf(world, WIDE)).as("two looks for the first nodes, and one more for each four").isLessThan(POLL.multipliedBy(6));
        assertThat(world.counted("rowloom.engines.expired")).isZero();
        assertThat(Judge.findings(world.settle())).isEmpty();
    }

    @Test
    void someOfThatWasOverdue() {
        long overdue = LongStream.range(1, 9).map(seed -> {
            World world = world(seed, 2);
            world.kill("worker-1");
            timeOf(world, WIDE);
            return world.counted("rowloom.claims.overdue");
        }).sum();
        assertThat(overdue).as("of eight stacks about half fell to the dead one").isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void soIsThatOfOneThatStandsStill(long seed) {
        World world = world(seed, 3);
        world.pause("worker-2", Duration.ofSeconds(5));
        assertThat(timeOf(world, WIDE)).isLessThan(POLL.multipliedBy(5));
        world.pass(Duration.ofSeconds(10));
        assertThat(Judge.findings(world.settle())).isEmpty();
    }

    @Test
    void aChainWaitsForNobody() {
        World world = world(1, 3).loseHints();
        String[] chain = IntStream.range(0, 20).mapToObj(i -> "r" + i + (i == 0 ? "" : " needs r" + (i - 1))).toArray(String[]::new);
        assertThat(timeOf(world, chain)).isLessThan(POLL.multipliedBy(2));
        assertThat(world.counted("rowloom.claims.overdue")).isZero();
    }

    @Test
    void roomIsUsedAtOnceWhoeverMadeIt() {
        World world = world(7, 2).loseHints();
        world.limitThings(1);
        assertThat(timeOf(world, WIDE)).as("not one by poll").isLessThan(POLL.multipliedBy(4));
        assertThat(Judge.findings(world)).isEmpty();
    }

    @Test
    void lessThanTwoPercentOfTheClaimsAreLostWithItOrWithout() {
        assertThat(LongStream.range(0, 30).map(seed -> lost(world(seed, 3))).sum()).isLessThan(36);
        assertThat(LongStream.range(0, 30).map(seed -> lost(World.seeded(seed).workers(3).pass(TO_KNOW_EACH_OTHER))).sum()).isLessThan(36);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void ofSmallStacksThatComeTogetherNoClaimIsLostEither(long seed) {
        World world = World.seeded(seed).workers(3).pass(TO_KNOW_EACH_OTHER);
        List<String> stacks = IntStream.range(0, 12).mapToObj(i -> "stack-" + i).toList();
        stacks.forEach(stack -> world.submit(stack, "a", "b", "c"));
        world.until(() -> stacks.stream().allMatch(world::ended));
        assertThat(world.counted("rowloom.claims.won")).isEqualTo(36);
        assertThat(world.counted("rowloom.claims.tried")).isEqualTo(36);
    }

    private static long lost(World world) {
        timeOf(world, IntStream.range(0, 60).mapToObj(i -> "r" + i).toArray(String[]::new));
        return world.counted("rowloom.claims.tried") - world.counted("rowloom.claims.won");
    }
}
