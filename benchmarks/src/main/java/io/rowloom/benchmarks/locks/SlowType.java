package io.rowloom.benchmarks.locks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rowloom.plugin.PropertySchema;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.TypeSchema;
import io.rowloom.plugin.UpdatePolicy;
import java.time.Duration;

/**
 * Makes nothing, and takes its time: the call blocks, as one to a slow provider does, and the resource is claimed meanwhile. Only the benchmark's
 * workers know it.
 */
public final class SlowType implements ResourceType {
    public static final String NAME = "Rowloom::Benchmark::Slow";
    /** The property whose change replaces the resource. */
    public static final String COPY = "copy";
    static final Duration CALL = Duration.ofMillis(50);

    private static final TypeSchema SCHEMA = TypeSchema.of(NAME, "Makes nothing; each create and update takes " + CALL.toMillis() + " ms.")
            .property("value", PropertySchema.of(PropertySchema.Type.STRING, "A change of it is an update.").withDefault(TextNode.valueOf("")))
            .property(COPY, PropertySchema.of(PropertySchema.Type.STRING, "A change of it is a replacement.").withDefault(TextNode.valueOf(""))
                    .onChange(UpdatePolicy.REPLACE));

    @Override
    public TypeSchema schema() {
        return SCHEMA;
    }

    @Override
    public Step create(ResourceCall call) throws InterruptedException {
        Thread.sleep(CALL);
        return Step.done(call.physicalName(), JsonNodeFactory.instance.objectNode());
    }

    @Override
    public Step update(ResourceCall call) throws InterruptedException {
        return create(call);
    }

    @Override
    public Step delete(ResourceCall call) {
        return Step.done();
    }

    @Override
    public UpdatePolicy onChange(ObjectNode before, ObjectNode after) {
        return before.path(COPY).equals(after.path(COPY)) ? UpdatePolicy.IN_PLACE : UpdatePolicy.REPLACE;
    }
}
