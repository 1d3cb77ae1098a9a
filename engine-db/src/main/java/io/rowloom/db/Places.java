package io.rowloom.db;

import io.rowloom.stack.StackId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The stacks that a statement is about, and a traversal of each: what it is told of them travels with the place of its stack, counted from 1, instead of these. */
final class Places {
    private final Map<StackId, Integer> places = new LinkedHashMap<>();
    private final List<Integer> traversals = new ArrayList<>();

    /** @throws IllegalArgumentException if the stack has a place with another traversal */
    int of(StackId stack, int traversal) {
        int place = places.computeIfAbsent(stack, _ -> {
            traversals.add(traversal);
            return traversals.size();
        });
        if (traversals.get(place - 1) != traversal) {
            throw new IllegalArgumentException("stack " + stack + " at two traversals in one statement");
        }
        return place;
    }

    Set<StackId> stacks() {
        return places.keySet();
    }

    /** Ids and traversals, by place. */
    List<Object> binds() {
        return List.of(Binds.uuids(places.keySet(), StackId::value), Binds.integers(traversals));
    }
}
