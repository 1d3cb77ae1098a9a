package io.rowloom.resource;

import io.rowloom.traversal.CutOff;

/** What a ready node comes to. */
public sealed interface Decision {
    /** Nothing is to do. */
    record Skip(CutOff cutOff) implements Decision {}

    /** Claim the row and act. */
    record Begin(ClaimIntent intent) implements Decision {}
}
