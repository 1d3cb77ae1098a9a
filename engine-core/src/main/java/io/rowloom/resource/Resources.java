package io.rowloom.resource;

import io.rowloom.stack.StackId;
import java.time.Duration;
import java.util.List;

/** Reads resource rows for people, and removes those whose time is over. */
public interface Resources {
    /** All rows of a stack, tombstones included, by number. One snapshot. */
    List<ResourceView> list(StackId stack);

    /** Deletes tombstones older than {@code keepFor} (the longest a call may hang in the network). Answers how many. */
    int purge(Duration keepFor);
}
