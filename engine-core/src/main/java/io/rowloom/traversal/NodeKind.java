package io.rowloom.traversal;

/** What a node does with its resource. */
public enum NodeKind {
    /** Bring it to its definition: create, change, replace, or see that nothing is to do. */
    UPDATE,
    /** Delete a copy that the target does not have. */
    CLEANUP
}
