package io.rowloom.stack;

/** What became of a request. Only {@link Accepted} wrote anything. */
public sealed interface SubmitResult {
    /** The request is committed: it will end complete, failed or superseded. Also the answer to a request that is sent again. */
    record Accepted(StackId stack, int traversal) implements SubmitResult {}

    /** Another request came first: the stack is not what the caller saw. */
    record Conflict(Stack now) implements SubmitResult {}

    /** The stack's state does not admit the action. */
    record NotAdmitted(Stack now, String why) implements SubmitResult {}

    /** No such stack, or deleted. */
    record NotFound() implements SubmitResult {}
}
