package io.rowloom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.engine.Watch.Step.Ask;
import io.rowloom.engine.Watch.Step.Declare;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WatchTest {
    private static final Duration ANSWER = Duration.ofMillis(400);
    private static final Watch.Rules RULES = new Watch.Rules(ANSWER);
    private static final EngineId ME = new EngineId(new UUID(0, 1));
    private static final EngineId ONE = new EngineId(new UUID(0, 2));
    private static final EngineId TWO = new EngineId(new UUID(0, 3));
    private static final Instant LEASE = Instant.parse("2026-01-01T00:00:06Z");
    private static final Duration NOW = Duration.ofSeconds(100);

    private static Watch seeing(Watch watch, EngineId... members) {
        return watch.saw(ME, new Sighting.Seen(Set.of(members)));
    }

    /** That saw both others, and misses the first one now. */
    private static Watch missing() {
        return seeing(seeing(Watch.begin(RULES), ME, ONE, TWO), ME, TWO);
    }

    @Test
    void whoIsSeenIsNotSuspected() {
        Watch watch = seeing(Watch.begin(RULES), ME, ONE, TWO);
        assertThat(watch.suspects()).isEmpty();
        assertThat(watch.nextIn(NOW)).isEmpty();
        assertThat(watch.read(Map.of(), NOW)).isEqualTo(new Watch.Next(watch, List.of()));
    }

    @Test
    void whoWasNeverSeenIsNotSuspectedThoughItLives() {
        Watch watch = seeing(Watch.begin(RULES), ME, TWO);
        assertThat(watch.wanted(ME, List.of(ONE))).containsExactlyInAnyOrder(ME, ONE, TWO);
        assertThat(seeing(watch, ME, TWO).suspects()).isEmpty();
    }

    @Test
    void whoIsMissedIsAskedAndDeclaredDeadWhenItsLeaseStoodStillForTheWholeTime() {
        assertThat(missing().suspects()).containsExactly(ONE);
        Watch.Next first = missing().read(Map.of(ONE, LEASE), NOW);
        assertThat(first.steps()).containsExactly(new Ask(ONE, true));
        assertThat(first.watch().nextIn(NOW)).contains(ANSWER);
        Duration almost = NOW.plus(ANSWER).minusMillis(1);
        Watch.Next second = seeing(first.watch(), ME, TWO).read(Map.of(ONE, LEASE), almost);
        assertThat(second.steps()).containsExactly(new Ask(ONE, false));
        assertThat(second.watch().nextIn(almost)).contains(Duration.ofMillis(1));
        Watch.Next third = seeing(second.watch(), ME, TWO).read(Map.of(ONE, LEASE), NOW.plus(ANSWER));
        assertThat(third.steps()).containsExactly(new Declare(ONE, LEASE));
        assertThat(third.watch().without(ONE).suspects()).isEmpty();
    }

    @Test
    void whoRenewsBeginsItsTimeAnewAndAfterTheSecondTimeIsLeftToItsLease() {
        Watch suspecting = missing().read(Map.of(ONE, LEASE), NOW).watch();
        Instant renewed = LEASE.plusSeconds(1);
        Duration later = NOW.plus(ANSWER);
        Watch.Next once = suspecting.read(Map.of(ONE, renewed), later);
        assertThat(once.steps()).containsExactly(new Ask(ONE, false));
        assertThat(once.watch().nextIn(later)).contains(ANSWER);
        Watch.Next twice = once.watch().read(Map.of(ONE, renewed.plusSeconds(1)), later.plusMillis(1));
        assertThat(twice.steps()).isEmpty();
        assertThat(seeing(twice.watch(), ME, TWO).suspects()).as("not seen again since").isEmpty();
        assertThat(seeing(seeing(twice.watch(), ME, ONE, TWO), ME, TWO).suspects()).as("seen again, and missed again").containsExactly(ONE);
    }

    @Test
    void aRenewalThatWasUnderWayWhenItsEngineDiedDelaysItsDeathOnly() {
        Watch suspecting = missing().read(Map.of(ONE, LEASE), NOW).watch();
        Instant last = LEASE.plusSeconds(1);
        Watch answered = suspecting.read(Map.of(ONE, last), NOW.plusMillis(10)).watch();
        assertThat(answered.read(Map.of(ONE, last), NOW.plusMillis(10).plus(ANSWER)).steps()).containsExactly(new Declare(ONE, last));
    }

    @Test
    void whoComesBackIsSuspectedNoMore() {
        Watch suspecting = missing().read(Map.of(ONE, LEASE), NOW).watch();
        Watch back = seeing(suspecting, ME, ONE, TWO);
        assertThat(back.suspects()).isEmpty();
        Watch.Next again = seeing(back, ME, TWO).read(Map.of(ONE, LEASE), NOW.plusSeconds(9));
        assertThat(again.steps()).as("its time begins anew").containsExactly(new Ask(ONE, true));
    }

    @Test
    void whoIsDeadOrHasNoRowIsForgotten() {
        Watch.Next next = missing().read(Map.of(), NOW);
        assertThat(next.steps()).isEmpty();
        assertThat(next.watch().standings()).containsOnlyKeys(TWO);
    }

    @Test
    void aServiceThatDoesNotAnswerMakesNobodySuspectedNeitherThenNorAfterwards() {
        Watch suspecting = missing().read(Map.of(ONE, LEASE), NOW).watch();
        Watch unknown = suspecting.saw(ME, new Sighting.Unknown("no answer"));
        assertThat(unknown).isEqualTo(Watch.begin(RULES));
        assertThat(seeing(unknown, ME).suspects()).isEmpty();
    }

    @Test
    void whoDoesNotSeeItselfSuspectsNobodyNeitherThenNorAfterwards() {
        Watch empty = seeing(missing());
        assertThat(empty.suspects()).isEmpty();
        assertThat(seeing(seeing(missing(), TWO), ME).suspects()).isEmpty();
        assertThat(empty.nextIn(NOW)).isEqualTo(Optional.empty());
    }
}
