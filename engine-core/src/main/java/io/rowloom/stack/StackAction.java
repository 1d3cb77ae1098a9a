package io.rowloom.stack;

/** What a traversal does to its stack; Heat's words. */
public enum StackAction {
    CREATE, UPDATE, DELETE, ROLLBACK, CHECK, SUSPEND, RESUME, ADOPT, SNAPSHOT, RESTORE;

    /** Whether a traversal that completes has made its target real. The others visit the resources as they are. */
    public boolean reachesTarget() {
        return switch (this) {
            case CREATE, UPDATE, DELETE, ROLLBACK, ADOPT, RESTORE -> true;
            case CHECK, SUSPEND, RESUME, SNAPSHOT -> false;
        };
    }
}
