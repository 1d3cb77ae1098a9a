package io.rowloom.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds circular dependencies, without recursion, in one pass over the edges.
 *
 * <p>Guarantee: empty exactly when there are none. Not guaranteed: all cycles; those found share no member, so that their number is no problem.
 */
final class Cycles {
    private final Map<String, ? extends Set<String>> requires;
    private final Set<String> visited = new HashSet<>();
    private final Set<String> named = new HashSet<>();
    /** The path from the start to the current name, with the dependencies that are left to follow. */
    private final LinkedHashMap<String, Iterator<String>> open = new LinkedHashMap<>();
    private final List<List<String>> found = new ArrayList<>();

    private Cycles(Map<String, ? extends Set<String>> requires) {
        this.requires = requires;
    }

    /** Each cycle so that a member requires the next one, beginning with the smallest name. Names without an entry are ignored. */
    static List<List<String>> in(Map<String, ? extends Set<String>> requires) {
        Cycles search = new Cycles(requires);
        requires.keySet().forEach(search::from);
        return search.found;
    }

    private void from(String start) {
        enter(start);
        while (!open.isEmpty()) {
            var current = open.lastEntry();
            if (!current.getValue().hasNext()) {
                open.pollLastEntry();
                continue;
            }
            String next = current.getValue().next();
            if (open.containsKey(next)) {
                close(next);
            } else {
                enter(next);
            }
        }
    }

    private void enter(String name) {
        Set<String> next = requires.get(name);
        if (next != null && visited.add(name)) {
            open.put(name, next.iterator());
        }
    }

    private void close(String first) {
        List<String> cycle = new ArrayList<>();
        for (String name : open.sequencedKeySet().reversed()) {
            if (named.contains(name)) {
                return;
            }
            cycle.add(name);
            if (name.equals(first)) {
                break;
            }
        }
        named.addAll(cycle);
        Collections.reverse(cycle);
        Collections.rotate(cycle, -cycle.indexOf(Collections.min(cycle)));
        found.add(cycle);
    }
}
