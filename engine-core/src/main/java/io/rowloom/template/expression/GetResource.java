package io.rowloom.template.expression;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowloom.template.document.Path;

/** {@code get_resource: name}: the physical id, or the attribute that the resource type names as its reference. */
public record GetResource(String resource) implements Expression {
    static final String FUNCTION = "get_resource";

    @Override
    public void visit(Path at, Scope scope) {
        scope.resource(at.child(FUNCTION), resource);
    }

    @Override
    public JsonNode resolve(Path at, Values values) {
        return values.reference(resource);
    }
}
