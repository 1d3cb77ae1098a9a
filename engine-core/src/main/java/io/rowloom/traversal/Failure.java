package io.rowloom.traversal;

import io.rowloom.plugin.Step.Effect;
import io.rowloom.resource.Claim;
import io.rowloom.resource.Difference;
import io.rowloom.stack.OnFailure;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A failure to be recorded, for good.
 *
 * @param traversal for which the action was begun
 * @param stackReason what the stack will say, in Heat's words
 * @param drift the properties that a check found to differ
 * @param then what the traversal does now; constant for a traversal
 * @param handled ids of the signals that the action has seen to
 */
public record Failure(
        Claim claim, int traversal, int node, String reason, String stackReason, Effect effect, Optional<String> physicalId,
        List<Difference> drift, OnFailure then, List<UUID> handled) {

    /** Without signals. */
    public Failure(Claim claim, int traversal, int node, String reason, String stackReason, Effect effect, Optional<String> physicalId, List<Difference> drift,
            OnFailure then) {
        this(claim, traversal, node, reason, stackReason, effect, physicalId, drift, then, List.of());
    }
}
