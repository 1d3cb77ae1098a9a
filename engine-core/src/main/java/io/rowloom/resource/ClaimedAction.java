package io.rowloom.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.stack.StackId;
import io.rowloom.template.rule.ResourceRules;
import java.util.Optional;

/**
 * An action under a claim: all that it takes to make the next call, whoever began it.
 *
 * @param stack as of the reading that led here; its traversal may be newer than the action's
 * @param traversal for which the action was begun
 * @param properties of the last success; empty when there was none
 * @param inputHash of the last success; empty when something whose effect is unknown happened since
 * @param kept for a RESTORE: what the snapshot holds; empty when the snapshot is deleted by now
 * @param reason the row's; with phase REFUSED why
 * @param attempts how often the action was taken over from a dead engine
 * @param tries how often it was tried again after retryable failures
 * @param wake the count of wake-ups seen at the claim
 * @param rules as of the time that the action was begun
 * @param external what the row stands for is not the stack's
 * @param follower a node that waited for this one and for nothing else, of the snapshot that the claim was made in; empty also when there may be one, as after a resume
 */
public record ClaimedAction(
        StackHead stack, Claim claim, int traversal, int node, String name, String type, ResourceAction action, int generation, Phase phase,
        Optional<JsonNode> cookie, Optional<String> physicalId, ObjectNode args, Optional<ObjectNode> properties, ObjectNode outputs,
        Optional<String> inputHash, String reason, int attempts, int tries, int wake, boolean cancel, Optional<ObjectNode> kept, ResourceRules rules,
        boolean external, Optional<ReadyNode> follower) {

    /** On what is the stack's own, without a follower. */
    public ClaimedAction(StackHead stack, Claim claim, int traversal, int node, String name, String type, ResourceAction action, int generation, Phase phase,
            Optional<JsonNode> cookie, Optional<String> physicalId, ObjectNode args, Optional<ObjectNode> properties, ObjectNode outputs,
            Optional<String> inputHash, String reason, int attempts, int tries, int wake, boolean cancel, Optional<ObjectNode> kept, ResourceRules rules) {
        this(stack, claim, traversal, node, name, type, action, generation, phase, cookie, physicalId, args, properties, outputs, inputHash, reason, attempts, tries, wake, cancel,
                kept, rules, false, Optional.empty());
    }

    /** The same at each call of this action, whichever engine makes it. */
    public String idempotencyKey() {
        return claim.stack() + "/" + claim.no() + "/" + generation;
    }

    public String physicalName() {
        return physicalName(claim.stack(), stack.name(), claim.no(), name);
    }

    /** Unique to a physical copy, the same for its whole life: {@code <stack>-<resource>-<12 characters>}. */
    public static String physicalName(StackId stack, String stackName, int no, String name) {
        long mixed = stack.value().getMostSignificantBits() * 31 + stack.value().getLeastSignificantBits() * 17 + no * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 31) * 0xBF58476D1CE4E5B9L;
        String tail = Long.toString((mixed ^ mixed >>> 29) & Long.MAX_VALUE, 36);
        String padded = "000000000000" + tail;
        return stackName + "-" + name + "-" + padded.substring(padded.length() - 12);
    }
}
