package io.rowloom.benchmarks.throughput;

import io.rowloom.benchmarks.gauge.Counter;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The figures that results are told in. Costs are per resource. */
enum Measure {
    PER_SECOND("resources/s", Measurement::perSecond),
    SECONDS("seconds", Measurement::seconds),
    ACTIONS("actions", Measurement::actions),
    OVERTAKEN("overtaken", Measurement::overtaken),
    LATENCY_P50("stack p50 ms", m -> m.latency().p50()),
    LATENCY_P99("stack p99 ms", m -> m.latency().p99()),
    STARTED_P50("ready→started p50 ms", m -> m.started().p50()),
    STARTED_P99("ready→started p99 ms", m -> m.started().p99()),
    ACTED_P50("started→finished p50 ms", m -> m.acted().p50()),
    ACTED_P99("started→finished p99 ms", m -> m.acted().p99()),
    STATEMENTS("statements", m -> m.each(Counter.STATEMENTS)),
    COMMITS("commits", m -> m.each(Counter.COMMITS)),
    ROWS_INSERTED("inserted", m -> m.each(Counter.ROWS_INSERTED)),
    ROWS_UPDATED("updated", m -> m.each(Counter.ROWS_UPDATED)),
    ROWS_DELETED("deleted", m -> m.each(Counter.ROWS_DELETED)),
    HOT("HOT %", m -> 100 * m.count(Counter.HOT_UPDATES) / m.count(Counter.ROWS_UPDATED)),
    LOG_BYTES("WAL B", m -> m.each(Counter.LOG_BYTES)),
    BUFFERS("buffers", m -> m.each(Counter.BUFFERS)),
    DEAD_ROWS("dead", m -> m.each(Counter.DEAD_ROWS)),
    ENGINE_CPU("engine CPU ms", m -> m.each(Counter.ENGINE_CPU_MS)),
    COMPILE_CPU("of it compiling", m -> m.each(Counter.COMPILE_CPU_MS)),
    DATABASE_CPU("PG CPU ms", m -> m.each(Counter.DATABASE_CPU_MS)),
    CLIENT_CPU("client CPU ms", m -> m.each(Counter.CLIENT_CPU_MS)),
    RSS("RSS MiB", m -> most(m, ProcessFigures::rssPeakMib)),
    HEAP("heap MiB", m -> most(m, ProcessFigures::heapPeakMib)),
    GC("GC ms", m -> most(m, ProcessFigures::gcMs));

    private final String label;
    private final ToDoubleFunction<Measurement> value;

    Measure(String label, ToDoubleFunction<Measurement> value) {
        this.label = label;
        this.value = value;
    }

    /** Of the worker with most. */
    private static double most(Measurement measurement, ToDoubleFunction<ProcessFigures> figure) {
        return measurement.processes().stream().mapToDouble(figure).filter(value -> !Double.isNaN(value)).max().orElse(Double.NaN);
    }

    String label() {
        return label;
    }

    /** As a column's name in files. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** NaN: not measured. */
    double of(Measurement measurement) {
        return value.applyAsDouble(measurement);
    }
}
