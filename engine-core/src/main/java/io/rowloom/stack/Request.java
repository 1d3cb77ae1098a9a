package io.rowloom.stack;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * A change that a user asks of an existing stack.
 *
 * @param requestId made by the caller, the same when the request is sent again after an unknown outcome
 * @param goal where it leads
 * @param onFailure empty keeps the stack's setting
 * @param timeout empty keeps the stack's setting
 */
public record Request(UUID requestId, Goal goal, Optional<OnFailure> onFailure, Optional<Duration> timeout) {

    /** Where a request leads. */
    public sealed interface Goal {
        /** To a stored target. */
        record Update(String target) implements Goal {}

        /** To the target that completed last. */
        record Rollback() implements Goal {}

        /** To nothing, and the stack with it. */
        record Delete() implements Goal {}
    }

    public static Request of(UUID requestId, Goal goal) {
        return new Request(requestId, goal, Optional.empty(), Optional.empty());
    }

    public StackAction action() {
        return switch (goal) {
            case Goal.Update _ -> StackAction.UPDATE;
            case Goal.Rollback _ -> StackAction.ROLLBACK;
            case Goal.Delete _ -> StackAction.DELETE;
        };
    }
}
