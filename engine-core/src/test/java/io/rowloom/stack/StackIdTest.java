package io.rowloom.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StackIdTest {
    private final Random random = new Random(1);

    @Test
    void anIdIsAVersion7UuidOfItsTime() {
        for (int i = 0; i < 1000; i++) {
            long millis = random.nextLong(1L << 48);
            UUID id = at(millis).value();
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(millis);
        }
    }

    @Test
    void laterIdsSortLaterAlsoAsTextAndBeyondTheSignBit() {
        long[] times = {0, 1, 1_800_000_000_000L, (1L << 47) - 1, 1L << 47, (1L << 48) - 1};
        for (int i = 1; i < times.length; i++) {
            assertThat(at(times[i])).isGreaterThan(at(times[i - 1]));
            assertThat(at(times[i]).toString()).isGreaterThan(at(times[i - 1]).toString());
        }
    }

    @Test
    void theOrderIsThatOfTheTextWithinAMillisecondToo() {
        StackId low = new StackId(UUID.fromString("01a00000-0000-7000-8000-000000000000"));
        StackId high = new StackId(UUID.fromString("01a00000-0000-7000-bfff-ffffffffffff"));
        assertThat(low).isLessThan(high).isEqualByComparingTo(new StackId(low.value()));
    }

    @Test
    void idsOfOneMillisecondDiffer() {
        Set<StackId> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(at(5));
        }
        assertThat(ids).hasSize(10_000);
    }

    private StackId at(long millis) {
        return StackId.create(InstantSource.fixed(Instant.ofEpochMilli(millis)), random);
    }
}
