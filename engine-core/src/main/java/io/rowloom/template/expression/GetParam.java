package io.rowloom.template.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rowloom.template.document.Path;
import java.util.List;

/**
 * {@code get_param: name} or {@code get_param: [name, key or index, …]}. A path that leads nowhere gives an empty text, as in Heat.
 */
public record GetParam(String name, List<Expression> route) implements Expression {
    static final String FUNCTION = "get_param";

    public GetParam {
        route = List.copyOf(route);
    }

    @Override
    public void visit(Path at, Scope scope) {
        scope.parameter(at.child(FUNCTION), name);
        Route.visit(route, at.child(FUNCTION), 1, scope);
    }

    @Override
    public JsonNode resolve(Path at, Values values) {
        JsonNode found = Route.follow(values.parameter(name), route, at.child(FUNCTION), values);
        return !route.isEmpty() && found.isNull() ? TextNode.valueOf("") : found;
    }
}
