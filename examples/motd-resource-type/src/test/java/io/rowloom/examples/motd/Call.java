package io.rowloom.examples.motd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.ResourceCall;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A call as an engine would make it: all that a test of a resource type needs. */
record Call(UUID stackId, String stackName, String resourceName, String physicalName, String idempotencyKey, long fence, Optional<String> physicalId,
        ObjectNode properties, ObjectNode previousProperties, ObjectNode outputs, Optional<JsonNode> cookie, Optional<Instant> deadline,
                boolean cancelled, Instant now)
        implements ResourceCall {

    static Call of(String physicalName, Path path, String message) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ObjectNode properties = json.objectNode().put("path", path.toString()).put("message", message);
        return new Call(new UUID(0, 1), "stack", "motd", physicalName, "key-1", 1, Optional.empty(), properties, json.objectNode(), json.objectNode(),
                Optional.empty(), Optional.empty(), false, Instant.EPOCH);
    }
}
