package io.rowloom.locks;

import io.rowloom.lock.LockKey;
import java.util.Set;

/**
 * What an adapter does: one request each, no waiting for holders, no memory of handles. {@link SessionLocks} makes {@code Locks} of it, and sees to
 * it that one key is in the hands of one caller at a time. Thread-safe.
 */
interface LockService extends AutoCloseable {
    /** @return false: somebody else has it */
    boolean take(LockKey key) throws ServiceException;

    /** Gives back what we have; no effect on what another one has. */
    void give(LockKey key) throws ServiceException;

    /** Asks whether we still have it. Whatever keeps it ours is renewed. */
    boolean extend(LockKey key) throws ServiceException;

    /**
     * Keeps the session up. Called about three times within its length.
     *
     * @return those of {@code held} that are ours no more
     */
    Set<LockKey> beat(Set<LockKey> held) throws ServiceException;

    /** Whether, by what we know and our own clock, nobody else can have been given what we took. Asks nobody, and is fast. */
    boolean sure(LockKey key);

    @Override
    void close();
}
