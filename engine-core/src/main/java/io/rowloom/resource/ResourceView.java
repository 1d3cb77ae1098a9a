package io.rowloom.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.engine.EngineId;
import io.rowloom.stack.Status;
import io.rowloom.template.rule.Hook;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A resource row for people: one physical copy.
 *
 * @param drift what its last check found to differ; empty when nothing did, or when something was done about it since
 * @param required what it depends on, by number
 * @param heldBy the hook that its step in the stack's current traversal waits for
 */
public record ResourceView(
        int no, String name, String type, boolean current, Optional<String> physicalId, ResourceAction action, Status status, String reason,
        Optional<EngineId> engine, Optional<Instant> claimedAt, long version, Optional<Phase> phase, Optional<Instant> nextPollAt,
        ObjectNode properties, ObjectNode outputs, List<Difference> drift, List<Integer> required, OptionalInt replaces, OptionalInt replacedBy, boolean dirty,
        Optional<Hook> heldBy, Instant createdAt, Instant updatedAt) {

    public boolean tombstone() {
        return action == ResourceAction.DELETE && status == Status.COMPLETE;
    }
}
