package io.rowloom.benchmarks.gauge;

import java.util.Locale;

/** What is read before and after a workload. */
public enum Counter {
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
    /** Rows that were inserted, catalogs included, and which kind of change was made to others: records of the log. */
    ROWS_INSERTED,
    ROWS_UPDATED,
    /** Of those that were updated: without a change to any index. */
    HOT_UPDATES,
    ROWS_DELETED,
    /** Row versions that an update or delete left dead: records of the log, read with {@code pg_walinspect}. */
    DEAD_ROWS,
    /** Row locks that were written to the log, from the same place. */
    ROW_LOCKS,
    ENGINE_CPU_MS,
    /** The part of it in which the workers' JVMs compiled. */
    COMPILE_CPU_MS,
    DATABASE_CPU_MS,
    /** Of the benchmark itself, which parses and sends the requests. */
    CLIENT_CPU_MS,
    /** Of a service beside the database. */
    LOCK_CPU_MS;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
