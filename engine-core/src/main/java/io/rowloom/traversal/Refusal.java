package io.rowloom.traversal;

import io.rowloom.resource.ResourceAction;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.StackId;

/**
 * The failure of a node whose action is not to be begun.
 *
 * @param version of the row, as read together with the readiness: the guard
 * @param action that is not begun
 * @param stackReason what the stack will say, in Heat's words
 * @param then what the traversal does now; constant for a traversal
 */
public record Refusal(StackId stack, int traversal, int node, int no, long version, ResourceAction action, String reason, String stackReason, OnFailure then) {}
