package io.rowloom.template.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** Reads a map whose keys have fixed meanings. Wrong types become faults, and the value is then as if it were not there. Null is not there. */
public record MapReader(ObjectNode map, Path path, Faults faults) {

    /** Empty, with a fault, when the node is no map. */
    public static Optional<MapReader> of(JsonNode node, Path path, Faults faults) {
        if (node instanceof ObjectNode map) {
            return Optional.of(new MapReader(map, path, faults));
        }
        faults.add(path, "must be a map, not " + kind(node));
        return Optional.empty();
    }

    /** Every key that is not known, with its message. */
    public void refuseOthers(Collection<String> known, UnaryOperator<String> message) {
        map.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                faults.addUnknownName(path.child(key), message.apply(key), key, known);
            }
        });
    }

    public Optional<JsonNode> value(String key) {
        return map.hasNonNull(key) ? Optional.of(map.get(key)) : Optional.empty();
    }

    /** Empty text when there is none. Numbers and booleans count as texts: {@code description: 5} is harmless. */
    public String text(String key) {
        Optional<JsonNode> value = value(key);
        if (value.isPresent() && value.get().isContainerNode()) {
            faults.add(path.child(key), "must be a text, not " + kind(value.get()));
            return "";
        }
        return value.map(JsonNode::asText).orElse("");
    }

    public boolean flag(String key) {
        Optional<JsonNode> value = value(key);
        Optional<Boolean> flag = value.flatMap(Booleans::of);
        if (value.isPresent() && flag.isEmpty()) {
            faults.add(path.child(key), "must be true or false");
        }
        return flag.orElse(false);
    }

    /** A map under the key; an empty one when there is none. */
    public MapReader section(String key) {
        return value(key).flatMap(node -> of(node, path.child(key), faults))
                .orElseGet(() -> new MapReader(JsonNodeFactory.instance.objectNode(), path.child(key), faults));
    }

    /** A list under the key; an empty one when there is none. */
    public List<JsonNode> list(String key) {
        List<JsonNode> items = new ArrayList<>();
        value(key).ifPresent(node -> {
            if (node.isArray()) {
                node.forEach(items::add);
            } else {
                faults.add(path.child(key), "must be a list, not " + kind(node));
            }
        });
        return items;
    }

    /** Each entry that is a map itself; the others become faults. */
    public void forEachMap(BiConsumer<String, MapReader> action) {
        map.properties().forEach(entry -> of(entry.getValue(), path.child(entry.getKey()), faults).ifPresent(r -> action.accept(entry.getKey(), r)));
    }

    /** With an article, for messages. */
    public static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "a map";
            case ARRAY -> "a list";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case NULL -> "empty";
            default -> "something else";
        };
    }
}
