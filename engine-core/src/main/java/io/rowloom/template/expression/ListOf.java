package io.rowloom.template.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rowloom.template.document.Path;
import java.util.List;

/** A list with a function somewhere in it. */
public record ListOf(List<Expression> items) implements Expression {
    public ListOf {
        items = List.copyOf(items);
    }

    @Override
    public void visit(Path at, Scope scope) {
        for (int i = 0; i < items.size(); i++) {
            items.get(i).visit(at.item(i), scope);
        }
    }

    @Override
    public JsonNode resolve(Path at, Values values) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode(items.size());
        for (int i = 0; i < items.size(); i++) {
            list.add(items.get(i).resolve(at.item(i), values));
        }
        return list;
    }
}
