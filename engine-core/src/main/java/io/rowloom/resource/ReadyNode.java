package io.rowloom.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.stack.Status;
import io.rowloom.template.DeletionPolicy;
import io.rowloom.template.rule.Hook;
import io.rowloom.template.rule.ResourceRules;
import io.rowloom.traversal.NodeKind;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A node that can run, with its resource's row, of one snapshot. Only a claim with this very {@code version} may follow from it.
 *
 * @param node number of the node
 * @param no number of the resource row
 * @param args resolved properties of the last action
 * @param properties resolved properties of the last success; empty when there was none
 * @param snapshot that the last action went back to, or, if it was a delete, made
 * @param rules as of the last time that the row was claimed or found unchanged
 * @param passed the hook that held this node and was cleared
 * @param superseded another copy was made to take its place, and nobody has looked at it since
 */
public record ReadyNode(
        int node, NodeKind kind, int no, long version, String name, String type, Optional<String> physicalId, ResourceAction action, Status status,
        Effect effect, DeletionPolicy deletionPolicy, Optional<String> inputHash, Optional<String> definitionHash, List<Integer> requires, ObjectNode args, Optional<ObjectNode> properties,
        Optional<UUID> snapshot, ResourceRules rules, Optional<Hook> passed, boolean superseded) {

    /** A row whose delete is complete: it stays for a while, so that a late call can be told from a lost one. */
    public boolean tombstone() {
        return action == ResourceAction.DELETE && status == Status.COMPLETE;
    }
}
