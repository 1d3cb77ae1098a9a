package io.rowloom.benchmarks.locks;

import java.util.Locale;

/** What is read before and after a workload. */
enum Counter {
    /** Calls of statements without those that begin and end transactions: {@code pg_stat_statements}. */
    STATEMENTS,
    /** BEGIN, COMMIT and the like, from the same place. */
    CONTROL,
    /** Pages that statements looked at: hits and reads, from the same place. */
    BUFFERS,
    /** Transactions that wrote: how far the transaction numbers went. */
    COMMITS,
    /** How far the write-ahead log went. */
    LOG_BYTES,
    /** Row versions that an update or delete left dead: records of the log, read with {@code pg_walinspect}. */
    DEAD_ROWS,
    /** Row locks that were written to the log, from the same place. */
    ROW_LOCKS,
    ENGINE_CPU_MS,
    DATABASE_CPU_MS,
    /** Of a service beside the database. */
    LOCK_CPU_MS;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
