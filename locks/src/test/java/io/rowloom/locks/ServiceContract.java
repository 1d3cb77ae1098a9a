package io.rowloom.locks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.embedded.TestServer;
import io.rowloom.lock.Attempt;
import io.rowloom.lock.HeldLock;
import io.rowloom.lock.Locks;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a lock service that is a server of its own does when there is trouble. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServiceContract<S extends TestServer> extends LocksContract {
    static final String SESSION = "session=3s&timeout=1s";
    private static final Duration OVER_A_SESSION = Duration.ofSeconds(4);

    /** One for all tests of a class. */
    final S server;

    ServiceContract(S server) {
        this.server = server;
    }

    /** With the address of a server, or of something between us and it. */
    abstract String url(int port);

    @AfterAll
    void stop() {
        server.close();
    }

    @Override
    String url() {
        return url(server.port());
    }

    @Test
    void aLockStaysWithItsHolderForLongerThanASession() {
        HeldLock lock = got(open().tryLock(key, Duration.ZERO));
        assertThat(open().tryLock(key, OVER_A_SESSION)).isEqualTo(new Attempt.Busy());
        assertThat(lock.lost()).isFalse();
    }

    @Test
    void whoIsCutOffBeyondTheSessionLosesItsLocksAndKnowsIt() throws Exception {
        try (Wire wire = Wire.to(server.port())) {
            Locks one = open(url(wire.port()));
            HeldLock lock = got(one.tryLock(key, Duration.ZERO));
            CompletableFuture<Boolean> lost = new CompletableFuture<>();
            lock.onLoss(() -> lost.complete(true));
            wire.freeze();
            HeldLock others = got(open().tryLock(key, LONG));
            assertThat(lost.get(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            wire.thaw();
            assertThat(lock.extend()).isFalse();
            lock.release();
            assertThat(others.extend()).as("a late release takes nothing from others").isTrue();
        }
    }

    @Test
    void whoWasCutOffFromTheStartGetsItsLocksOnceItIsThrough() throws Exception {
        try (Wire wire = Wire.to(server.port())) {
            wire.freeze();
            Locks one = open(url(wire.port()));
            long end = System.nanoTime() + OVER_A_SESSION.toNanos();
            while (System.nanoTime() - end < 0) {
                assertThat(one.tryLock(key, Duration.ZERO)).as("no answer, or what was asked before is being given back").isNotInstanceOf(Attempt.Got.class);
            }
            wire.thaw();
            untilLasting(one);
        }
    }

    @Test
    void aServerThatIsKilledTakesItsLocksAlongAndIsUsedAgainWhenItIsBackAndEmpty() throws Exception {
        Locks one = open();
        Locks two = open();
        HeldLock lock = got(one.tryLock(key, Duration.ZERO));
        CompletableFuture<Boolean> lost = new CompletableFuture<>();
        lock.onLoss(() -> lost.complete(true));
        server.kill();
        assertThat(two.tryLock(key, Duration.ZERO)).isInstanceOf(Attempt.Unavailable.class);
        server.startEmpty();
        assertThat(lost.get(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        HeldLock again = untilGot(two);
        Attempt late = untilAnswered(one);
        assertThat(late).isEqualTo(new Attempt.Busy());
        again.release();
        got(one.tryLock(key, LONG));
    }

    @Test
    void aServerThatIsNotThereIsNoReasonNotToStart() {
        int nobody = TestServer.freePort();
        Locks one = open(url(nobody));
        assertThat(one.tryLock(key, Duration.ZERO)).isInstanceOf(Attempt.Unavailable.class);
    }

    /** What was asked for while the line was down may be done late, and take what is asked for now. */
    private void untilLasting(Locks locks) {
        long end = System.nanoTime() + LONG.toNanos();
        HeldLock lock = untilGot(locks);
        while (!lock.extend() && System.nanoTime() - end < 0) {
            lock.release();
            lock = untilGot(locks);
        }
        assertThat(lock.extend()).isTrue();
    }

    private HeldLock untilGot(Locks locks) {
        return got(until(locks, Attempt.Got.class));
    }

    private Attempt untilAnswered(Locks locks) {
        return until(locks, Attempt.Busy.class);
    }

    private Attempt until(Locks locks, Class<? extends Attempt> wanted) {
        long end = System.nanoTime() + LONG.toNanos();
        Attempt last;
        do {
            last = locks.tryLock(key, Duration.ZERO);
            Thread.onSpinWait();
        } while (!wanted.isInstance(last) && System.nanoTime() - end < 0);
        assertThat(last).isInstanceOf(wanted);
        return last;
    }
}
