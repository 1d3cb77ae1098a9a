package io.rowloom.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.value.Fingerprint;
import java.util.SortedMap;

/** The engine's view of a {@link Target}. Immutable, thread-safe; made once per target and process. */
public final class Blueprint {
    private final String description;
    private final ObjectNode parameters;
    private final SortedMap<String, ResourceDefinition> resources;
    private final SortedMap<String, OutputDefinition> outputs;

    private Blueprint(
            String description, ObjectNode parameters, SortedMap<String, ResourceDefinition> resources, SortedMap<String, OutputDefinition> outputs) {
        this.description = description;
        this.parameters = parameters;
        this.resources = resources;
        this.outputs = outputs;
    }

    public static Blueprint of(Target target, ResourceTypes types, Fingerprint fingerprint) {
        throw new UnsupportedOperationException("not written yet");
    }

    public String description() {
        return description;
    }

    /** Every declared parameter with its value, secrets masked. */
    public ObjectNode parameters() {
        return parameters.deepCopy();
    }

    public SortedMap<String, ResourceDefinition> resources() {
        return resources;
    }

    public SortedMap<String, OutputDefinition> outputs() {
        return outputs;
    }
}
