package io.rowloom.lock;

import java.time.Duration;

/**
 * A lock service. What it says is a hint, and may be wrong in every way: it may grant one key to many, or to nobody, and a lock that was granted may
 * be gone any moment.
 *
 * <p>Guarantee: a service that works, asked by processes that are not paused for longer than its session, has one holder per key; a lock whose
 * process dies is free again after the session's time at the latest. Two attempts on one object exclude each other like those of two processes. Not
 * guaranteed: order, fairness, anything during a failover of the service. Nothing here throws because of the service. Thread-safe.
 */
public interface Locks extends AutoCloseable {
    /**
     * Tries to get a lock.
     *
     * @param wait how long to try while somebody else has it; zero: one try. An answer may take longer by the time that one request to the service
     * may take
     */
    Attempt tryLock(LockKey key, Duration wait);

    /** Gives back what is held, as far as the service can be reached, and ends the session. What was held is lost. May be called again. */
    @Override
    void close();
}
