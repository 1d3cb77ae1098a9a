package io.rowloom.traversal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.resource.Claim;
import java.util.Optional;

/**
 * A success to be recorded.
 *
 * @param physicalId stored when present
 * @param outputs stored when present
 * @param kept for a SNAPSHOT: the data to keep
 * @param inputHash of what the action was given; empty for a delete, whose row becomes a tombstone
 */
public record Finished(Claim claim, Optional<String> physicalId, Optional<ObjectNode> outputs, Optional<String> inputHash, String reason, Optional<ObjectNode> kept) {
    public Finished(Claim claim, Optional<String> physicalId, Optional<ObjectNode> outputs, Optional<String> inputHash, String reason) {
        this(claim, physicalId, outputs, inputHash, reason, Optional.empty());
    }
}
