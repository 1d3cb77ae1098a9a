package io.rowloom.traversal;

import io.rowloom.stack.StackId;

/** A traversal that is accepted and not planned. */
public record PlanDue(StackId stack, int traversal) {}
