package io.rowloom.simulator.random;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.rowloom.memory.Snapshot;

/** Rows as they are, with some events left out. */
final class Events {
    private Events() {}

    static Snapshot without(Snapshot rows, String status) {
        return new Snapshot(ImmutableMap.copyOf(Maps.transformValues(rows.stacks(), s -> new Snapshot.OfStack(s.stack(), s.resources(), s.nodes(),
                s.events().stream().filter(e -> !e.status().equals(status)).toList()))));
    }
}
