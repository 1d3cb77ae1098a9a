package io.rowloom.simulator;

import io.rowloom.lock.Attempt;
import io.rowloom.lock.HeldLock;
import io.rowloom.lock.LockKey;
import io.rowloom.lock.Locks;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A lock service on virtual time, as all workers see it. What it is like may change at any moment. Others may run before and after each question. */
final class SimulatedLocks {
    /** After which a lock is free whose holder died. */
    private static final Duration SESSION = Duration.ofSeconds(10);
    /** How long a question takes that gets no answer. */
    private static final Duration NO_ANSWER = Duration.ofMillis(50);

    private record Entry(Steps.Process holder, Duration until) {}

    private final Steps steps;
    private final Map<LockKey, Entry> held = new HashMap<>();
    private LockService service = LockService.WORKS;

    SimulatedLocks(Steps steps) {
        this.steps = steps;
    }

    /** From now on it does this. What was held of a service that did something else is forgotten. */
    void now(LockService next) {
        held.clear();
        service = next;
    }

    /** The way of one process to it. */
    Locks of(Steps.Process process) {
        return new Locks() {
            @Override
            public Attempt tryLock(LockKey key, Duration wait) {
                steps.yield();
                Attempt answer = answer(key, process);
                steps.yield();
                return answer;
            }

            @Override
            public void close() {}
        };
    }

    private Attempt answer(LockKey key, Steps.Process process) {
        return switch (service) {
            case WORKS -> isTaken(key) ? new Attempt.Busy() : new Attempt.Got(take(key, process));
            case GRANTS_TO_ALL -> new Attempt.Got(take(key, process));
            case GRANTS_NOBODY -> new Attempt.Busy();
            case LOSES_ALL -> {
                HeldLock lost = take(key, process);
                held.remove(key);
                yield new Attempt.Got(lost);
            }
            case UNREACHABLE -> {
                steps.sleep(NO_ANSWER);
                yield new Attempt.Unavailable("no answer");
            }
        };
    }

    private boolean isTaken(LockKey key) {
        return Optional.ofNullable(held.get(key)).filter(entry -> entry.until().compareTo(steps.elapsed()) > 0).isPresent();
    }

    private HeldLock take(LockKey key, Steps.Process process) {
        Entry entry = new Entry(process, steps.elapsed().plus(SESSION));
        held.put(key, entry);
        return new HeldLock() {
            @Override
            public LockKey key() {
                return key;
            }

            @Override
            public boolean extend() {
                return !lost();
            }

            @Override
            public boolean lost() {
                return !entry.equals(held.get(key));
            }

            @Override
            public void onLoss(Runnable action) {
                // nobody asks here
            }

            /** A process that is gone gives nothing back. */
            @Override
            public void release() {
                if (!entry.holder().dead()) {
                    held.remove(key, entry);
                }
            }
        };
    }
}
