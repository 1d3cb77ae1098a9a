package io.rowloom.drift;

import java.time.Duration;

/**
 * Whether, and how often, engines compare a stack with reality unasked.
 *
 * @param every from one look to the next; in whole seconds, at least {@link #SHORTEST}
 */
public record DriftPolicy(Mode mode, Duration every) {
    public static final Duration SHORTEST = Duration.ofSeconds(10);

    /** What a look comes to. */
    public enum Mode {
        OFF,
        /** A check: what differs is told, and nothing is changed. */
        DETECT,
        /** An update to the same target that compares with reality: what differs is mended. */
        CORRECT
    }

    /** Parts of a second are rounded up. */
    public DriftPolicy {
        every = Duration.ofSeconds(every.plusNanos(999_999_999).toSeconds());
        if (every.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("every (" + every + ") must be at least " + SHORTEST);
        }
    }
}
