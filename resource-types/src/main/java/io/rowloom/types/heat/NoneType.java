package io.rowloom.types.heat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.TypeSchema;
import io.rowloom.plugin.UpdatePolicy;

/** Heat's {@code OS::Heat::None}: does nothing, and stands in for any type that a resource registry maps to it. */
public final class NoneType implements ResourceType {
    private static final TypeSchema SCHEMA = TypeSchema.of("OS::Heat::None",
            "Does nothing. Map another type to it in the resource registry to switch that one off: any property is accepted and ignored, any "
                    + "attribute is null.");

    @Override
    public TypeSchema schema() {
        return SCHEMA;
    }

    @Override
    public boolean placeholder() {
        return true;
    }

    @Override
    public Step create(ResourceCall call) {
        return Step.done(call.physicalName(), JsonNodeFactory.instance.objectNode());
    }

    @Override
    public Step update(ResourceCall call) {
        return create(call);
    }

    @Override
    public Step delete(ResourceCall call) {
        return Step.done();
    }

    @Override
    public UpdatePolicy onChange(ObjectNode before, ObjectNode after) {
        return UpdatePolicy.IN_PLACE;
    }
}
