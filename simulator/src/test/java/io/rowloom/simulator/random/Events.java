package io.rowloom.simulator.random;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.rowloom.memory.Rows;

/** Rows as they are, with some events left out. */
final class Events {
    private Events() {}

    static Rows without(Rows rows, String status) {
        return new Rows(ImmutableMap.copyOf(Maps.transformValues(rows.stacks(), s -> new Rows.OfStack(s.stack(), s.resources(), s.nodes(),
                s.events().stream().filter(e -> !e.status().equals(status)).toList()))), rows.limits());
    }
}
