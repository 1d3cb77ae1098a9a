package io.rowloom.resource;

import io.rowloom.traversal.CutOff;

/** What a ready node comes to. */
public sealed interface Decision {
    /** Nothing is to do. */
    record Skip(CutOff cutOff) implements Decision {}

    /** Claim the row and act. */
    record Begin(ClaimIntent intent) implements Decision {}

    /** Begin nothing before somebody clears a hook. */
    record Hold(HoldIntent intent) implements Decision {}

    /** The change must not be made: the node fails, and the row stays as it is. */
    record Restrict(RestrictedChange change) implements Decision {}
}
