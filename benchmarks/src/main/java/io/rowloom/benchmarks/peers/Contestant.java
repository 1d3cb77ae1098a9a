package io.rowloom.benchmarks.peers;

/** Who is measured. */
enum Contestant {
    ROWLOOM, DB_SCHEDULER, JOBRUNR, QUARTZ, DBOS,
    /** One process, which keeps its state in the same database. */
    TERRAFORM
}
