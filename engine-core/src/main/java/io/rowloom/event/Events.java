package io.rowloom.event;

import io.rowloom.stack.StackId;
import java.util.List;

/** Reads events. They are written by the verbs that change state, in the same transactions. */
public interface Events {
    /**
     * Events after {@code position}, oldest first. Guarantee: who goes on from the last one's position misses none, however transactions overlap; the price
     * is that an event shows only when all transactions older than its own have ended.
     */
    List<Event> after(StackId stack, Cursor position, int limit);
}
