package io.rowloom.traversal;

import io.rowloom.plugin.Step.Effect;
import io.rowloom.resource.Claim;
import io.rowloom.stack.OnFailure;
import java.util.Optional;

/**
 * A failure to be recorded, for good.
 *
 * @param traversal for which the action was begun
 * @param stackReason what the stack will say, in Heat's words
 * @param then what the traversal does now; constant for a traversal
 */
public record Failure(
        Claim claim, int traversal, int node, String reason, String stackReason, Effect effect, Optional<String> physicalId, OnFailure then) {}
