package io.rowloom.traversal;

import io.rowloom.stack.StackAction;

/** What a node does with its resource. */
public enum NodeKind {
    /** Bring it to its definition: create, change, replace, or see that nothing is to do. */
    UPDATE,
    /** Delete a copy that the target does not have. */
    CLEANUP,
    /** Compare it with reality. */
    CHECK,
    /** Put it to rest. */
    SUSPEND,
    /** Wake it up. */
    RESUME;

    /** What the nodes of a traversal do that visits the resources as they are. */
    public static NodeKind ofVisit(StackAction action) {
        return switch (action) {
            case CHECK -> CHECK;
            case SUSPEND -> SUSPEND;
            case RESUME -> RESUME;
            case CREATE, UPDATE, DELETE, ROLLBACK, ADOPT, SNAPSHOT, RESTORE -> throw new IllegalArgumentException(action + " does not visit resources as they are");
        };
    }
}
