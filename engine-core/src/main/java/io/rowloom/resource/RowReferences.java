package io.rowloom.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.stack.StackId;
import io.rowloom.template.References;
import java.util.Map;
import java.util.Optional;

/** What {@code get_resource} and {@code get_attr} stand for, by the current rows of a stack. Immutable. */
public final class RowReferences implements References {
    private static final String EVERYTHING = "show";
    private final String tenant;
    private final String stackName;
    private final Optional<StackId> stackId;
    private final Map<String, CurrentRow> current;
    private final ResourceTypes types;

    /**
     * @param stackId empty while there is no stack yet
     * @param current the rows by name; a name that is missing stands for null
     */
    public RowReferences(String tenant, String stackName, Optional<StackId> stackId, Map<String, CurrentRow> current, ResourceTypes types) {
        this.tenant = tenant;
        this.stackName = stackName;
        this.stackId = stackId;
        this.current = current;
        this.types = types;
    }

    @Override
    public String stackName() {
        return stackName;
    }

    @Override
    public Optional<String> stackId() {
        return stackId.map(StackId::toString);
    }

    @Override
    public String tenant() {
        return tenant;
    }

    @Override
    public JsonNode reference(String resource) {
        return row(resource).map(row -> {
            Optional<String> attribute = types.find(row.type()).flatMap(type -> type.schema().reference());
            return attribute.map(a -> attribute(resource, a))
                    .orElseGet(() -> row.physicalId().<JsonNode>map(TextNode::valueOf).orElse(NullNode.instance));
        }).orElse(NullNode.instance);
    }

    @Override
    public JsonNode attribute(String resource, String attribute) {
        return row(resource).map(row -> attribute.equals(EVERYTHING) ? row.outputs() : row.outputs().path(attribute))
                .filter(value -> !value.isMissingNode()).orElse(NullNode.instance);
    }

    private Optional<CurrentRow> row(String resource) {
        return Optional.ofNullable(current.get(resource));
    }
}
