package io.rowloom.template.expression;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowloom.template.document.Path;
import java.util.List;

/**
 * {@code get_attr: [resource, attribute, key or index, …]}. Without an attribute it stands for all of them ({@code show}). A path that leads
 * nowhere gives null, as in Heat.
 */
public record GetAttr(String resource, String attribute, List<Expression> route) implements Expression {
    static final String FUNCTION = "get_attr";
    static final String ALL_ATTRIBUTES = "show";

    public GetAttr {
        route = List.copyOf(route);
    }

    @Override
    public void visit(Path at, Scope scope) {
        scope.attribute(at.child(FUNCTION), resource, attribute);
        Route.visit(route, at.child(FUNCTION), 2, scope);
    }

    @Override
    public JsonNode resolve(Path at, Values values) {
        return Route.follow(values.attribute(resource, attribute), route, at.child(FUNCTION), values);
    }
}
