package io.rowloom.benchmarks.throughput;

/** What is asked of the stacks of a workload, in this order. */
public enum Phase {
    CREATE,
    /** The same template once more. */
    NO_CHANGE,
    /** One property of one resource of each stack, in place. */
    UPDATE_ONE,
    /** One property of every resource, in place. */
    UPDATE_ALL,
    /** Every resource gets a new copy, and the old one is deleted. */
    REPLACE_ALL,
    /** Updates of all resources, one after the other, each sent while the one before is under way. */
    RETARGET,
    DELETE;

    /** Without these there is nothing to measure, or something is left behind. */
    boolean isNeeded() {
        return this == CREATE || this == DELETE;
    }

    /** How many actions of resources it comes to at least. More: a replacement may begin as an update, and updates that are overtaken leave actions behind. */
    int leastActions(Layout layout) {
        return switch (this) {
            case CREATE, UPDATE_ALL, RETARGET, DELETE -> layout.resources();
            case NO_CHANGE -> 0;
            case UPDATE_ONE -> layout.stacks();
            case REPLACE_ALL -> 2 * layout.resources();
        };
    }
}
