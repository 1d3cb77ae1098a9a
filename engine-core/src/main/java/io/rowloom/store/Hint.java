package io.rowloom.store;

/** What a hint is about, so that not all of what may have happened has to be looked for. */
public enum Hint {
    /** A request was accepted: there is something to plan. */
    REQUESTS,
    /** There may be nodes that can run, more than whoever tells of them has slots for. */
    NODES,
    /** One of these, or something else. */
    ANYTHING
}
