package io.rowloom.types.heat;

import static io.rowloom.plugin.PropertySchema.Type.LIST;
import static io.rowloom.plugin.PropertySchema.Type.NUMBER;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rowloom.constraint.Constraint;
import io.rowloom.plugin.PropertySchema;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.TypeSchema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Heat's {@code OS::Heat::Delay}: a pause between what it depends on and what depends on it. The jitter is drawn once for an action; a call repeated
 * after a crash may draw again.
 */
public final class DelayType implements ResourceType {
    private static final List<JsonNode> ACTIONS = List.of(TextNode.valueOf("CREATE"), TextNode.valueOf("DELETE"), TextNode.valueOf("SUSPEND"),
            TextNode.valueOf("RESUME"));

    private static final TypeSchema SCHEMA = TypeSchema.of("OS::Heat::Delay",
            "Waits: after what it depends on, before what depends on it; the other way round in a delete and a suspend.")
            .property("min_wait", seconds("Seconds to wait at least.", 0))
            .property("max_jitter", seconds("Upper end of a random time that is added, in units of jitter_multiplier.", 0))
            .property("jitter_multiplier", seconds("Seconds to multiply max_jitter with.", 1))
            .property("actions", PropertySchema.of(LIST, "The actions that wait: CREATE, DELETE, SUSPEND, RESUME.")
                    .withDefault(JsonNodeFactory.instance.arrayNode().add("CREATE")).with(new Constraint.AllowedValues(ACTIONS)));

    @Override
    public TypeSchema schema() {
        return SCHEMA;
    }

    @Override
    public Step create(ResourceCall call) {
        return Waiting.remaining(call, () -> delay(call, "CREATE"), Optional.of(call.physicalName())).orElseGet(() -> made(call));
    }

    @Override
    public Step update(ResourceCall call) {
        return made(call);
    }

    @Override
    public Step delete(ResourceCall call) {
        return pause(call, "DELETE");
    }

    @Override
    public Step suspend(ResourceCall call) {
        return pause(call, "SUSPEND");
    }

    @Override
    public Step resume(ResourceCall call) {
        return pause(call, "RESUME");
    }

    private static Step pause(ResourceCall call, String action) {
        return Waiting.remaining(call, () -> delay(call, action), Optional.empty()).orElseGet(Step::done);
    }

    private static Step made(ResourceCall call) {
        return Step.done(call.physicalName(), JsonNodeFactory.instance.objectNode());
    }

    private static BigDecimal delay(ResourceCall call, String action) {
        JsonNode properties = call.properties();
        for (JsonNode each : properties.path("actions")) {
            if (each.asText().equals(action)) {
                BigDecimal jitter = properties.path("max_jitter").decimalValue().multiply(properties.path("jitter_multiplier").decimalValue());
                return properties.path("min_wait").decimalValue().add(jitter.multiply(BigDecimal.valueOf(ThreadLocalRandom.current().nextDouble())));
            }
        }
        return BigDecimal.ZERO;
    }

    private static PropertySchema seconds(String description, int byDefault) {
        return PropertySchema.of(NUMBER, description).withDefault(IntNode.valueOf(byDefault))
                .with(new Constraint.Range(Optional.of(BigDecimal.ZERO), Optional.empty()));
    }
}
