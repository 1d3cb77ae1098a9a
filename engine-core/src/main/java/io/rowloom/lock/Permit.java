package io.rowloom.lock;

import java.time.Duration;

/** Whether to try a claim now. */
public sealed interface Permit {
    /** Claim, then release the lock. */
    record WithLock(HeldLock lock) implements Permit {}

    /** Claim without a lock: the service is of no use just now, or a row stayed claimable for too long though somebody is said to have its lock. */
    record WithoutLock(String why) implements Permit {}

    /**
     * Leave it to whoever has the lock. @param again when to ask again if the row is still claimable; then the bound is over, and the answer is not
     * this one
     */
    record Leave(Duration again) implements Permit {}
}
