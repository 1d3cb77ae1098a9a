package io.rowloom.lock;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

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

    /**
     * Tries many, once each and without waiting for holders. Each may be got or not, whatever comes of the others. Where the service has a way, it takes
     * the time of one request or two.
     *
     * @return an answer for each key
     */
    default Map<LockKey, Attempt> tryAll(Set<LockKey> keys) {
        Map<LockKey, Attempt> answers = new LinkedHashMap<>();
        keys.forEach(key -> answers.put(key, tryLock(key, Duration.ZERO)));
        return answers;
    }

    /** As {@link HeldLock#release} of each, which came from here; where the service has a way, with fewer requests. */
    default void releaseAll(Collection<HeldLock> locks) {
        locks.forEach(HeldLock::release);
    }

    /** Gives back what is held, as far as the service can be reached, and ends the session. What was held is lost. May be called again. */
    @Override
    void close();
}
