package io.rowloom.memory;

import io.rowloom.event.Cursor;
import io.rowloom.event.Event;
import io.rowloom.event.Events;
import io.rowloom.stack.StackId;
import java.time.Duration;
import java.util.List;

/** Events in memory. */
final class MemoryEvents implements Events {
    private final MemoryTables tables;

    MemoryEvents(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public List<Event> after(StackId stack, Cursor position, int limit) {
        return tables.atomically(() -> tables.events(stack).stream().filter(e -> e.position().compareTo(position) > 0).limit(limit).toList());
    }

    @Override
    public int purge(Duration keepFor, int limit) {
        return tables.atomically(() -> {
            int left = limit;
            for (StackId stack : tables.stacks.keySet()) {
                List<Event> events = tables.events(stack);
                int old = (int) events.stream().takeWhile(e -> !e.at().plus(keepFor).isAfter(tables.now())).limit(left).count();
                events.subList(0, old).clear();
                left -= old;
            }
            return limit - left;
        });
    }
}
