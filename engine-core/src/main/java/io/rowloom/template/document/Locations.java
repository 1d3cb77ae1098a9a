package io.rowloom.template.document;

import io.rowloom.problem.Location;
import io.rowloom.template.document.Path.Step;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Finds lines and columns when they are asked for, so that a text without faults pays nothing. Not thread-safe. */
final class Locations {
    private final String source;
    private final Node root;
    private final Map<MappingNode, Map<String, NodeTuple>> indexes = new IdentityHashMap<>();

    Locations(String source, Node root) {
        this.source = source;
        this.root = root;
    }

    /** Of the key that the path ends with, of the list item, or of the nearest part above that is in the text. */
    Optional<Location> of(Path path) {
        return Optional.of(at(source, mark(path.steps())));
    }

    static Location at(String source, Mark mark) {
        return new Location(source, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private record Found(Node node, Mark mark) {}

    private Mark mark(List<Step> steps) {
        Found found = new Found(root, root.getStartMark());
        for (Step step : steps) {
            Found next = switch (step) {
                case Step.Key(var key) -> entry(found.node(), key);
                case Step.Index(var index) -> item(found.node(), index);
            };
            if (next == null) {
                return found.mark();
            }
            found = next;
        }
        return found.mark();
    }

    private @Nullable Found entry(Node node, String key) {
        NodeTuple tuple = node instanceof MappingNode map ? indexes.computeIfAbsent(map, Locations::index).get(key) : null;
        return tuple == null ? null : new Found(tuple.getValueNode(), tuple.getKeyNode().getStartMark());
    }

    private static @Nullable Found item(Node node, int index) {
        if (node instanceof SequenceNode list && index < list.getValue().size()) {
            Node item = list.getValue().get(index);
            return new Found(item, item.getStartMark());
        }
        return null;
    }

    private static Map<String, NodeTuple> index(MappingNode map) {
        Map<String, NodeTuple> index = new HashMap<>();
        for (NodeTuple tuple : map.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                index.putIfAbsent(key.getValue(), tuple);
            }
        }
        return index;
    }
}
