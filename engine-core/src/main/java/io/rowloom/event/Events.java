package io.rowloom.event;

import io.rowloom.stack.StackId;
import java.time.Duration;
import java.util.List;

/** Reads events, and removes old ones. They are written by the verbs that change state, in the same transactions. */
public interface Events {
    /**
     * Events after {@code position}, oldest first. Guarantee: who goes on from the last one's position misses none, however transactions overlap; the price
     * is that an event shows only when all transactions older than its own have ended. Events that were purged are missing.
     */
    List<Event> after(StackId stack, Cursor position, int limit);

    /**
     * Deletes events older than {@code keepFor}, of live and deleted stacks, each stack's oldest first, at most {@code limit}. Answers how many: fewer, and
     * none is left.
     */
    int purge(Duration keepFor, int limit);
}
