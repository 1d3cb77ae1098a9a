package io.rowloom.engine;

/** What came of declaring an engine dead whose lease has not ended. */
public sealed interface Verdict {
    /** It is dead now, irrevocably, and by this call. */
    record Declared() implements Verdict {}

    /** It lives: its lease is not as it was seen. */
    record Renewed() implements Verdict {}

    /** It was dead before, or has no row. */
    record Gone() implements Verdict {}
}
