package io.rowloom.traversal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.resource.Claim;
import io.rowloom.template.rule.Hook;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A success to be recorded.
 *
 * @param physicalId stored when present
 * @param outputs stored when present
 * @param kept for a SNAPSHOT: the data to keep
 * @param inputHash of what the action was given; empty for a delete, whose row becomes a tombstone
 * @param hook holds back what follows from the success, if no newer plan has business with the row: the node is done only after the hook is cleared
 * @param handled ids of the signals that the action has seen to
 */
public record Finished(Claim claim, Optional<String> physicalId, Optional<ObjectNode> outputs, Optional<String> inputHash, String reason, Optional<ObjectNode> kept,
        Optional<Hook> hook, List<UUID> handled) {

    /** Without data to keep, hook and signals. */
    public Finished(Claim claim, Optional<String> physicalId, Optional<ObjectNode> outputs, Optional<String> inputHash, String reason) {
        this(claim, physicalId, outputs, inputHash, reason, Optional.empty(), Optional.empty(), List.of());
    }
}
