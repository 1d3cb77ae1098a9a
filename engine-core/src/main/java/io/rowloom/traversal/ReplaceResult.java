package io.rowloom.traversal;

import java.util.List;

/** What became of a replacement. */
public sealed interface ReplaceResult {
    /**
     * A new copy exists as a row.
     *
     * @param ready the node that can run now: the new copy's, or, where the old one goes first, that one's cleanup; none while something must let go of the old copy before
     */
    record Replaced(int newNo, List<Integer> ready) implements ReplaceResult {}

    /** The traversal is over: the row is given back, failed, for the next one to see to. */
    record Stopped() implements ReplaceResult {}

    /** Somebody else has the row: nothing was written. */
    record FenceLost() implements ReplaceResult {}
}
