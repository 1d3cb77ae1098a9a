package io.rowloom.types.heat;

import static io.rowloom.plugin.PropertySchema.Type.BOOLEAN;
import static io.rowloom.plugin.PropertySchema.Type.MAP;
import static io.rowloom.plugin.PropertySchema.Type.NUMBER;
import static io.rowloom.plugin.PropertySchema.Type.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rowloom.constraint.Constraint;
import io.rowloom.plugin.AttributeSchema;
import io.rowloom.plugin.Observation;
import io.rowloom.plugin.PropertySchema;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.TypeSchema;
import io.rowloom.plugin.UpdatePolicy;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * Heat's {@code OS::Heat::TestResource}: makes nothing, but waits, fails and asks for replacement as told.
 *
 * <p>As in Heat: a failure comes after the wait, a delete never fails, a failed create leaves no physical id, and an update in place waits only when
 * {@code value} changed. Unlike in Heat: a wait must not be negative (infinite there), and reading {@code output} never waits.
 */
public final class TestResourceType implements ResourceType {
    private static final TypeSchema SCHEMA = TypeSchema.of("OS::Heat::TestResource",
            "Keeps a text; for tests and demonstrations. Waits, fails and is replaced as told.")
            .property("value", PropertySchema.of(STRING, "The text to keep.").withDefault(TextNode.valueOf("test_string")))
            .property("update_replace", PropertySchema.of(BOOLEAN, "Whether a change of value replaces the resource instead of updating it in place.")
                    .withDefault(BooleanNode.FALSE))
            .property("update_replace_value", PropertySchema.of(STRING, "Any change of this text replaces the resource.")
                    .onChange(UpdatePolicy.REPLACE))
            .property("fail", PropertySchema.of(BOOLEAN, "Whether create and update fail, after their wait. A delete never fails.")
                    .withDefault(BooleanNode.FALSE))
            .property("wait_secs", seconds("Seconds that each action takes.").withDefault(IntNode.valueOf(0)))
            .property("action_wait_secs", PropertySchema.of(MAP, "Seconds for single actions, instead of wait_secs.").withFields(Map.of(
                    "create", seconds("Seconds that a create takes."),
                    "update", seconds("Seconds that an update of value takes."),
                    "delete", seconds("Seconds that a delete takes."))))
            .property("client_name", PropertySchema.of(STRING, "Accepted for templates written for Heat; has no effect.")
                    .withDefault(TextNode.valueOf("")))
            .property("entity_name", PropertySchema.of(STRING, "Accepted for templates written for Heat; has no effect.")
                    .withDefault(TextNode.valueOf("")))
            .property("constraint_prop_secs", seconds("Accepted for templates written for Heat; has no effect: checking a template never waits.")
                    .withDefault(IntNode.valueOf(0)))
            .property("attr_wait_secs", seconds("Accepted for templates written for Heat; has no effect: reading an output never waits.")
                    .withDefault(IntNode.valueOf(0)))
            .attribute("output", AttributeSchema.of("The text that is kept."));

    @Override
    public TypeSchema schema() {
        return SCHEMA;
    }

    @Override
    public Step create(ResourceCall call) {
        Optional<String> physicalId = fails(call) ? Optional.empty() : Optional.of(call.physicalName());
        return Waiting.remaining(call, () -> waitSeconds(call, "create"), physicalId).orElseGet(() -> outcome(call));
    }

    @Override
    public Step update(ResourceCall call) {
        boolean valueChanged = !call.properties().path("value").equals(call.previousProperties().path("value"));
        return Waiting.remaining(call, () -> valueChanged ? waitSeconds(call, "update") : BigDecimal.ZERO, Optional.empty())
                .orElseGet(() -> outcome(call));
    }

    @Override
    public Step delete(ResourceCall call) {
        return Waiting.remaining(call, () -> waitSeconds(call, "delete"), Optional.empty()).orElseGet(Step::done);
    }

    @Override
    public Observation observe(ResourceCall call) {
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();
        return call.physicalId().isPresent() ? new Observation.Found(nothing, nothing.deepCopy()) : new Observation.Missing("it has no physical id");
    }

    @Override
    public UpdatePolicy onChange(ObjectNode before, ObjectNode after) {
        boolean replaces = !before.path("update_replace_value").equals(after.path("update_replace_value"))
                || after.path("update_replace").asBoolean() && !before.path("value").equals(after.path("value"));
        return replaces ? UpdatePolicy.REPLACE : UpdatePolicy.IN_PLACE;
    }

    private static Step outcome(ResourceCall call) {
        if (fails(call)) {
            return Step.failed("ValueError: Test Resource failed " + call.resourceName());
        }
        JsonNode value = call.properties().path("value");
        return Step.done(call.physicalName(), JsonNodeFactory.instance.objectNode().put("output", value.asText()));
    }

    private static boolean fails(ResourceCall call) {
        return call.properties().path("fail").asBoolean();
    }

    private static BigDecimal waitSeconds(ResourceCall call, String action) {
        JsonNode own = call.properties().path("action_wait_secs").path(action);
        return (own.isNumber() ? own : call.properties().path("wait_secs")).decimalValue();
    }

    private static PropertySchema seconds(String description) {
        return PropertySchema.of(NUMBER, description).with(new Constraint.Range(Optional.of(BigDecimal.ZERO), Optional.empty()));
    }
}
