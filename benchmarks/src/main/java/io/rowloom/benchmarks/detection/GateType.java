package io.rowloom.benchmarks.detection;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rowloom.plugin.PropertySchema;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.TypeSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Makes nothing, and is not done before there is a file of a name: so long its resource is claimed. Only the benchmark's workers know it. */
public final class GateType implements ResourceType {
    static final String NAME = "Rowloom::Benchmark::Gate";
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    @Override
    public TypeSchema schema() {
        return TypeSchema.of(NAME, "Makes nothing; a create ends when there is a file of that name.")
                .property("file", PropertySchema.of(PropertySchema.Type.STRING, "An absolute path.").requiredValue());
    }

    @Override
    public Step create(ResourceCall call) throws InterruptedException {
        Path file = Path.of(call.properties().path("file").asText());
        while (Files.notExists(file)) {
            Thread.sleep(LOOK_EVERY);
        }
        return Step.done(call.physicalName(), JsonNodeFactory.instance.objectNode());
    }

    @Override
    public Step delete(ResourceCall call) {
        return Step.done();
    }
}
