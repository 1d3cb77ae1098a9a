package io.rowloom.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LEASE = Duration.ofSeconds(6);
    private static final Duration NOW = Duration.ofMinutes(1);

    private final Pace pace = new Pace(POLL, LEASE);

    private Duration after(long millis, boolean found) {
        Duration ended = NOW.plusMillis(millis);
        pace.looked(NOW, ended, found);
        return pace.dueIn(ended).plusMillis(millis);
    }

    @Test
    void theFirstLookIsDue() {
        assertThat(pace.dueIn(Duration.ZERO)).isLessThanOrEqualTo(Duration.ZERO);
    }

    @Test
    void aShortLookIsRepeatedAtEachPoll() {
        assertThat(after(0, false)).isEqualTo(POLL);
        assertThat(after(5, false)).isEqualTo(POLL);
    }

    @Test
    void aLookThatFoundNothingTakesAHundredthOfTheTime() {
        assertThat(after(20, false)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void withinALeaseThereIsALookHoweverLongItTakes() {
        assertThat(after(60, false)).isEqualTo(LEASE);
        assertThat(after(3_000, false)).isEqualTo(LEASE);
        assertThat(new Pace(LEASE, POLL).dueIn(NOW)).isNegative();
    }

    @Test
    void whereThereWasSomethingItLooksAtTheNextPoll() {
        assertThat(after(20, false)).isGreaterThan(POLL);
        assertThat(after(60, true)).isEqualTo(POLL);
    }

    @Test
    void aPollThatIsSlowerThanALeaseStaysThePoll() {
        Pace slow = new Pace(LEASE, POLL);
        slow.looked(NOW, NOW.plusSeconds(1), false);
        assertThat(slow.dueIn(NOW)).isEqualTo(LEASE);
    }
}
