package io.rowloom.worker;

import io.rowloom.lock.LockScope;
import io.rowloom.lock.Locks;
import java.time.Duration;

/**
 * The lock service that a worker asks before it claims. It changes how fast things go, never what comes of them.
 *
 * @param locks answer soon, whatever the service does; remain the caller's to close
 * @param patience how long a row is left to whoever is said to have its lock, before it is claimed all the same
 */
public record Locking(Locks locks, LockScope scope, Duration patience) {
    public Locking {
        if (patience.isNegative()) {
            throw new IllegalArgumentException("the patience with holders of locks (" + patience + ") must not be negative");
        }
    }
}
