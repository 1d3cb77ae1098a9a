package io.rowloom.template.document;

import com.fasterxml.jackson.databind.JsonNode;

/** Escapes such as {@code "\0"} can put characters into a text that PostgreSQL does not store: zero, and halves of surrogate pairs. */
public final class Characters {
    private Characters() {}

    public static boolean storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
            if (c == 0 || Character.isSurrogate(c) && !pair) {
                return false;
            }
            i += pair ? 1 : 0;
        }
        return true;
    }

    /** Whether all texts and keys in the tree are. */
    public static boolean storable(JsonNode tree) {
        for (var entry : tree.properties()) {
            if (!storable(entry.getKey())) {
                return false;
            }
        }
        for (JsonNode child : tree) {
            if (!storable(child)) {
                return false;
            }
        }
        return !tree.isTextual() || storable(tree.textValue());
    }
}
