package io.rowloom.worker;

import io.rowloom.lock.Attempt;
import io.rowloom.lock.HeldLock;
import io.rowloom.lock.LockKey;
import io.rowloom.lock.Locks;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Counts what a lock service answers, and how long that takes. */
record MeteredLocks(Locks locks, Tasks tasks, LockMeters meters) implements Locks {
    @Override
    public Attempt tryLock(LockKey key, Duration wait) {
        return counted(timed(() -> locks.tryLock(key, wait)));
    }

    @Override
    public Map<LockKey, Attempt> tryAll(Set<LockKey> keys) {
        Map<LockKey, Attempt> answers = timed(() -> locks.tryAll(keys));
        answers.values().forEach(this::counted);
        return answers;
    }

    private <T> T timed(Supplier<T> question) {
        Duration sent = tasks.elapsed();
        try {
            return question.get();
        } finally {
            meters.asking().record(tasks.elapsed().minus(sent));
        }
    }

    private Attempt counted(Attempt attempt) {
        switch (attempt) {
            case Attempt.Got _ -> meters.granted().increment();
            case Attempt.Busy _ -> meters.busy().increment();
            case Attempt.Unavailable _ -> meters.unavailable().increment();
        }
        return attempt;
    }

    @Override
    public void releaseAll(Collection<HeldLock> held) {
        locks.releaseAll(held);
    }

    @Override
    public void close() {
        locks.close();
    }
}
