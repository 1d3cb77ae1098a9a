package io.rowloom.worker;

import java.time.Duration;

/**
 * What an engine itself knows of its lease: until when, on its own monotonic clock, nobody can have declared it dead. Counted from before the renewal was
 * sent, so it ends before the database's view does. Thread-safe.
 */
final class LeaseClock {
    private final Tasks tasks;
    private volatile Duration until = Duration.ZERO;
    private volatile Duration heldSince = Duration.ZERO;
    private volatile boolean lost;

    LeaseClock(Tasks tasks) {
        this.tasks = tasks;
    }

    /** @param sentAt when the renewal was sent */
    void renewed(Duration sentAt, Duration lease) {
        if (!held()) {
            heldSince = sentAt;
        }
        until = sentAt.plus(lease);
    }

    /** Whether the lease was held without a gap for that long. An engine that just came back from an outage cannot tell who else has died in it. */
    boolean heldFor(Duration time) {
        return held() && tasks.elapsed().minus(heldSince).compareTo(time) >= 0;
    }

    /** The engine was declared dead; it stays so. */
    void lose() {
        lost = true;
    }

    boolean lost() {
        return lost;
    }

    /** Whether work may be begun. */
    boolean held() {
        return !lost && tasks.elapsed().compareTo(until) < 0;
    }

    Duration margin() {
        return lost ? Duration.ZERO : until.minus(tasks.elapsed());
    }
}
