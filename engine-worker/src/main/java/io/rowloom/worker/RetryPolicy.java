package io.rowloom.worker;

import java.time.Duration;

/**
 * How often and when an action is tried again after failures that its resource type calls retryable.
 *
 * @param maxTries retries per action; 0: none
 * @param firstDelay before the first retry; doubles with each, up to {@code maxDelay}
 */
public record RetryPolicy(int maxTries, Duration firstDelay, Duration maxDelay) {
    private static final int LARGEST_SHIFT = 20;

    public RetryPolicy {
        if (maxTries < 0) {
            throw new IllegalArgumentException("retry.max-tries (" + maxTries + ") must not be negative");
        }
        if (firstDelay.isNegative() || maxDelay.compareTo(firstDelay) < 0) {
            throw new IllegalArgumentException("retry.first-delay (" + firstDelay + ") must be positive and at most retry.max-delay (" + maxDelay + ")");
        }
    }

    public static RetryPolicy standard() {
        return new RetryPolicy(5, Duration.ofSeconds(1), Duration.ofMinutes(1));
    }

    /** @param tries how many retries there were */
    public boolean allowsAfter(int tries) {
        return tries < maxTries;
    }

    public Duration delayAfter(int tries) {
        Duration delay = firstDelay.multipliedBy(1L << Math.min(tries, LARGEST_SHIFT));
        return delay.compareTo(maxDelay) > 0 ? maxDelay : delay;
    }
}
