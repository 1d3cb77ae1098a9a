package io.rowloom.resource;

import io.rowloom.engine.Swept;
import io.rowloom.preview.PreviewView;
import io.rowloom.stack.StackId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads resource rows for people, and removes those whose time is over. */
public interface Resources {
    /** All rows of a stack, tombstones included, by number. One snapshot. */
    List<ResourceView> list(StackId stack);

    /** The stack and all of its rows, tombstones included, with all that decisions look at. One snapshot; empty when the stack does not exist. */
    Optional<PreviewView> preview(StackId stack);

    /**
     * Of the next rows of all stacks, deletes the tombstones that are older than that, and the signals that were for them. What somebody else has locked is left.
     *
     * @param keepFor the longest a call may hang in the network
     * @param after as {@link Purged#next} said; empty: from the start
     * @param rows to look at, at most
     */
    Purged purge(Duration keepFor, Optional<Swept.Place> after, int rows);
}
