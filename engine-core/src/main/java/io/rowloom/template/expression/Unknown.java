package io.rowloom.template.expression;

import com.fasterxml.jackson.databind.JsonNode;
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
}
