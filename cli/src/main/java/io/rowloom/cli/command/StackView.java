package io.rowloom.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.cli.output.Json;
import io.rowloom.problem.InvalidInputException;
import io.rowloom.resource.CurrentRow;
import io.rowloom.resource.ResourceView;
import io.rowloom.resource.RowReferences;
import io.rowloom.stack.Stack;
import io.rowloom.template.Blueprint;
import io.rowloom.template.OutputDefinition;
import io.rowloom.template.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A stack as people and programs ask for it: with its parameters and outputs. */
record StackView(Stack stack, List<ResourceView> rows, Optional<Blueprint> blueprint) {

    static StackView read(Session session, String nameOrId) {
        return of(session, session.stack(nameOrId));
    }

    static StackView of(Session session, Stack stack) {
        Optional<Target> target = Blueprints.target(session, stack.target());
        return new StackView(stack, session.store().resources().list(stack.id()), target.map(found -> Blueprints.of(session, found)));
    }

    /** In Heat's form; secrets are marked. An output that cannot be resolved carries {@code output_error}. */
    ArrayNode outputs(Session session) {
        RowReferences references = references(session);
        ArrayNode outputs = Json.array();
        blueprint.ifPresent(found -> found.outputs().values().forEach(output -> outputs.add(output(output, references))));
        return outputs;
    }

    private RowReferences references(Session session) {
        Map<String, CurrentRow> current = new HashMap<>();
        rows.stream().filter(row -> row.current() && !row.tombstone()).forEach(row ->
                current.put(row.name(), new CurrentRow(row.no(), row.name(), row.type(), row.physicalId(), row.outputs())));
        return new RowReferences(stack.tenant(), stack.name(), Optional.of(stack.id()), current, session.types());
    }

    private static ObjectNode output(OutputDefinition output, RowReferences references) {
        ObjectNode node = Json.object().put("output_key", output.name()).put("description", output.description());
        try {
            return node.set("output_value", output.resolve(references));
        } catch (InvalidInputException e) {
            node.set("output_value", NullNode.instance);
            return node.put("output_error", e.getMessage());
        }
    }

    JsonNode parameters() {
        return blueprint.<JsonNode>map(Blueprint::parameters).orElseGet(Json::object);
    }
}
