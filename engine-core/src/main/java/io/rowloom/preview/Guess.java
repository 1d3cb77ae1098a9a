package io.rowloom.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rowloom.template.expression.Unknown;
import io.rowloom.value.Secret;
import io.rowloom.value.Secrets;
import java.math.BigDecimal;
import java.util.Optional;

/** Puts values where a tree has unknown ones, so that a decision can be tried that knows no unknown ones. Pure. */
enum Guess {
    /** Everything comes out as it was; what was not there stays away. */
    AS_BEFORE {
        @Override
        Optional<JsonNode> value(JsonNode before) {
            return before.isMissingNode() ? Optional.empty() : Optional.of(before);
        }
    },
    /** Everything comes out as something else. */
    OTHERWISE {
        @Override
        Optional<JsonNode> value(JsonNode before) {
            JsonNode was = opened(before);
            return Optional.of(was.isBoolean() ? BooleanNode.valueOf(!was.booleanValue())
                    : was.isNumber() ? DecimalNode.valueOf(was.decimalValue().add(BigDecimal.ONE))
                    : TextNode.valueOf(was.asText("") + "-otherwise"));
        }
    };

    abstract Optional<JsonNode> value(JsonNode before);

    ObjectNode fill(ObjectNode tree, ObjectNode before) {
        ObjectNode filled = JsonNodeFactory.instance.objectNode();
        tree.properties().forEach(entry -> fill(entry.getValue(), before.path(entry.getKey())).ifPresent(value -> filled.set(entry.getKey(), value)));
        return filled;
    }

    private Optional<JsonNode> fill(JsonNode tree, JsonNode before) {
        return switch (tree) {
            case ObjectNode map -> Optional.of(fill(map, opened(before) instanceof ObjectNode was ? was : JsonNodeFactory.instance.objectNode()));
            case ArrayNode list -> {
                ArrayNode filled = JsonNodeFactory.instance.arrayNode(list.size());
                for (int i = 0; i < list.size(); i++) {
                    filled.add(fill(list.get(i), opened(before).path(i)).orElse(NullNode.instance));
                }
                yield Optional.of(filled);
            }
            default -> Unknown.is(tree) ? value(before) : Optional.of(tree);
        };
    }

    private static JsonNode opened(JsonNode node) {
        return Secret.isSecret(node) ? Secrets.reveal(node) : node;
    }
}
