package io.rowloom.template.expression;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowloom.template.document.Path;

/** A tree without any function in it. */
public record Literal(JsonNode value) implements Expression {
    @Override
    public void visit(Path at, Scope scope) {}

    @Override
    public JsonNode resolve(Path at, Values values) {
        return value;
    }
}
