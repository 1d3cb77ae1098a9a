package io.rowloom.template.expression;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowloom.template.document.Path;
import java.util.List;

/**
 * {@code str_replace: {template: text, params: {placeholder: value}}}. As in Heat the longest placeholder goes first, and what was put in is not
 * looked at again, so the order of the map does not matter.
 */
public record StrReplace(Expression template, Expression params) implements Expression {
    static final String FUNCTION = "str_replace";
    static final String TEMPLATE = "template";
    static final String PARAMS = "params";

    @Override
    public void visit(Path at, Scope scope) {
        template.visit(at.child(FUNCTION).child(TEMPLATE), scope);
        params.visit(at.child(FUNCTION).child(PARAMS), scope);
    }

    @Override
    public JsonNode resolve(Path at, Values values) {
        Path function = at.child(FUNCTION);
        JsonNode text = template.resolve(function.child(TEMPLATE), values);
        JsonNode replacements = params.resolve(function.child(PARAMS), values);
        return Taint.text(List.of(text, replacements), clear -> replace(function, clear.get(0), clear.get(1)));
    }

    private static String replace(Path function, JsonNode text, JsonNode replacements) {
        if (text.isContainerNode() || text.isNull()) {
            throw new ResolveException(function.child(TEMPLATE), "\"str_replace\" template must be a text");
        }
        if (!replacements.isObject()) {
            throw new ResolveException(function.child(PARAMS), "\"str_replace\" params must be a map");
        }
        if (replacements.has("")) {
            throw new ResolveException(function.child(PARAMS), "\"str_replace\" placeholders must not be empty");
        }
        return Replacement.apply(HeatText.of(text), replacements);
    }
}
