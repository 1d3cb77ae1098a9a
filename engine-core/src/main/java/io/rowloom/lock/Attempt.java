package io.rowloom.lock;

/** What came of trying to get a lock. */
public sealed interface Attempt {
    /** The service says that nobody else has it. */
    record Got(HeldLock lock) implements Attempt {}

    /** Somebody else had it all the time, as the service says. */
    record Busy() implements Attempt {}

    /**
     * The service did not say. It may have granted the lock all the same; the adapter gives such a one back when it can.
     *
     * @param reason for a log, without secrets
     */
    record Unavailable(String reason) implements Attempt {}
}
