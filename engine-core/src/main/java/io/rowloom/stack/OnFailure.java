package io.rowloom.stack;

/** What a stack does when one of its resources fails for good. In each case siblings that run are let finish, and recorded. */
public enum OnFailure {
    /** Go back to the template that completed last (after a failed create: to nothing). */
    ROLLBACK,
    /** Start nothing more; the stack is FAILED at once. */
    STOP,
    /** Finish all branches that do not depend on what failed; then the stack is FAILED. */
    FINISH;

    /** What it comes to while {@code action} runs: only a create or an update is rolled back, and what looks at each resource by itself goes on. */
    public OnFailure during(StackAction action) {
        return switch (action) {
            case CREATE, UPDATE -> this;
            case ROLLBACK, DELETE, ADOPT, RESTORE -> this == ROLLBACK ? STOP : this;
            case CHECK, RESUME -> FINISH;
            case SUSPEND, SNAPSHOT -> STOP;
        };
    }
}
