package io.rowloom.worker;

import java.time.Duration;

/**
 * How a worker works.
 *
 * @param name for people; need not be unique
 * @param slots resource type calls at a time; waiting actions take none
 * @param lease how long a worker that does not renew is believed to live
 * @param renewEvery how often it renews
 * @param grace how long after the end of its lease others leave its claims alone
 * @param pollEvery how often it looks for work unasked; hints make it faster, looks that take long and find nothing slower, but not slower than the lease
 * @param drainTimeout how long it waits for running calls when it is asked to stop, before it hands them back
 * @param maxAttempts how many engines may die over one action before it fails
 * @param retention how long rows are kept that nothing needs any more
 * @param claimOrder which ready work it looks at first
 */
public record WorkerConfig(
        String name, int slots, Duration lease, Duration renewEvery, Duration grace, Duration pollEvery, Duration drainTimeout,
        RetryPolicy retry, int maxAttempts, Retention retention, ClaimOrder claimOrder) {
    private static final int RENEWALS_PER_LEASE = 3;

    public WorkerConfig {
        if (slots < 1) {
            throw new IllegalArgumentException("worker.slots (" + slots + ") must be at least 1");
        }
        if (lease.compareTo(renewEvery.multipliedBy(RENEWALS_PER_LEASE)) < 0) {
            throw new IllegalArgumentException("worker.lease (" + lease + ") must be at least " + RENEWALS_PER_LEASE + " x worker.renew-every (" + renewEvery
                    + "): one missed renewal must not lose a lease");
        }
        if (!pollEvery.isPositive() || !renewEvery.isPositive()) {
            throw new IllegalArgumentException("worker.poll-every (" + pollEvery + ") and worker.renew-every (" + renewEvery + ") must be positive");
        }
        if (grace.isNegative() || drainTimeout.isNegative()) {
            throw new IllegalArgumentException("worker.grace and worker.drain-timeout must not be negative");
        }
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("worker.max-attempts (" + maxAttempts + ") must be at least 1");
        }
    }

    public static WorkerConfig standard(String name) {
        return new WorkerConfig(name, 64, Duration.ofSeconds(6), Duration.ofMillis(1500), Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofSeconds(20),
                RetryPolicy.standard(), 5, Retention.standard(), ClaimOrder.RANDOM);
    }

    public WorkerConfig withSlots(int number) {
        return new WorkerConfig(name, number, lease, renewEvery, grace, pollEvery, drainTimeout, retry, maxAttempts, retention, claimOrder);
    }

    public WorkerConfig withClaimOrder(ClaimOrder order) {
        return new WorkerConfig(name, slots, lease, renewEvery, grace, pollEvery, drainTimeout, retry, maxAttempts, retention, order);
    }
}
