package io.rowloom.cli.config;

import java.time.Duration;
import java.util.Optional;

/** How a worker process works. {@code metricsPort}: 0 for any, -1 for none. */
public record WorkerSettings(
        Optional<String> name, int slots, Duration lease, Duration renewEvery, Duration grace, Duration pollEvery, Duration drainTimeout,
        int maxAttempts, int metricsPort, RetrySettings retry) {
    public WorkerSettings {
        if (lease.compareTo(renewEvery.multipliedBy(3)) < 0) {
            throw new IllegalArgumentException("worker.lease (" + Durations.show(lease) + ") must be at least 3 x worker.renew-every ("
                    + Durations.show(renewEvery) + "): one missed renewal must not lose a lease");
        }
        if (renewEvery.isZero() || pollEvery.isZero()) {
            throw new IllegalArgumentException("worker.renew-every and worker.poll-every must be longer than nothing");
        }
    }

    /** Retries of actions that fail in a way worth trying again. */
    public record RetrySettings(int maxTries, Duration firstDelay, Duration maxDelay) {
        public RetrySettings {
            if (maxDelay.compareTo(firstDelay) < 0) {
                throw new IllegalArgumentException("retry.max-delay (" + Durations.show(maxDelay) + ") must not be shorter than retry.first-delay ("
                        + Durations.show(firstDelay) + ")");
            }
        }
    }
}
