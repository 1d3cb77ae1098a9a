package io.rowloom.worker;

import java.time.Duration;

/**
 * How long rows are kept that nothing needs any more.
 *
 * @param tombstones deleted rows: longer than any call can hang in the network
 * @param events of live stacks, too
 * @param deletedStacks with what is left of their events and rows
 */
public record Retention(Duration tombstones, Duration events, Duration deletedStacks) {
    public Retention {
        if (tombstones.isNegative() || events.isNegative()) {
            throw new IllegalArgumentException("worker.keep-tombstones and worker.keep-events must not be negative");
        }
        if (deletedStacks.compareTo(tombstones) < 0) {
            throw new IllegalArgumentException("worker.keep-deleted-stacks (" + deletedStacks + ") must be at least worker.keep-tombstones (" + tombstones
                    + "): a stack's tombstones go with it");
        }
    }

    public static Retention standard() {
        return new Retention(Duration.ofMinutes(10), Duration.ofDays(30), Duration.ofDays(30));
    }

    public Retention withTombstones(Duration time) {
        return new Retention(time, events, deletedStacks);
    }
}
