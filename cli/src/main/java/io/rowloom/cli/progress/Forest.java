package io.rowloom.cli.progress;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lays a graph out as trees: every item stands once, below that of its dependencies which comes last (the deepest), since that one decides when
 * it can begin. Pure.
 */
final class Forest {
    /** An item with the lines to draw before it. */
    record Line(String branch, Picture.Item item) {}

    /** Deeper levels are drawn at this one, so that a long chain stays readable. */
    private static final int WIDEST_INDENT = 16;

    private final Map<String, Picture.Item> byName = new HashMap<>();
    private final Map<String, Integer> depths = new HashMap<>();
    private final Map<String, List<Picture.Item>> children = new HashMap<>();
    private final Set<Picture.Item> drawn = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Line> lines = new ArrayList<>();

    private Forest() {}

    static List<Line> of(List<Picture.Item> items) {
        Forest forest = new Forest();
        items.forEach(item -> forest.byName.putIfAbsent(item.name(), item));
        List<Picture.Item> roots = new ArrayList<>();
        for (Picture.Item item : items) {
            String parent = forest.parent(item);
            (parent.isEmpty() ? roots : forest.children.computeIfAbsent(parent, _ -> new ArrayList<>())).add(item);
        }
        forest.draw("", roots);
        items.stream().filter(item -> !forest.drawn.contains(item)).forEach(item -> forest.draw("", List.of(item)));
        return forest.lines;
    }

    private String parent(Picture.Item item) {
        String deepest = "";
        for (String name : item.after()) {
            boolean usable = byName.containsKey(name) && byName.get(name) != item && depth(name, new HashSet<>(Set.of(item.name()))) >= 0;
            if (usable && (deepest.isEmpty() || depth(name, new HashSet<>()) > depth(deepest, new HashSet<>()))) {
                deepest = name;
            }
        }
        return deepest;
    }

    /** Length of the longest way to a root; -1 when it leads back to one of {@code seen}, as leftovers of older templates can. */
    private int depth(String name, Set<String> seen) {
        Integer known = depths.get(name);
        if (known != null) {
            return known;
        }
        Picture.Item item = byName.get(name);
        if (item == null || !seen.add(name)) {
            return -1;
        }
        int depth = 0;
        for (String before : item.after()) {
            depth = Math.max(depth, 1 + depth(before, seen));
        }
        depths.put(name, depth);
        return depth;
    }

    private void draw(String indent, List<Picture.Item> siblings) {
        for (int i = 0; i < siblings.size(); i++) {
            boolean last = i == siblings.size() - 1;
            Picture.Item item = siblings.get(i);
            if (drawn.add(item)) {
                lines.add(new Line(indent + (last ? "└ " : "├ "), item));
                List<Picture.Item> below = byName.get(item.name()) == item ? children.getOrDefault(item.name(), List.of()) : List.of();
                draw(indent.length() >= WIDEST_INDENT ? indent : indent + (last ? "  " : "│ "), below);
            }
        }
    }
}
