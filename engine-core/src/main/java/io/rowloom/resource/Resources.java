package io.rowloom.resource;

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

    /** Deletes tombstones older than {@code keepFor} (the longest a call may hang in the network). Answers how many. */
    int purge(Duration keepFor);
}
