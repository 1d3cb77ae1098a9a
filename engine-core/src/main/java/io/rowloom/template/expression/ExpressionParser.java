package io.rowloom.template.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.Iterables;
import com.google.common.collect.Iterators;
import io.rowloom.template.document.Faults;
import io.rowloom.template.document.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells functions from plain maps: as in Heat, a map with exactly one key that is a function's name is a call of the function. A call that cannot
 * be read is a fault and stands as {@link Unknown}, so that it causes no further ones.
 */
public final class ExpressionParser {
    private final Faults faults;

    public ExpressionParser(Faults faults) {
        this.faults = faults;
    }

    public Expression parse(JsonNode node, Path at) {
        return switch (node) {
            case ObjectNode map when isCall(map) -> call(map, at);
            case ObjectNode map -> map(map, at);
            case ArrayNode list -> list(list, at);
            default -> new Literal(node);
        };
    }

    private static boolean isCall(ObjectNode map) {
        return map.size() == 1 && FunctionName.isOne(Iterators.getOnlyElement(map.fieldNames()));
    }

    private Expression call(ObjectNode map, Path at) {
        var call = Iterables.getOnlyElement(map.properties());
        String function = call.getKey();
        Path place = at.child(function);
        Arguments arguments = new Arguments(this, faults, place, call.getValue());
        return switch (function) {
            case GetParam.FUNCTION -> arguments.getParam();
            case GetResource.FUNCTION -> arguments.getResource();
            case GetAttr.FUNCTION -> arguments.getAttr();
            case StrReplace.FUNCTION -> arguments.strReplace();
            case ListJoin.FUNCTION -> arguments.listJoin();
            default -> unsupported(place, function);
        };
    }

    private Expression unsupported(Path place, String function) {
        faults.add(place, "function " + function + " is not supported yet");
        return new Literal(Unknown.NODE);
    }

    private Expression map(ObjectNode map, Path at) {
        Map<String, Expression> entries = new LinkedHashMap<>();
        map.properties().forEach(entry -> entries.put(entry.getKey(), parse(entry.getValue(), at.child(entry.getKey()))));
        return entries.values().stream().allMatch(ExpressionParser::isPlain) ? new Literal(map) : new MapOf(entries);
    }

    private Expression list(ArrayNode list, Path at) {
        List<Expression> items = new ArrayList<>();
        for (JsonNode item : list) {
            items.add(parse(item, at.item(items.size())));
        }
        return items.stream().allMatch(ExpressionParser::isPlain) ? new Literal(list) : new ListOf(items);
    }

    private static boolean isPlain(Expression expression) {
        return expression instanceof Literal(var value) && !Unknown.is(value);
    }
}
