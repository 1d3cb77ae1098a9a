package io.rowloom.template.expression;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowloom.template.document.Faults;
import io.rowloom.template.document.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what stands under the key of a function.
 *
 * @param function the place of that key
 */
record Arguments(ExpressionParser parser, Faults faults, Path function, JsonNode tree) {

    Expression getParam() {
        return switch (names(1)) {
            case List<String> names when names.size() == 1 -> new GetParam(names.getFirst(), route(1));
            default -> broken("must be a parameter's name, or a list of the name and a path into the value");
        };
    }

    Expression getResource() {
        return tree.isTextual() ? new GetResource(tree.textValue()) : broken("must be a resource's name");
    }

    Expression getAttr() {
        return switch (names(2)) {
            case List<String> names when names.size() == 2 && tree.isArray() -> new GetAttr(names.get(0), names.get(1), route(2));
            case List<String> names when names.size() == 1 && tree.size() <= 1 -> new GetAttr(names.getFirst(), GetAttr.ALL_ATTRIBUTES, List.of());
            default -> broken("must be a list of a resource's name, an attribute's name and, if wanted, a path into the value");
        };
    }

    Expression strReplace() {
        boolean fits = tree.isObject() && tree.has(StrReplace.TEMPLATE) && tree.has(StrReplace.PARAMS) && tree.size() == 2;
        if (!fits) {
            return broken("must be a map with template and params, and nothing else");
        }
        Expression template = parser.parse(tree.get(StrReplace.TEMPLATE), function.child(StrReplace.TEMPLATE));
        Expression params = parser.parse(tree.get(StrReplace.PARAMS), function.child(StrReplace.PARAMS));
        if (template instanceof Literal(var text) && !text.isValueNode()) {
            return broken("template must be a text");
        }
        if (params instanceof Literal(var map) && !map.isObject() && !Unknown.is(map)) {
            return broken("params must be a map");
        }
        return new StrReplace(template, params);
    }

    Expression listJoin() {
        if (!tree.isArray() || tree.size() < 2) {
            return broken("must be a list of the delimiter and one or more lists");
        }
        List<Expression> parsed = route(0);
        for (Expression list : parsed.subList(1, parsed.size())) {
            if (list instanceof Literal(var value) && !value.isArray() && !value.isNull() && !Unknown.is(value)) {
                return broken("must be a list of the delimiter and one or more lists");
            }
        }
        return new ListJoin(parsed.getFirst(), parsed.subList(1, parsed.size()));
    }

    /** Up to {@code most} leading texts; a text alone counts as a list of itself. */
    private List<String> names(int most) {
        if (tree.isTextual()) {
            return List.of(tree.textValue());
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; tree.isArray() && i < most && tree.path(i).isTextual(); i++) {
            names.add(tree.get(i).textValue());
        }
        return names;
    }

    private List<Expression> route(int from) {
        List<Expression> route = new ArrayList<>();
        for (int i = from; tree.isArray() && i < tree.size(); i++) {
            route.add(parser.parse(tree.get(i), function.item(i)));
        }
        return route;
    }

    private Expression broken(String message) {
        faults.add(function, "the argument " + message);
        return new Literal(Unknown.NODE);
    }
}
