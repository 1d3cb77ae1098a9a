package io.rowloom.value;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;

/**
 * A value that must never be shown, logged or stored in clear. In a JSON tree it stands as a {@link POJONode} around this record,
 * so that whatever is built from it (a string with the password in it) can be marked, too. Stores seal it; plugins get it revealed.
 */
public record Secret(JsonNode value) {
    public static final String MASK = "******";

    public Secret {
        if (value instanceof POJONode node && node.getPojo() instanceof Secret) {
            throw new IllegalArgumentException("a secret must not be wrapped twice");
        }
    }

    /** {@code value} marked as secret; as it is when it is marked already, or is null (nothing to hide). */
    public static JsonNode of(JsonNode value) {
        return value.isNull() || isSecret(value) ? value : new POJONode(new Secret(value));
    }

    public static boolean isSecret(JsonNode node) {
        return node instanceof POJONode pojo && pojo.getPojo() instanceof Secret;
    }

    /** Also what Jackson writes: a tree that is printed, logged or stored without being sealed first shows the mask, never the value. */
    @Override
    @JsonValue
    public String toString() {
        return MASK;
    }
}
