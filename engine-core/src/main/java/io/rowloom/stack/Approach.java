package io.rowloom.stack;

/** How a traversal regards what the rows say of reality. */
public enum Approach {
    /** Rows are right: what did not change is not visited. */
    TRUST,
    /** Each resource is compared with reality, and mended where they differ. */
    OBSERVE,
    /** Reality is left alone: rows go, what they stand for stays. */
    LEAVE
}
