package io.rowloom.template.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rowloom.value.Secret;
import io.rowloom.value.Secrets;
import java.util.List;
import java.util.function.Function;

/** How functions that build a text pass on what is special about their arguments. */
final class Taint {
    private Taint() {}

    /**
     * What {@code how} makes of the arguments in clear; a secret when any of them has a secret in it. Unknown, without asking, when any of them
     * has an unknown part.
     */
    static JsonNode text(List<JsonNode> arguments, Function<List<JsonNode>, String> how) {
        if (arguments.stream().anyMatch(Unknown::in)) {
            return Unknown.NODE;
        }
        if (arguments.stream().noneMatch(Secrets::contains)) {
            return TextNode.valueOf(how.apply(arguments));
        }
        return Secret.of(TextNode.valueOf(how.apply(arguments.stream().map(Secrets::reveal).toList())));
    }
}
