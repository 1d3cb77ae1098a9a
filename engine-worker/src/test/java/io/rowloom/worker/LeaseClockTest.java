package io.rowloom.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeaseClockTest {
    private static final Duration LEASE = Duration.ofSeconds(6);
    private static final Duration STANDSTILL = Duration.ofSeconds(2);

    private Duration now = Duration.ofHours(1);
    private final LeaseClock withSessions = new LeaseClock(new Time(), Optional.of(STANDSTILL));
    private final LeaseClock without = new LeaseClock(new Time(), Optional.empty());

    /** Passes when told to. */
    private final class Time implements Tasks {
        @Override
        public void start(String name, Runnable task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Signal signal() {
            return new VirtualThreadTasks().signal();
        }

        @Override
        public InstantSource clock() {
            return InstantSource.system();
        }

        @Override
        public Duration elapsed() {
            return now;
        }

        @Override
        public boolean ends(Throwable thrown) {
            return false;
        }

        @Override
        public void pause(Duration time) {
            throw new UnsupportedOperationException();
        }
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void aLeaseIsHeldFromItsRenewalToItsEnd() {
        assertThat(without.held()).isFalse();
        without.renewed(now, LEASE);
        pass(LEASE.minusMillis(1));
        assertThat(without.held()).isTrue();
        assertThat(without.heldFor(LEASE)).isFalse();
        without.renewed(now, LEASE);
        pass(Duration.ofMillis(1));
        assertThat(without.heldFor(LEASE)).isTrue();
        pass(LEASE);
        assertThat(without.held()).isFalse();
        without.renewed(now, LEASE);
        assertThat(without.heldFor(LEASE)).as("after a gap").isFalse();
    }

    @Test
    void anEngineWithSessionsThatStoodStillHoldsItsLeaseAgainWhenItIsRenewed() {
        withSessions.renewed(now, LEASE);
        for (int i = 0; i < 4; i++) {
            pass(Duration.ofSeconds(1));
            assertThat(withSessions.pulse()).isTrue();
        }
        assertThat(withSessions.held()).isTrue();
        pass(Duration.ofMillis(1_999));
        assertThat(withSessions.held()).as("almost").isTrue();
        withSessions.renewed(now, LEASE);
        pass(STANDSTILL);
        assertThat(withSessions.held()).isFalse();
        assertThat(withSessions.pulse()).as("too late").isFalse();
        assertThat(withSessions.held()).isFalse();
        assertThat(withSessions.heldFor(LEASE)).as("the lease itself has no gap").isTrue();
        withSessions.renewed(now, LEASE);
        assertThat(withSessions.held()).isTrue();
        assertThat(withSessions.pulse()).isTrue();
    }

    @Test
    void aRenewalThatWasSentBeforeTheStandstillTellsNothing() {
        Duration before = now;
        withSessions.renewed(before, LEASE);
        pass(STANDSTILL);
        withSessions.renewed(before, LEASE);
        assertThat(withSessions.held()).isFalse();
    }

    @Test
    void whoIsDeadHoldsNothing() {
        withSessions.renewed(now, LEASE);
        withSessions.lose();
        withSessions.renewed(now, LEASE);
        assertThat(withSessions.held()).isFalse();
        assertThat(withSessions.lost()).isTrue();
    }
}
