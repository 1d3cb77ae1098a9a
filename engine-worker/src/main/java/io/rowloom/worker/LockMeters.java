package io.rowloom.worker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * What a worker that has a lock service counts.
 *
 * @param without rows that were let through without a lock
 */
record LockMeters(Counter granted, Counter busy, Counter unavailable, Counter without, Timer asking) {
    static LockMeters in(MeterRegistry registry) {
        return new LockMeters(attempts(registry, "granted"), attempts(registry, "busy"), attempts(registry, "unavailable"),
                Counter.builder("rowloom.lock.without").description("Rows let through without a lock: the service was of no help, or its holder did not claim")
                        .register(registry),
                Timer.builder("rowloom.lock.asking").description("How long the lock service takes to answer, for all rows of one claim").register(registry));
    }

    private static Counter attempts(MeterRegistry registry, String outcome) {
        return Counter.builder("rowloom.lock.attempts").description("Locks asked for before claims").tag("outcome", outcome).register(registry);
    }
}
