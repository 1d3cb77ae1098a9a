package io.rowloom.stack;

/** What a stack does when one of its resources fails for good. In each case siblings that run are let finish, and recorded. */
public enum OnFailure {
    /** Go back to the template that completed last (after a failed create: to nothing). */
    ROLLBACK,
    /** Start nothing more; the stack is FAILED at once. */
    STOP,
    /** Finish all branches that do not depend on what failed; then the stack is FAILED. */
    FINISH;

    /** What it comes to while {@code action} runs: a rollback or a delete that fails is not rolled back. */
    public OnFailure during(StackAction action) {
        return this == ROLLBACK && (action == StackAction.ROLLBACK || action == StackAction.DELETE) ? STOP : this;
    }
}
