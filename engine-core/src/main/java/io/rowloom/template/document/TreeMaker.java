package io.rowloom.template.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Makes a JSON tree of composed YAML: expands aliases and merge keys, within a budget, and finds what a tree cannot hold. One use, one tree. */
final class TreeMaker {
    /** How many characters aliases may add to a text. */
    private static final long ALIAS_ALLOWANCE = 1_000_000;

    private final Faults faults;
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private long budget;
    private boolean exhausted;

    TreeMaker(int textLength, Faults faults) {
        this.faults = faults;
        this.budget = 2L * textLength + ALIAS_ALLOWANCE;     // each part of a text without aliases costs at most its length and one
    }

    JsonNode make(Node node, Path path) {
        budget -= node instanceof ScalarNode scalar ? 1 + scalar.getValue().length() : 1;
        if (budget < 0) {
            return overBudget(path);
        }
        if (node instanceof ScalarNode scalar) {
            return Scalars.value(scalar, path, faults);
        }
        if (!open.add(node)) {
            faults.add(path, "an alias refers to a part that contains it", "write the part out, or alias something outside of it");
            return NullNode.instance;
        }
        JsonNode made = switch (node) {
            case MappingNode map -> map(map, path);
            case SequenceNode list -> list(list, path);
            default -> NullNode.instance;
        };
        open.remove(node);
        return made;
    }

    private JsonNode overBudget(Path path) {
        if (!exhausted) {
            exhausted = true;
            faults.add(path, "the aliases expand to more than " + ALIAS_ALLOWANCE + " characters", "use fewer aliases of aliases");
        }
        return NullNode.instance;
    }

    private JsonNode list(SequenceNode list, Path path) {
        checkTag(list, Tag.SEQ, path);
        ArrayNode array = JsonNodeFactory.instance.arrayNode(list.getValue().size());
        for (Node item : list.getValue()) {
            if (exhausted) {
                break;
            }
            array.add(make(item, path.item(array.size())));
        }
        return array;
    }

    private JsonNode map(MappingNode map, Path path) {
        checkTag(map, Tag.MAP, path);
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (NodeTuple tuple : map.getValue()) {
            if (!isMerge(tuple) && !exhausted) {
                entry(object, tuple, path);
            }
        }
        map.getValue().stream().filter(TreeMaker::isMerge).forEach(tuple -> merge(object, tuple.getValueNode(), path));
        return object;
    }

    private void entry(ObjectNode object, NodeTuple tuple, Path path) {
        if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
            faults.add(path, "a key is a list or a map", "keys must be texts");
            return;
        }
        String key = keyNode.getValue();
        if (!Characters.storable(key)) {
            faults.add(path, "a key contains a character that cannot be stored", "remove escapes such as \\0 and \\ud800");
            return;
        }
        if (object.has(key)) {
            Path at = path.child(key);
            faults.addAt(keyNode.getStartMark(), at, "the key '" + key + "' is there twice", "remove or rename one");
            return;
        }
        object.set(key, make(tuple.getValueNode(), path.child(key)));
    }

    private static boolean isMerge(NodeTuple tuple) {
        return tuple.getKeyNode().getTag().equals(Tag.MERGE);
    }

    /** The map's own keys win, then earlier maps of a list, as YAML's merge key says. */
    private void merge(ObjectNode object, Node merged, Path path) {
        List<Node> maps = merged instanceof SequenceNode list ? list.getValue() : List.of(merged);
        for (Node map : maps) {
            if (map instanceof MappingNode && make(map, path) instanceof ObjectNode other) {
                other.properties().forEach(entry -> object.putIfAbsent(entry.getKey(), entry.getValue()));
            } else {
                faults.add(path, "the merge key << needs a map or a list of maps");
            }
        }
    }

    private void checkTag(Node node, Tag expected, Path path) {
        if (!node.getTag().equals(expected)) {
            faults.add(path, "the tag " + Scalars.shown(node.getTag()) + " is not supported", "remove it");
        }
    }
}
