package io.rowloom.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.Stack;
import io.rowloom.template.References;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** References of a template to what the current rows of a stack say. */
final class RowReferences implements References {
    private static final String EVERYTHING = "show";

    private final Stack stack;
    private final Map<String, ResourceView> current;
    private final ResourceTypes types;

    RowReferences(Stack stack, List<ResourceView> rows, ResourceTypes types) {
        this.stack = stack;
        this.types = types;
        this.current = rows.stream().filter(row -> row.current() && !row.tombstone())
                .collect(Collectors.toMap(ResourceView::name, Function.identity(), (a, _) -> a));
    }

    @Override
    public String stackName() {
        return stack.name();
    }

    @Override
    public String stackId() {
        return stack.id().toString();
    }

    @Override
    public String tenant() {
        return stack.tenant();
    }

    @Override
    public JsonNode reference(String resource) {
        ResourceView row = current.get(resource);
        if (row == null) {
            return NullNode.instance;
        }
        return types.find(row.type()).flatMap(type -> type.schema().reference()).map(name -> attribute(resource, name))
                .orElseGet(() -> row.physicalId().<JsonNode>map(TextNode::valueOf).orElse(NullNode.instance));
    }

    @Override
    public JsonNode attribute(String resource, String attribute) {
        ResourceView row = current.get(resource);
        if (row == null) {
            return NullNode.instance;
        }
        return attribute.equals(EVERYTHING) ? row.outputs() : row.outputs().path(attribute).isMissingNode() ? NullNode.instance : row.outputs().get(attribute);
    }
}
