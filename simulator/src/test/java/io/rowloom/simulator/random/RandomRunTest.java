package io.rowloom.simulator.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.simulator.World;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Generated runs. A seed that fails replays alone: put it into {@code -Drowloom.seeds=S-S}. */
class RandomRunTest {
    private static final String SEEDS = System.getProperty("rowloom.seeds", "1-2000");
    private static final int PER_TEST = 50;

    @TestFactory
    Stream<DynamicTest> whateverHappensItConverges() {
        long first = Long.parseLong(SEEDS.split("-")[0]);
        long last = Long.parseLong(SEEDS.split("-")[1]);
        return LongStream.iterate(first, from -> from <= last, from -> from + PER_TEST).boxed()
                .map(from -> DynamicTest.dynamicTest("seeds from " + from, () -> LongStream.rangeClosed(from, Math.min(last, from + PER_TEST - 1))
                        .forEach(RandomRunTest::holds)));
    }

    private static void holds(long seed) {
        RandomRun.Verdict verdict = RandomRun.of(RandomRun.script(seed));
        assertThat(verdict.findings()).as(() -> "seed " + seed + "\n" + String.join("\n", verdict.script().lines())).isEmpty();
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        try (World one = World.seeded(7).workers(2); World two = World.seeded(7).workers(2)) {
            for (World world : List.of(one, two)) {
                world.submit("web", "A", "B needs A", "C needs A B");
                world.steps(40).kill("worker-1").settle();
            }
            assertThat(one.events("web").toString()).isEqualTo(two.events("web").toString());
            assertThat(one.reality().log()).isEqualTo(two.reality().log());
        }
    }
}
