package io.rowloom.benchmarks.locks;

import io.rowloom.benchmarks.gauge.Counter;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The figures that results are told in. */
enum Measure {
    THROUGHPUT("resources/s", true, m -> m.actions() / m.seconds()),
    STARTED_P50("ready→started p50 ms", false, m -> m.started().p50()),
    STARTED_P95("ready→started p95 ms", false, m -> m.started().p95()),
    STARTED_P99("ready→started p99 ms", false, m -> m.started().p99()),
    STARTED_MAX("ready→started max ms", false, m -> m.started().max()),
    FINISHED_P50("ready→finished p50 ms", false, m -> m.finished().p50()),
    FINISHED_P95("ready→finished p95 ms", false, m -> m.finished().p95()),
    FINISHED_P99("ready→finished p99 ms", false, m -> m.finished().p99()),
    FINISHED_MAX("ready→finished max ms", false, m -> m.finished().max()),
    CLAIMS_TRIED("claims tried", false, m -> m.metric(Measure.TRIED) / m.actions()),
    CLAIMS_WON("claims won", false, m -> m.metric(Measure.WON) / m.actions()),
    CLAIMS_LOST("claims lost", false, m -> (m.metric(Measure.TRIED) - m.metric(Measure.WON)) / m.actions()),
    LOST_SHARE("claims lost %", false, m -> m.metric(Measure.TRIED) == 0 ? 0 : 100 * (1 - m.metric(Measure.WON) / m.metric(Measure.TRIED))),
    LOCKS_GRANTED("locks granted", false, m -> m.metric(Measure.GRANTED) / m.actions()),
    LOCKS_BUSY("locks busy", false, m -> m.metric("rowloom_lock_attempts_total{outcome=\"busy\"}") / m.actions()),
    CLAIMS_WITHOUT("claims without lock", false, m -> m.metric("rowloom_lock_without_total") / m.actions()),
    ASKING_MS("asking for locks ms", false, m -> 1_000 * m.metric("rowloom_lock_asking_seconds_sum") / m.actions()),
    STATEMENTS("statements", false, m -> m.each(Counter.STATEMENTS)),
    COMMITS("commits", false, m -> m.each(Counter.COMMITS)),
    LOG_BYTES("log bytes", false, m -> m.each(Counter.LOG_BYTES)),
    BUFFERS("buffers", false, m -> m.each(Counter.BUFFERS)),
    DEAD_ROWS("dead rows", false, m -> m.each(Counter.DEAD_ROWS)),
    ROW_LOCKS("row locks", false, m -> m.each(Counter.ROW_LOCKS)),
    ROW_WAIT_MS("row-lock wait ms", false, m -> (m.wait("Lock:transactionid") + m.wait("Lock:tuple")) / m.actions()),
    LOCK_WAIT_MS("advisory-lock wait ms", false, m -> m.wait("Lock:advisory") / m.actions()),
    ENGINE_CPU("engine cpu ms", false, m -> m.each(Counter.ENGINE_CPU_MS)),
    COMPILE_CPU("of it compiling ms", false, m -> m.each(Counter.COMPILE_CPU_MS)),
    DATABASE_CPU("database cpu ms", false, m -> m.each(Counter.DATABASE_CPU_MS)),
    LOCK_CPU("lock service cpu ms", false, m -> m.each(Counter.LOCK_CPU_MS)),
    TOTAL_CPU("cpu ms", false, m -> m.each(Counter.ENGINE_CPU_MS) + m.each(Counter.DATABASE_CPU_MS) + m.each(Counter.LOCK_CPU_MS));

    private static final String TRIED = "rowloom_claims_tried_total";
    private static final String GRANTED = "rowloom_lock_attempts_total{outcome=\"granted\"}";
    private static final String WON = "rowloom_claims_won_total";

    private final String label;
    private final boolean more;
    private final ToDoubleFunction<Measurement> value;

    Measure(String label, boolean more, ToDoubleFunction<Measurement> value) {
        this.label = label;
        this.more = more;
        this.value = value;
    }

    String label() {
        return label;
    }

    /** As a column's name in files. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether more of it is better. */
    boolean moreIsBetter() {
        return more;
    }

    /** Costs and claims are per resource. NaN: not measured. */
    double of(Measurement measurement) {
        return value.applyAsDouble(measurement);
    }
}
