package io.rowloom.stack;

/** Who asked for a traversal. */
public enum Origin {
    USER,
    /** An engine, since the stack's policy says so. */
    DRIFT_POLICY
}
