package io.rowloom.template.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;

/** Stands for a value that is not known before resources exist, or that is wrong and was reported already. Checks let it pass; it is never stored. */
public enum Unknown {
    VALUE;

    public static final JsonNode NODE = new POJONode(VALUE);

    public static boolean is(JsonNode node) {
        return node instanceof POJONode pojo && pojo.getPojo() == VALUE;
    }

    /** Whether any part of the tree is unknown. */
    public static boolean in(JsonNode tree) {
        if (is(tree)) {
            return true;
        }
        for (JsonNode child : tree) {
            if (in(child)) {
                return true;
            }
        }
        return false;
    }

    /** The tree with something else where it is unknown. */
    public static JsonNode replaced(JsonNode tree, JsonNode with) {
        return switch (tree) {
            case ObjectNode map -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                map.properties().forEach(entry -> copy.set(entry.getKey(), replaced(entry.getValue(), with)));
                yield copy;
            }
            case ArrayNode list -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode(list.size());
                list.forEach(item -> copy.add(replaced(item, with)));
                yield copy;
            }
            default -> is(tree) ? with : tree;
        };
    }
}
