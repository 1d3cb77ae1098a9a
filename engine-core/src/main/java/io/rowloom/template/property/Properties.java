package io.rowloom.template.property;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rowloom.plugin.PropertySchema;
import io.rowloom.template.document.Booleans;
import io.rowloom.template.document.Faults;
import io.rowloom.template.document.MapReader;
import io.rowloom.template.document.Numbers;
import io.rowloom.template.document.Path;
import io.rowloom.template.expression.HeatText;
import io.rowloom.template.expression.Unknown;
import io.rowloom.value.Secret;
import io.rowloom.value.Secrets;
import java.util.Map;
import java.util.Optional;

/**
 * Makes values fit a schema: coerced to the declared types as Heat does it, checked, completed with defaults. Null counts as not given. Unknown
 * parts pass as they are; a secret with such a part is unknown as a whole. Sensitive properties become secrets. No message shows a secret.
 */
public final class Properties {
    private static final int LONGEST_SHOWN = 60;
    private final Faults faults;
    private final boolean demanding;

    public Properties(Faults faults) {
        this(faults, true);
    }

    private Properties(Faults faults, boolean demanding) {
        this.faults = faults;
        this.demanding = demanding;
    }

    /** Required properties may be left out. */
    public static Properties optional(Faults faults) {
        return new Properties(faults, false);
    }

    /** The given values, and defaults for those that are not given. What does not fit becomes a fault, and is left out. */
    public ObjectNode conform(ObjectNode given, Map<String, PropertySchema> schemas, Path at) {
        return conform(given, schemas, at, false);
    }

    private ObjectNode conform(ObjectNode given, Map<String, PropertySchema> schemas, Path at, boolean secret) {
        for (var entry : given.properties()) {
            if (!schemas.containsKey(entry.getKey())) {
                faults.addUnknownName(at.child(entry.getKey()), "Unknown Property " + entry.getKey(), entry.getKey(), schemas.keySet());
            }
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        schemas.forEach((name, schema) -> {
            if (given.hasNonNull(name)) {
                fit(given.get(name), schema, at.child(name), secret).ifPresent(value -> result.set(name, value));
            } else if (schema.defaultValue().isPresent()) {
                JsonNode value = schema.defaultValue().get().deepCopy();
                result.set(name, schema.sensitive() ? Secret.of(value) : value);
            } else if (schema.required() && demanding) {
                faults.add(at, "Property " + name + " not assigned");
            }
        });
        return result;
    }

    private Optional<JsonNode> fit(JsonNode given, PropertySchema schema, Path at, boolean inSecret) {
        if (Unknown.is(given)) {
            return Optional.of(given);
        }
        boolean mark = schema.sensitive() || Secret.isSecret(given);
        Optional<JsonNode> value = coerce(Secret.isSecret(given) ? Secrets.reveal(given) : given, schema, at, inSecret || mark);
        if (value.isEmpty() || Unknown.in(value.get())) {
            return mark ? value.map(_ -> Unknown.NODE) : value;
        }
        JsonNode clear = Secrets.reveal(value.get());
        schema.constraints().forEach(constraint -> constraint.violation(clear).ifPresent(message -> faults.add(at, message)));
        return mark ? Optional.of(Secret.of(clear)) : value;
    }

    private Optional<JsonNode> coerce(JsonNode value, PropertySchema schema, Path at, boolean secret) {
        return switch (schema.type()) {
            case STRING -> value.isContainerNode() ? misfit("Value must be a string; got " + MapReader.kind(value), at) : Optional.of(text(value));
            case NUMBER -> Numbers.of(value).or(() -> misfit("Value " + shown(value, secret) + " is not a number", at));
            case INTEGER -> Numbers.whole(value).or(() -> misfit("Value " + shown(value, secret) + " is not an integer", at));
            case BOOLEAN -> Booleans.of(value).<JsonNode>map(BooleanNode::valueOf)
                    .or(() -> misfit(shown(value, secret) + " is not a valid boolean", at));
            case MAP -> value instanceof ObjectNode map ? Optional.of(map(map, schema, at, secret))
                    : misfit(shown(value, secret) + " is not a map", at);
            case LIST -> value instanceof ArrayNode list ? Optional.of(list(list, schema, at, secret))
                    : misfit(shown(value, secret) + " is not a list", at);
            case ANY -> Optional.of(value);
        };
    }

    private static JsonNode text(JsonNode value) {
        return value.isTextual() ? value : TextNode.valueOf(HeatText.of(value));
    }

    private JsonNode map(ObjectNode map, PropertySchema schema, Path at, boolean secret) {
        return schema.fields().isEmpty() ? map : conform(map, schema.fields(), at, secret);
    }

    private JsonNode list(ArrayNode list, PropertySchema schema, Path at, boolean secret) {
        if (schema.item().isEmpty()) {
            return list;
        }
        ArrayNode result = JsonNodeFactory.instance.arrayNode(list.size());
        for (int i = 0; i < list.size(); i++) {
            fit(list.get(i), schema.item().get(), at.item(i), secret).ifPresent(result::add);
        }
        return result;
    }

    private Optional<JsonNode> misfit(String message, Path at) {
        faults.add(at, message);
        return Optional.empty();
    }

    private static String shown(JsonNode value, boolean secret) {
        String text = secret ? Secret.MASK : value.isContainerNode() ? Secrets.mask(value).toString() : value.asText();
        return "'" + (text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text) + "'";
    }
}
