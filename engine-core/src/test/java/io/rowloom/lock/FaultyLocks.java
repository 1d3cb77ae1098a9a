package io.rowloom.lock;

import java.time.Duration;

/** Lock services that do one thing wrong, for ever. */
public enum FaultyLocks implements Locks {
    /** Everybody gets everything. */
    GRANTS_TO_ALL {
        @Override
        public Attempt tryLock(LockKey key, Duration wait) {
            return new Attempt.Got(new Granted(key, false));
        }
    },
    /** Everybody is told that somebody else has it. */
    GRANTS_NOBODY {
        @Override
        public Attempt tryLock(LockKey key, Duration wait) {
            return new Attempt.Busy();
        }
    },
    /** Everything is lost as soon as it is granted. */
    LOSES_ALL {
        @Override
        public Attempt tryLock(LockKey key, Duration wait) {
            return new Attempt.Got(new Granted(key, true));
        }
    },
    UNREACHABLE {
        @Override
        public Attempt tryLock(LockKey key, Duration wait) {
            return new Attempt.Unavailable("connection refused");
        }
    },
    /** A defect of an adapter. */
    THROWS {
        @Override
        public Attempt tryLock(LockKey key, Duration wait) {
            throw new IllegalStateException("a defect");
        }
    };

    @Override
    public void close() {}

    private record Granted(LockKey key, boolean lost) implements HeldLock {
        @Override
        public boolean extend() {
            return !lost;
        }

        @Override
        public void onLoss(Runnable action) {
            if (lost) {
                action.run();
            }
        }

        @Override
        public void release() {}
    }
}
