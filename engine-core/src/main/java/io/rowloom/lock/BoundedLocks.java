package io.rowloom.lock;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Lock services whose answers come in time, or count as none. What is granted too late is given back at once.
 *
 * <p>Guarantee: {@link #tryLock} returns within its wait and the bound, {@link #tryAll} within the bound, and neither throws; a release is not waited
 * for. Not guaranteed: that the call behind it ends; it keeps a thread of the executor until then, so this wants virtual threads.
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
        return within(wait.plus(bound), () -> locks.tryLock(key, wait), this::giveBack, this::inBackground, Attempt.Unavailable::new);
    }

    @Override
    public Map<LockKey, Attempt> tryAll(Set<LockKey> keys) {
        return within(bound, () -> locks.tryAll(keys), late -> late.values().forEach(this::giveBack), this::allInBackground,
                reason -> keys.stream().collect(Collectors.toMap(key -> key, _ -> new Attempt.Unavailable(reason))));
    }

    private Map<LockKey, Attempt> allInBackground(Map<LockKey, Attempt> answers) {
        Map<LockKey, Attempt> all = new LinkedHashMap<>();
        answers.forEach((key, answer) -> all.put(key, inBackground(answer)));
        return all;
    }

    private <T> T within(Duration time, Supplier<T> question, Consumer<T> tooLate, Function<T, T> inTime, Function<String, T> none) {
        CompletableFuture<T> asked = CompletableFuture.supplyAsync(question, executor);
        try {
            return inTime.apply(asked.get(time.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException _) {
            asked.thenAccept(tooLate);
            return none.apply("no answer within " + time.toMillis() + " ms");
        } catch (ExecutionException e) {
            return none.apply(String.valueOf(e.getCause()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            asked.thenAccept(tooLate);
            return none.apply("interrupted");
        }
    }

    private void giveBack(Attempt attempt) {
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
    public void releaseAll(Collection<HeldLock> held) {
        List<HeldLock> inner = held.stream().map(lock -> lock instanceof Unwaited(var own, _) ? own : lock).toList();
        executor.execute(() -> locks.releaseAll(inner));
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
