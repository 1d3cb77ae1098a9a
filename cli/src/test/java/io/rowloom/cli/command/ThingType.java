package io.rowloom.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rowloom.plugin.AttributeSchema;
import io.rowloom.plugin.PropertySchema;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.TypeSchema;
import io.rowloom.plugin.UpdatePolicy;
import java.time.Duration;

/** {@code value: fail} fails, {@code value: never} waits for ever, anything else is done at once. */
public final class ThingType implements ResourceType {
    @Override
    public TypeSchema schema() {
        return TypeSchema.of("Test::Thing", "For tests.").property("value", PropertySchema.of(PropertySchema.Type.STRING, "What it holds."))
                .property("shape", PropertySchema.of(PropertySchema.Type.STRING, "A change replaces.").onChange(UpdatePolicy.REPLACE))
                .property("serial", PropertySchema.of(PropertySchema.Type.STRING, "Never changes.").onChange(UpdatePolicy.IMMUTABLE))
                .property("env", PropertySchema.of(PropertySchema.Type.MAP, "Any keys."))
                .attribute("value", AttributeSchema.of("What it holds.")).attribute("password", AttributeSchema.secret("A secret."));
    }

    @Override
    public Step create(ResourceCall call) {
        String value = call.properties().path("value").asText();
        return switch (value) {
            case "fail" -> Step.failed("it was told to fail");
            case "never" -> Step.lookAgain(JsonNodeFactory.instance.objectNode(), Duration.ofHours(1));
            default -> Step.done(call.physicalName(), JsonNodeFactory.instance.objectNode().put("value", value).put("password", "hush-" + value));
        };
    }

    @Override
    public Step update(ResourceCall call) {
        return create(call);
    }

    @Override
    public Step delete(ResourceCall call) {
        return Step.done();
    }
}
