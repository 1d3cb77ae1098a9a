package io.rowloom.locks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.lock.Attempt;
import io.rowloom.lock.HeldLock;
import io.rowloom.lock.LockKey;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes for all services, with one that goes wrong when told to. */
class SessionLocksTest {
    private static final LockKey KEY = new LockKey("stack 1");

    private final Service service = new Service();
    private final SessionLocks locks = new SessionLocks(service, Duration.ofMillis(30));

    @AfterEach
    void close() {
        locks.close();
    }

    @Test
    void whatWasPerhapsGrantedIsGivenBack() throws Exception {
        service.fault = Fault.NO_ANSWER;
        assertThat(locks.tryLock(KEY, Duration.ZERO)).isEqualTo(new Attempt.Unavailable("no answer"));
        service.fault = Fault.NONE;
        assertThat(service.given.poll(30, TimeUnit.SECONDS)).isEqualTo(KEY);
        LocksContract.got(locks.tryLock(KEY, LocksContract.LONG));
    }

    @Test
    void aDefectOfAnAdapterIsNoAnswerAndLeavesNothingTaken() {
        service.fault = Fault.DEFECT;
        assertThat(locks.tryLock(KEY, Duration.ZERO)).isEqualTo(new Attempt.Unavailable("a defect"));
        service.fault = Fault.NONE;
        LocksContract.got(locks.tryLock(KEY, LocksContract.LONG));
    }

    @Test
    void aLockWhoseTimeIsOverIsLostThoughTheServiceDoesNotAnswer() throws Exception {
        HeldLock lock = LocksContract.got(locks.tryLock(KEY, Duration.ZERO));
        CompletableFuture<Boolean> lost = new CompletableFuture<>();
        lock.onLoss(() -> lost.complete(true));
        service.fault = Fault.NO_ANSWER;
        service.sure = false;
        assertThat(lost.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(lock.lost()).isTrue();
        assertThat(lock.extend()).isFalse();
    }

    @Test
    void aLockThatIsLostByMistakeIsGivenBack() throws Exception {
        HeldLock lock = LocksContract.got(locks.tryLock(KEY, Duration.ZERO));
        service.sure = false;
        assertThat(lock.lost()).isTrue();
        service.sure = true;
        assertThat(service.given.poll(30, TimeUnit.SECONDS)).as("else nobody could have it any more").isEqualTo(KEY);
    }

    @Test
    void anExtensionWithoutAnAnswerLosesTheLockAndGivesItBack() throws Exception {
        HeldLock lock = LocksContract.got(locks.tryLock(KEY, Duration.ZERO));
        service.fault = Fault.NO_ANSWER;
        assertThat(lock.extend()).isFalse();
        assertThat(lock.lost()).isTrue();
        service.fault = Fault.NONE;
        assertThat(service.given.poll(30, TimeUnit.SECONDS)).isEqualTo(KEY);
    }

    @Test
    void whoHearsOfALossAfterItHappenedIsTold() {
        HeldLock lock = LocksContract.got(locks.tryLock(KEY, Duration.ZERO));
        locks.close();
        CompletableFuture<Boolean> lost = new CompletableFuture<>();
        lock.onLoss(() -> lost.complete(true));
        assertThat(lost).isCompletedWithValue(true);
    }

    private enum Fault { NONE, NO_ANSWER, DEFECT }

    private static final class Service implements LockService {
        private final BlockingQueue<LockKey> given = new LinkedBlockingQueue<>();
        private volatile Fault fault = Fault.NONE;
        private volatile boolean sure = true;

        @Override
        public boolean take(LockKey key) throws ServiceException {
            answer();
            return true;
        }

        @Override
        public void give(LockKey key) throws ServiceException {
            answer();
            given.add(key);
        }

        @Override
        public boolean extend(LockKey key) throws ServiceException {
            answer();
            return true;
        }

        @Override
        public Set<LockKey> beat(Set<LockKey> held) throws ServiceException {
            answer();
            return Set.of();
        }

        @Override
        public boolean sure(LockKey key) {
            return sure;
        }

        @Override
        public void close() {}

        private void answer() throws ServiceException {
            switch (fault) {
                case NONE -> { }
                case NO_ANSWER -> throw new ServiceException("no answer");
                case DEFECT -> throw new IllegalStateException("a defect");
            }
        }
    }
}
