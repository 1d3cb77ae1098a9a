package io.rowloom.worker;

import java.time.Duration;

/**
 * When to look again for what nobody has told of. A look that finds nothing reads all rows there are, so the more they are the more seldom it is repeated unasked: it takes
 * a hundredth of the time at most, as long as it is repeated within a lease. Small stacks are looked at in every poll interval. Hints are not held up by this. For one thread.
 */
final class Pace {
    private static final int SHARE = 100;

    private final Duration least;
    private final Duration most;
    private Duration next = Duration.ZERO;

    /**
     * @param least time between two looks
     * @param most time from a look to the next one, whatever it takes
     */
    Pace(Duration least, Duration most) {
        this.least = least;
        this.most = most.compareTo(least) < 0 ? least : most;
    }

    static Pace of(WorkerConfig config) {
        return new Pace(config.pollEvery(), config.lease());
    }

    /** Time until the next look; none or less when it is due. */
    Duration dueIn(Duration now) {
        return next.minus(now);
    }

    /** A look was made. */
    void looked(Duration began, Duration ended, boolean found) {
        Duration rest = found ? least : ended.minus(began).multipliedBy(SHARE);
        next = began.plus(rest.compareTo(least) < 0 ? least : rest.compareTo(most) > 0 ? most : rest);
    }
}
