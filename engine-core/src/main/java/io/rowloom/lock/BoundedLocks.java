package io.rowloom.lock;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lock services whose answers come in time, or count as none. What is granted too late is given back at once.
 *
 * <p>Guarantee: {@link #tryLock} returns within its wait and the bound, and never throws; a release is not waited for. Not guaranteed: that the call
 * behind it ends; it keeps a thread of the executor until then, so this wants virtual threads.
 */
public final class BoundedLocks implements Locks {
    private final Locks locks;
    private final Duration bound;
    private final Executor executor;

    /** @param bound time for one answer, beside what the caller wants to wait for a holder */
    public BoundedLocks(Locks locks, Duration bound, Executor executor) {
        this.locks = locks;
        this.bound = bound;
        this.executor = executor;
    }

    @Override
    public Attempt tryLock(LockKey key, Duration wait) {
        var asked = CompletableFuture.supplyAsync(() -> locks.tryLock(key, wait), executor);
        try {
            return inBackground(asked.get(wait.plus(bound).toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException _) {
            asked.thenAccept(BoundedLocks::giveBack);
            return new Attempt.Unavailable("no answer within " + bound.toMillis() + " ms");
        } catch (ExecutionException e) {
            return new Attempt.Unavailable(String.valueOf(e.getCause()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            asked.thenAccept(BoundedLocks::giveBack);
            return new Attempt.Unavailable("interrupted");
        }
    }

    private static void giveBack(Attempt attempt) {
        if (attempt instanceof Attempt.Got(var lock)) {
            lock.release();
        }
    }

    private Attempt inBackground(Attempt attempt) {
        return switch (attempt) {
            case Attempt.Got(var lock) -> new Attempt.Got(new Unwaited(lock, executor));
            case Attempt.Busy busy -> busy;
            case Attempt.Unavailable unavailable -> unavailable;
        };
    }

    @Override
    public void close() {
        locks.close();
    }

    private record Unwaited(HeldLock lock, Executor executor) implements HeldLock {
        @Override
        public LockKey key() {
            return lock.key();
        }

        @Override
        public boolean extend() {
            return lock.extend();
        }

        @Override
        public boolean lost() {
            return lock.lost();
        }

        @Override
        public void onLoss(Runnable action) {
            lock.onLoss(action);
        }

        @Override
        public void release() {
            executor.execute(lock::release);
        }
    }
}
