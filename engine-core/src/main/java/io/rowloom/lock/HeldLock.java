package io.rowloom.lock;

/**
 * A lock that a service granted. It is held until released, lost, or its {@link Locks} closed; the adapter keeps its session up meanwhile, so a
 * holder need not extend it. Thread-safe.
 */
public interface HeldLock {
    LockKey key();

    /**
     * Asks the service whether the lock is still ours, and begins the session's time anew where it has one.
     *
     * @return false if it is lost, or the service did not say so: then it counts as lost
     */
    boolean extend();

    /**
     * Whether this process knows that it holds the lock no more, though it did not release it: the session ended, or its time is over by this
     * process's own clock. Asks nobody. Not guaranteed: that it is told in time. A service that forgot everything is noticed at the next look, within
     * a third of the session's time.
     */
    boolean lost();

    /** Calls {@code action} once, from any thread, when the lock is found to be lost; at once if it is already, and never after a release. */
    void onLoss(Runnable action);

    /**
     * Gives it back. Without effect when it is lost or was released before. Takes one request at most, and never fails: what cannot be given back
     * ends with the session.
     */
    void release();
}
