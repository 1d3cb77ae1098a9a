package io.rowloom.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorkerConfigTest {
    @Test
    void aLeaseBearsAMissedRenewal() {
        assertThatThrownBy(() -> new WorkerConfig("w", 1, Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(1), Duration.ZERO,
                RetryPolicy.standard(), 1, Retention.standard(), ClaimOrder.RANDOM)).hasMessageContaining("worker.lease").hasMessageContaining("3 x worker.renew-every");
    }

    @Test
    void aDeletedStackIsKeptAsLongAsItsTombstones() {
        assertThatThrownBy(() -> Retention.standard().withTombstones(Duration.ofDays(31))).hasMessageContainingAll("worker.keep-deleted-stacks", "worker.keep-tombstones");
        assertThatThrownBy(() -> new Retention(Duration.ZERO, Duration.ofDays(-1), Duration.ZERO)).hasMessageContaining("worker.keep-events");
    }

    @Test
    void slotsAreAtLeastOne() {
        assertThatThrownBy(() -> WorkerConfig.standard("w").withSlots(0)).hasMessageContaining("worker.slots (0)");
    }

    @Test
    void retriesWaitTwiceAsLongEachTimeUpToABound() {
        RetryPolicy policy = new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(3));
        assertThat(policy.delayAfter(0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(policy.delayAfter(1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(policy.delayAfter(2)).isEqualTo(Duration.ofSeconds(3));
        assertThat(policy.delayAfter(1_000_000)).isEqualTo(Duration.ofSeconds(3));
        assertThat(policy.allowsAfter(2)).isTrue();
        assertThat(policy.allowsAfter(3)).isFalse();
    }
}
