package io.rowloom.types.heat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The parameter types of HOT as conversions of values. Pure. Empty when a value cannot be read as the type. */
final class Conversion {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final Set<String> TRUE = Set.of("t", "true", "on", "y", "yes", "1");
    private static final Set<String> FALSE = Set.of("f", "false", "off", "n", "no", "0");

    private Conversion() {}

    static Optional<JsonNode> to(String type, JsonNode value) {
        if (value.isNull()) {
            return Optional.of(value);
        }
        return switch (type) {
            case "string" -> Optional.of(value.isContainerNode() ? TextNode.valueOf(value.toString()) : TextNode.valueOf(value.asText()));
            case "number" -> value.isNumber() ? Optional.of(value) : value.isTextual() ? number(value.asText().strip()) : Optional.empty();
            case "boolean" -> value.isContainerNode() ? Optional.empty() : truth(value.asText().toLowerCase(Locale.ROOT).strip());
            case "comma_delimited_list" -> value.isArray() ? Optional.of(value) : value.isTextual() ? Optional.of(items(value.asText()))
                    : Optional.empty();
            case "json" -> value.isContainerNode() ? Optional.of(value) : value.isTextual() ? tree(value.asText()) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<JsonNode> number(String text) {
        try {
            return text.matches("[+-]?\\d{1,18}") ? Optional.of(JsonNodeFactory.instance.numberNode(Long.parseLong(text)))
                    : Optional.of(DecimalNode.valueOf(new BigDecimal(text)));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> truth(String text) {
        return TRUE.contains(text) ? Optional.of(BooleanNode.TRUE) : FALSE.contains(text) ? Optional.of(BooleanNode.FALSE) : Optional.empty();
    }

    private static JsonNode items(String text) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        if (!text.isEmpty()) {
            for (String item : text.split(",", -1)) {
                items.add(item.strip());
            }
        }
        return items;
    }

    private static Optional<JsonNode> tree(String text) {
        try {
            return Optional.of(JSON.readTree(text)).filter(JsonNode::isContainerNode);
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }
}
