package io.rowloom.traversal;

import io.rowloom.stack.StackId;

/** A traversal that is accepted and not planned. */
public record PlanDue(StackId stack, int traversal) {
    /** The traversal that a stack was read at. */
    public static PlanDue of(PlanView view) {
        return new PlanDue(view.stack().id(), view.stack().traversal());
    }
}
