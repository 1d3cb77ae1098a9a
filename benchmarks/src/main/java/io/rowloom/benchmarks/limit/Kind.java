package io.rowloom.benchmarks.limit;

/** How much of the engine is left out. */
public enum Kind {
    /** The engine's own verbs, called with actions that were worked out before: no search, no queue, no resource types. */
    VERBS,
    /** The engine's own statements by plain JDBC, with parameters made before. In a chain, the finish and the next claim are one round trip and one commit. */
    SAME,
    /** The same changes of rows as updates of ranges, without guards, without asking what they matched, and without working out what became ready. The same commits. */
    MINIMAL
}
