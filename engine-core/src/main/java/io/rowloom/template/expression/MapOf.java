package io.rowloom.template.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import io.rowloom.template.document.Path;
import java.util.Map;

/** A map with a function somewhere in it. */
public record MapOf(Map<String, Expression> entries) implements Expression {
    public MapOf {
        entries = ImmutableMap.copyOf(entries);
    }

    @Override
    public void visit(Path at, Scope scope) {
        entries.forEach((key, value) -> value.visit(at.child(key), scope));
    }

    @Override
    public JsonNode resolve(Path at, Values values) {
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        entries.forEach((key, value) -> map.set(key, value.resolve(at.child(key), values)));
        return map;
    }
}
