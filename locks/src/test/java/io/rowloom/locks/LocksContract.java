package io.rowloom.locks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.lock.Attempt;
import io.rowloom.lock.HeldLock;
import io.rowloom.lock.LockKey;
import io.rowloom.lock.LockUrl;
import io.rowloom.lock.Locks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every lock service promises while nothing is wrong. */
abstract class LocksContract {
    static final Duration LONG = Duration.ofSeconds(40);

    LockKey key = new LockKey("another one for each test");
    private final List<Locks> opened = new ArrayList<>();

    /** As in {@code lock.url}. */
    abstract String url();

    @BeforeEach
    void choose() {
        key = new LockKey("stack " + UUID.randomUUID() + "/1/ü .. %/*");
    }

    @AfterEach
    void close() {
        opened.forEach(Locks::close);
        opened.clear();
    }

    Locks open() {
        return open(url());
    }

    Locks open(String url) {
        Locks locks = LockServices.open(LockUrl.parse(url), new Database("jdbc:postgresql://none", new Properties())).orElseThrow();
        opened.add(locks);
        return locks;
    }

    static HeldLock got(Attempt attempt) {
        assertThat(attempt).isInstanceOf(Attempt.Got.class);
        return ((Attempt.Got) attempt).lock();
    }

    @Test
    void oneHolderAtATime() {
        Locks one = open();
        Locks two = open();
        HeldLock lock = got(one.tryLock(key, Duration.ZERO));
        assertThat(two.tryLock(key, Duration.ZERO)).isEqualTo(new Attempt.Busy());
        assertThat(lock.extend()).isTrue();
        assertThat(lock.lost()).isFalse();
        lock.release();
        assertThat(lock.extend()).isFalse();
        assertThat(lock.lost()).isFalse();
        got(two.tryLock(key, Duration.ZERO));
        assertThat(one.tryLock(key, Duration.ZERO)).isEqualTo(new Attempt.Busy());
    }

    @Test
    void twoAttemptsOfOneClientExcludeEachOther() {
        Locks one = open();
        HeldLock lock = got(one.tryLock(key, Duration.ZERO));
        assertThat(one.tryLock(key, Duration.ZERO)).isEqualTo(new Attempt.Busy());
        lock.release();
        lock.release();
        got(one.tryLock(key, Duration.ZERO));
    }

    @Test
    void whoWaitsGetsItWhenItIsReleased() throws Exception {
        Locks two = open();
        HeldLock lock = got(open().tryLock(key, Duration.ZERO));
        var waiting = CompletableFuture.supplyAsync(() -> two.tryLock(key, LONG), Thread::startVirtualThread);
        lock.release();
        got(waiting.get(LONG.toSeconds(), TimeUnit.SECONDS));
    }

    @Test
    void manyAtOnce() {
        Locks one = open();
        Locks two = open();
        List<HeldLock> locks = IntStream.range(0, 200).mapToObj(i -> got(one.tryLock(new LockKey(key + " " + i), Duration.ZERO))).toList();
        assertThat(two.tryLock(new LockKey(key + " 7"), Duration.ZERO)).isEqualTo(new Attempt.Busy());
        locks.forEach(HeldLock::release);
        got(two.tryLock(new LockKey(key + " 7"), Duration.ZERO));
    }

    @Test
    void manyInOneQuestion() {
        Locks one = open();
        Locks two = open();
        HeldLock taken = got(one.tryLock(new LockKey(key + " 7"), Duration.ZERO));
        Set<LockKey> keys = IntStream.range(0, 20).mapToObj(i -> new LockKey(key + " " + i)).collect(Collectors.toSet());
        var answers = two.tryAll(keys);
        assertThat(answers.keySet()).isEqualTo(keys);
        assertThat(answers.get(taken.key())).isEqualTo(new Attempt.Busy());
        assertThat(one.tryAll(keys).values()).containsOnly(new Attempt.Busy());
        List<HeldLock> got = answers.values().stream().filter(Attempt.Got.class::isInstance).map(LocksContract::got).toList();
        assertThat(got).hasSize(19).allMatch(HeldLock::extend);
        two.releaseAll(got);
        two.releaseAll(got);
        assertThat(two.tryLock(taken.key(), Duration.ZERO)).isEqualTo(new Attempt.Busy());
        assertThat(one.tryAll(keys).values().stream().filter(Attempt.Got.class::isInstance)).hasSize(19);
    }

    @Test
    void aClientThatClosesLosesItsLocksAndOthersGetThem() throws Exception {
        Locks one = open();
        HeldLock lock = got(one.tryLock(key, Duration.ZERO));
        CompletableFuture<LockKey> lost = new CompletableFuture<>();
        lock.onLoss(() -> lost.complete(key));
        one.close();
        assertThat(lost.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(key);
        assertThat(lock.lost()).isTrue();
        assertThat(one.tryLock(key, Duration.ZERO)).isInstanceOf(Attempt.Unavailable.class);
        got(open().tryLock(key, LONG));
    }
}
