package io.rowloom.benchmarks;

/** The requests that are measured, in this order, on one stack. */
enum Phase {
    CREATE,
    /** One property of every resource changes, in place. */
    UPDATE,
    /** The same template once more. */
    NO_OP,
    DELETE
}
