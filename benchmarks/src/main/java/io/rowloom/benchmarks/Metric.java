package io.rowloom.benchmarks;

/** What is counted, summed over the server's database and all workers. */
enum Metric {
    /** Calls of statements that a client sent, without those that begin and end transactions. Empty queries (pings) do not count. */
    STATEMENTS("statements", false),
    /** BEGIN, COMMIT, ROLLBACK, SET TRANSACTION. */
    CONTROL("control", false),
    /** Transactions that ended well, those that only read included; a statement outside a transaction block is one. */
    COMMITS("commits", true),
    /** Transactions that took a transaction number: those that wrote, each with its flush of the log. */
    WRITES("writes", false),
    WAL_BYTES("wal bytes", false),
    UPDATES("row updates", true),
    /** Row updates that touched no index. */
    HOT_UPDATES("hot updates", true),
    DEAD_TUPLES("dead tuples", true),
    DATABASE_CPU_MS("db cpu ms", false),
    WORKER_CPU_MS("worker cpu ms", false);

    private final String label;
    private final boolean late;

    Metric(String label, boolean late) {
        this.label = label;
        this.late = late;
    }

    String label() {
        return label;
    }

    /** PostgreSQL's processes report these when they like, within 10 s; the others are exact at once. */
    boolean late() {
        return late;
    }
}
