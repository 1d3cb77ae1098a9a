package io.rowloom.resource;

/** What became of a signal. */
public sealed interface SignalResult {
    /** It is kept for this row. */
    record Accepted(int no) implements SignalResult {}

    /** No such stack, or no copy of the resource that could take it. */
    record NotFound() implements SignalResult {}
}
