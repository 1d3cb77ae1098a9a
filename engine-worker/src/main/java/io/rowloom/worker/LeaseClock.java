package io.rowloom.worker;

import java.time.Duration;
import java.util.Optional;

/**
 * What an engine itself knows of its lease: until when, on its own monotonic clock, nobody can have declared it dead. Counted from before the renewal was
 * sent, so it ends before the database's view does. Thread-safe.
 *
 * <p>Where engines keep sessions, one that stands still may be dead before its lease is over. It cannot see that it stood still but by the time between two
 * pulses; after a pause that long it holds its lease again when the next renewal says so.
 */
final class LeaseClock {
    private final Tasks tasks;
    private final Tasks.Signal renewal;
    private final Optional<Duration> standstill;
    private volatile Duration until = Duration.ZERO;
    private volatile Duration heldSince = Duration.ZERO;
    private volatile Duration lastPulse;
    private volatile boolean lost;

    /** @param standstill after which an engine that stands still may be dead though its lease lasts; empty: not before its lease is over */
    LeaseClock(Tasks tasks, Optional<Duration> standstill) {
        this.tasks = tasks;
        this.renewal = tasks.signal();
        this.standstill = standstill;
        this.lastPulse = tasks.elapsed();
    }

    /** @param sentAt when the renewal was sent */
    void renewed(Duration sentAt, Duration lease) {
        if (!lasts()) {
            heldSince = sentAt;
        }
        until = sentAt.plus(lease);
        moveOn(sentAt);
    }

    /** Tells that the engine does not stand still. False: it did, and what it knows of its lease may be out of date. */
    boolean pulse() {
        Duration now = tasks.elapsed();
        boolean awake = awake(now);
        if (awake) {
            moveOn(now);
        }
        return awake;
    }

    private synchronized void moveOn(Duration at) {
        lastPulse = at.compareTo(lastPulse) > 0 ? at : lastPulse;
    }

    private boolean awake(Duration now) {
        return standstill.isEmpty() || now.minus(lastPulse).compareTo(standstill.get()) < 0;
    }

    /** The lease is to be renewed now, and not when it is time. */
    void askToRenew() {
        renewal.raise();
    }

    /** Returns when it is to be renewed, at the latest after that time. */
    void awaitRenewal(Duration atMost) throws InterruptedException {
        renewal.await(atMost);
    }

    /** Whether the lease was held without a gap for that long. An engine that just came back from an outage cannot tell who else has died in it. */
    boolean heldFor(Duration time) {
        return lasts() && tasks.elapsed().minus(heldSince).compareTo(time) >= 0;
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
        return lasts() && awake(tasks.elapsed());
    }

    private boolean lasts() {
        return !lost && tasks.elapsed().compareTo(until) < 0;
    }

    Duration margin() {
        return lost ? Duration.ZERO : until.minus(tasks.elapsed());
    }
}
