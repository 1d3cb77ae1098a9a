package io.rowloom.template.parameter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.base.Splitter;
import io.rowloom.template.document.Booleans;
import io.rowloom.template.document.Numbers;
import io.rowloom.template.expression.HeatText;
import java.util.Optional;

/** Reads what users write for a parameter's value, in a file or on a command line, as its type says. The rules are Heat's. */
final class ParameterText {
    private static final int DEEPEST_NESTING = 200;
    private static final JsonMapper JSON = JsonMapper.builder(
                    JsonFactory.builder()
                            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST_NESTING).build())
                            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private ParameterText() {}

    /** Empty when the value does not fit the type. */
    static Optional<JsonNode> read(ParameterType type, JsonNode raw) {
        return switch (type) {
            case STRING -> raw.isContainerNode() ? Optional.empty() : Optional.of(TextNode.valueOf(HeatText.of(raw)));
            case NUMBER -> Numbers.of(raw);
            case BOOLEAN -> Booleans.of(raw).map(BooleanNode::valueOf);
            case JSON -> raw.isTextual() ? json(raw.textValue()) : Optional.of(raw);
            case COMMA_DELIMITED_LIST -> list(raw);
        };
    }

    /** What a value of the type must be, for messages. */
    static String expected(ParameterType type) {
        return switch (type) {
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case JSON -> "valid JSON";
            case COMMA_DELIMITED_LIST -> "a list, or a text with commas between the items";
        };
    }

    private static Optional<JsonNode> json(String text) {
        if (text.isBlank()) {
            return Optional.of(JsonNodeFactory.instance.objectNode());
        }
        try {
            return Optional.of(JSON.readTree(text));
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> list(JsonNode raw) {
        if (raw.isObject()) {
            return Optional.empty();
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        if (raw.isArray()) {
            raw.forEach(item -> list.add(HeatText.of(item)));
        } else if (!raw.asText().isEmpty()) {
            Splitter.on(',').trimResults().split(HeatText.of(raw)).forEach(list::add);
        }
        return Optional.of(list);
    }
}
