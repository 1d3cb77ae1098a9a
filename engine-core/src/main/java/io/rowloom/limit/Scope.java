package io.rowloom.limit;

import io.rowloom.stack.StackId;

/** Whose open actions a limit counts. */
public sealed interface Scope {
    /** All resources of a type, in whatever stack. */
    record OfType(String type) implements Scope {}

    /** All resources of a stack, of whatever type. */
    record OfStack(StackId stack) implements Scope {}
}
