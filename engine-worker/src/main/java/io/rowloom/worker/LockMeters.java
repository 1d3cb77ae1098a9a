package io.rowloom.worker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a worker that has a lock service counts.
 *
 * @param without rows that were let through without a lock
 * @param trusted 1 or 0
 */
record LockMeters(Counter granted, Counter busy, Counter unavailable, Counter without, Timer asking, AtomicInteger trusted) {
    static LockMeters in(MeterRegistry registry) {
        AtomicInteger trusted = new AtomicInteger(1);
        Gauge.builder("rowloom.lock.trusted", trusted, AtomicInteger::get).description("1: the lock service is asked before claims; 0: it is of no help").strongReference(true)
                .register(registry);
        return new LockMeters(attempts(registry, "granted"), attempts(registry, "busy"), attempts(registry, "unavailable"),
                Counter.builder("rowloom.lock.without").description("Rows let through without a lock: the service was of no help, or its holder did not claim").register(registry),
                Timer.builder("rowloom.lock.asking").description("How long the lock service takes to answer, for all rows of one claim").register(registry), trusted);
    }

    private static Counter attempts(MeterRegistry registry, String outcome) {
        return Counter.builder("rowloom.lock.attempts").description("Locks asked for before claims").tag("outcome", outcome).register(registry);
    }
}
