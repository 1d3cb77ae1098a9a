package io.rowloom.simulator.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.simulator.Backing;
import io.rowloom.simulator.Check;
import io.rowloom.simulator.Chronicle;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Generated runs. A seed that fails replays alone: put it into {@code -Drowloom.seeds=S-S}. Ranges are separated by commas. */
class RandomRunTest {
    private static final String SEEDS = System.getProperty("rowloom.seeds", "1-2500");
    private static final Duration SHRINK_FOR = Duration.ofSeconds(20);

    @TestFactory
    Stream<DynamicTest> whateverHappensItConverges() {
        return Arrays.stream(SEEDS.split(",")).map(range -> DynamicTest.dynamicTest("seeds " + range, () -> holds(range)));
    }

    private static void holds(String range) throws InterruptedException {
        long first = Long.parseLong(range.split("-")[0]);
        long last = Long.parseLong(range.split("-")[1]);
        Campaign campaign = new Campaign(first, last - first + 1, Runtime.getRuntime().availableProcessors(), false, Backing::memory);
        SortedMap<Long, Check> failed = campaign.run(Duration.ofMinutes(1), _ -> { });
        assertThat(failed).as(() -> failed.isEmpty() ? "" : told(failed.firstKey())).isEmpty();
    }

    private static String told(long seed) {
        long end = System.nanoTime() + SHRINK_FOR.toNanos();
        Failure failure = new Failure(RandomRun.of(RandomRun.script(seed)), Backing::memory).shrunk(() -> System.nanoTime() < end);
        return "seed " + seed + "\n" + String.join("\n", failure.lines());
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        for (long seed = 1; seed <= 20; seed++) {
            List<Chronicle.Entry> run = RandomRun.chronicle(RandomRun.script(seed), Backing::memory);
            assertThat(RandomRun.script(seed)).isEqualTo(RandomRun.script(seed));
            assertThat(RandomRun.chronicle(RandomRun.script(seed), Backing::memory)).isEqualTo(run);
        }
    }
}
