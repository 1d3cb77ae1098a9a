package io.rowloom.traversal;

/** What became of a replacement. */
public sealed interface ReplaceResult {
    /** A new copy exists as a row; its node, {@code node}, can run now. */
    record Replaced(int newNo, int node) implements ReplaceResult {}

    /** The traversal is over: the row is given back, failed, for the next one to see to. */
    record Stopped() implements ReplaceResult {}

    /** Somebody else has the row: nothing was written. */
    record FenceLost() implements ReplaceResult {}
}
