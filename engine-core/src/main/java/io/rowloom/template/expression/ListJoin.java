package io.rowloom.template.expression;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowloom.template.document.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * {@code list_join: [delimiter, list, …]}. Items need not be texts; in place of a list, null and an empty text (what is not there) count as
 * empty, as in Heat.
 */
public record ListJoin(Expression delimiter, List<Expression> lists) implements Expression {
    static final String FUNCTION = "list_join";

    public ListJoin {
        lists = List.copyOf(lists);
    }

    @Override
    public void visit(Path at, Scope scope) {
        Path function = at.child(FUNCTION);
        delimiter.visit(function.item(0), scope);
        for (int i = 0; i < lists.size(); i++) {
            lists.get(i).visit(function.item(i + 1), scope);
        }
    }

    @Override
    public JsonNode resolve(Path at, Values values) {
        Path function = at.child(FUNCTION);
        List<JsonNode> arguments = new ArrayList<>(List.of(delimiter.resolve(function.item(0), values)));
        for (int i = 0; i < lists.size(); i++) {
            arguments.add(lists.get(i).resolve(function.item(i + 1), values));
        }
        return Taint.text(arguments, clear -> join(function, clear));
    }

    private static String join(Path function, List<JsonNode> arguments) {
        JsonNode delimiter = arguments.getFirst();
        if (delimiter.isContainerNode()) {
            throw new ResolveException(function.item(0), "The delimiter of \"list_join\" must be a text");
        }
        StringJoiner joined = new StringJoiner(HeatText.of(delimiter));
        for (int i = 1; i < arguments.size(); i++) {
            JsonNode list = arguments.get(i);
            if (!list.isArray() && !HeatText.of(list).isEmpty()) {
                throw new ResolveException(function.item(i), "\"list_join\" must operate on a list");
            }
            list.forEach(item -> joined.add(HeatText.of(item)));
        }
        return joined.toString();
    }
}
