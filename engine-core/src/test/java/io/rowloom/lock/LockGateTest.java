package io.rowloom.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LockGateTest {
    private static final Duration BOUND = Duration.ofMillis(200);
    private static final Executor VIRTUAL = Thread::startVirtualThread;
    private static final LockKey OWN = new LockKey("me");

    private final List<TrustChange> changes = new ArrayList<>();
    private long now;

    @ParameterizedTest
    @EnumSource(FaultyLocks.class)
    void whateverTheServiceDoesARowIsLetThroughWithinTheBound(FaultyLocks faulty) {
        LockGate gate = gate(new BoundedLocks(faulty, Duration.ofSeconds(10), VIRTUAL));
        for (int row = 0; row < 20; row++) {
            long since = now;
            LockKey key = new LockKey("row " + row);
            while (gate.enter(key) instanceof Permit.Leave(var again)) {
                now += again.toNanos();
            }
            assertThat(Duration.ofNanos(now - since)).isLessThanOrEqualTo(BOUND);
        }
        assertThat(changes).as("one report, not one per claim").hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aServiceThatGrantsNobodyIsLeftAloneAfterAFewRows() {
        LockGate gate = gate(FaultyLocks.GRANTS_NOBODY);
        IntStream.range(0, 3).forEach(row -> assertThat(gate.enter(key(row))).isEqualTo(new Permit.Leave(BOUND)));
        now += BOUND.toNanos();
        IntStream.range(0, 3).forEach(row -> assertThat(gate.enter(key(row))).isInstanceOf(Permit.WithoutLock.class));
        assertThat(changes).containsExactly(new TrustChange.Doubted("it says that every lock is taken, but nobody claims"));
        assertThat(gate.enter(key(4))).isInstanceOf(Permit.WithoutLock.class);
    }

    @Test
    void aServiceThatComesBackIsUsedAgainAndReportedOnce() {
        Switched service = new Switched(FaultyLocks.UNREACHABLE);
        LockGate gate = gate(service);
        IntStream.range(0, 5).forEach(row -> assertThat(gate.enter(key(row))).isEqualTo(new Permit.WithoutLock("connection refused")));
        service.behind = FaultyLocks.GRANTS_TO_ALL;
        assertThat(gate.enter(key(1))).isInstanceOf(Permit.WithoutLock.class);
        now += Duration.ofSeconds(1).toNanos();
        assertThat(gate.enter(key(1))).as("it is tried, but nobody waits for that").isInstanceOf(Permit.WithoutLock.class);
        assertThat(gate.enter(key(1))).isInstanceOf(Permit.WithLock.class);
        assertThat(gate.enter(key(2))).isInstanceOf(Permit.WithLock.class);
        assertThat(changes).containsExactly(new TrustChange.Doubted("connection refused"), new TrustChange.TrustedAgain());
    }

    @Test
    void aDoubtedServiceIsTriedInTheBackgroundOnceAPause() {
        List<Runnable> tries = new ArrayList<>();
        Switched service = new Switched(FaultyLocks.UNREACHABLE);
        LockGate gate = new LockGate(service, BOUND, OWN, tries::add, () -> now, changes::add);
        gate.enter(key(1));
        now += Duration.ofSeconds(1).toNanos();
        IntStream.range(0, 5).forEach(row -> assertThat(gate.enter(key(row))).isEqualTo(new Permit.WithoutLock("connection refused")));
        assertThat(service.asked).containsExactly(key(1));
        assertThat(tries).hasSize(1);
        tries.forEach(Runnable::run);
        assertThat(service.asked).containsExactly(key(1), OWN);
        now += Duration.ofSeconds(1).toNanos();
        gate.enter(key(1));
        assertThat(tries).as("the pause is longer now").hasSize(1);
    }

    @Test
    void whoLeavesARowAndFindsItFreeGetsIt() {
        Switched service = new Switched(FaultyLocks.GRANTS_NOBODY);
        LockGate gate = gate(service);
        assertThat(gate.enter(key(1))).isEqualTo(new Permit.Leave(BOUND));
        service.behind = FaultyLocks.GRANTS_TO_ALL;
        assertThat(gate.enter(key(1))).isInstanceOf(Permit.WithLock.class);
        service.behind = FaultyLocks.GRANTS_NOBODY;
        now += BOUND.toNanos() - 1;
        assertThat(gate.enter(key(1))).as("patience begins anew after a grant").isEqualTo(new Permit.Leave(BOUND));
        assertThat(changes).isEmpty();
    }

    @Test
    void manyKeysAreOneQuestionAndEachHasItsOwnAnswer() {
        Switched service = new Switched(FaultyLocks.GRANTS_NOBODY);
        LockGate gate = gate(service);
        assertThat(gate.enter(key(1))).isEqualTo(new Permit.Leave(BOUND));
        now += BOUND.toNanos();
        assertThat(gate.enter(Set.of(key(1), key(2))).get(key(1))).isInstanceOf(Permit.WithoutLock.class);
        assertThat(gate.enter(Set.of(key(2), key(3))).get(key(2))).isEqualTo(new Permit.Leave(BOUND));
        service.behind = FaultyLocks.UNREACHABLE;
        assertThat(gate.enter(Set.of(key(1), key(2), key(3))).values()).containsOnly(new Permit.WithoutLock("connection refused"));
        assertThat(changes).containsExactly(new TrustChange.Doubted("connection refused"));
    }

    @Test
    void aRowThatOthersClaimedIsNoReasonToDoubtWhenItComesUpAgainMuchLater() {
        LockGate gate = gate(FaultyLocks.GRANTS_NOBODY);
        for (int time = 0; time < 5; time++) {
            IntStream.range(0, 3).forEach(row -> assertThat(gate.enter(key(row))).isEqualTo(new Permit.Leave(BOUND)));
            now += BOUND.toNanos() * 10;
        }
        assertThat(changes).isEmpty();
    }

    @Test
    void theFirstQuestionHasMoreTimeAndReportsAServiceThatCannotBeUsed() {
        gate(FaultyLocks.UNREACHABLE).probe(Duration.ofSeconds(1));
        assertThat(changes).containsExactly(new TrustChange.Doubted("connection refused"));
    }

    @Test
    void anAnswerThatDoesNotComeCountsAsNoneAndALateGrantIsGivenBack() {
        CountDownLatch answer = new CountDownLatch(1);
        CompletableFuture<LockKey> givenBack = new CompletableFuture<>();
        BoundedLocks bounded = new BoundedLocks(new Late(answer, givenBack), Duration.ofMillis(1), VIRTUAL);
        assertThat(bounded.tryLock(key(1), Duration.ZERO)).isEqualTo(new Attempt.Unavailable("no answer within 1 ms"));
        answer.countDown();
        assertThat(givenBack.join()).isEqualTo(key(1));
    }

    private LockGate gate(Locks locks) {
        return new LockGate(locks, BOUND, OWN, Runnable::run, () -> now, changes::add);
    }

    private static LockKey key(int row) {
        return new LockKey("row " + row);
    }

    private static final class Switched implements Locks {
        private final List<LockKey> asked = new ArrayList<>();
        private Locks behind;

        Switched(Locks behind) {
            this.behind = behind;
        }

        @Override
        public Attempt tryLock(LockKey key, Duration wait) {
            asked.add(key);
            return behind.tryLock(key, wait);
        }

        @Override
        public void close() {}
    }

    private record Late(CountDownLatch answer, CompletableFuture<LockKey> givenBack) implements Locks {
        @Override
        public Attempt tryLock(LockKey key, Duration wait) {
            try {
                answer.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new Attempt.Got(new HeldLock() {
                @Override
                public LockKey key() {
                    return key;
                }

                @Override
                public boolean extend() {
                    return true;
                }

                @Override
                public boolean lost() {
                    return false;
                }

                @Override
                public void onLoss(Runnable action) {}

                @Override
                public void release() {
                    givenBack.complete(key);
                }
            });
        }

        @Override
        public void close() {}
    }
}
