package io.rowloom.types.heat;

import static io.rowloom.plugin.PropertySchema.Type.ANY;
import static io.rowloom.plugin.PropertySchema.Type.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rowloom.constraint.Constraint;
import io.rowloom.plugin.AttributeSchema;
import io.rowloom.plugin.PropertySchema;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.TypeSchema;
import java.util.List;
import java.util.Optional;

/** Heat's {@code OS::Heat::Value}: names the value of an expression, so that several resources and outputs can use it. */
public final class ValueType implements ResourceType {
    private static final List<JsonNode> TYPES = List.of(TextNode.valueOf("string"), TextNode.valueOf("number"),
            TextNode.valueOf("comma_delimited_list"),
            TextNode.valueOf("json"), TextNode.valueOf("boolean"));

    private static final TypeSchema SCHEMA = TypeSchema.of("OS::Heat::Value", "Holds a value that is made from parameters and other resources.")
            .property("value", PropertySchema.of(ANY, "The value, usually an expression.").requiredValue())
            .property("type", PropertySchema.of(STRING,
                    "What the value is turned into, by the rules of template parameters. Without it, the value stays what it is.")
                    .with(new Constraint.AllowedValues(TYPES)))
            .attribute("value", AttributeSchema.of("The value, of the asked type."));

    @Override
    public TypeSchema schema() {
        return SCHEMA;
    }

    @Override
    public Step create(ResourceCall call) {
        JsonNode value = call.properties().path("value");
        String type = call.properties().path("type").asText("");
        Optional<JsonNode> converted = type.isEmpty() ? Optional.of(value) : Conversion.to(type, value);
        if (converted.isEmpty()) {
            return Step.failed("property 'value' cannot be read as " + type + "; change the value, or leave out the property 'type'");
        }
        ObjectNode outputs = JsonNodeFactory.instance.objectNode();
        outputs.set("value", converted.get());
        return Step.done(call.physicalName(), outputs);
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
