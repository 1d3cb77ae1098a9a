package io.rowloom.template.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.rowloom.template.document.Path;
import io.rowloom.value.Secret;
import io.rowloom.value.Secrets;
import java.util.List;

/** The further arguments of get_param and get_attr: keys of maps and indexes of lists. */
final class Route {
    private Route() {}

    static void visit(List<Expression> route, Path function, int firstIndex, Scope scope) {
        for (int i = 0; i < route.size(); i++) {
            route.get(i).visit(function.item(firstIndex + i), scope);
        }
    }

    /** Null node when a step leads nowhere. A part of a secret is a secret, and so is what a secret key leads to. */
    static JsonNode follow(JsonNode start, List<Expression> route, Path function, Values values) {
        JsonNode at = start;
        boolean secret = false;
        for (Expression step : route) {
            JsonNode key = step.resolve(function, values);
            if (Unknown.is(at) || Unknown.in(key)) {
                return Unknown.NODE;
            }
            secret |= Secret.isSecret(at) || Secret.isSecret(key);
            at = step(opened(at), opened(key), function);
        }
        return secret && !Unknown.in(at) ? Secret.of(Secrets.reveal(at)) : at;
    }

    /** Only the outermost mark is taken off: a secret deeper inside keeps its own. */
    private static JsonNode opened(JsonNode node) {
        return Secret.isSecret(node) ? Secrets.reveal(node) : node;
    }

    private static JsonNode step(JsonNode container, JsonNode key, Path function) {
        if (!key.isTextual() && !key.isIntegralNumber()) {
            throw new ResolveException(function, "Path components must be texts or numbers");
        }
        JsonNode found = container.isArray() ? item(container, key) : container.path(key.asText());
        return found.isMissingNode() ? NullNode.instance : found;
    }

    /** A negative index counts from the end, as in Heat (Python). */
    private static JsonNode item(JsonNode list, JsonNode key) {
        if (!key.asText().matches("-?\\d{1,9}")) {
            return NullNode.instance;
        }
        int index = Integer.parseInt(key.asText());
        return list.path(index < 0 ? list.size() + index : index);
    }
}
