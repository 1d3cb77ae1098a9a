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

        /** To a stored target, and each resource is compared with reality on the way. */
        record Converge(String target) implements Goal {}

        /** To the target that completed last. */
        record Rollback() implements Goal {}

        /** To nothing, and the stack with it. */
        record Delete() implements Goal {}

        /** Nowhere: each resource is compared with reality. */
        record Check() implements Goal {}

        /** Each resource is put to rest, dependents first. */
        record Suspend() implements Goal {}

        /** Each resource is woken up, dependents last. */
        record Resume() implements Goal {}

        default StackAction action() {
            return switch (this) {
                case Update _, Converge _ -> StackAction.UPDATE;
                case Rollback _ -> StackAction.ROLLBACK;
                case Delete _ -> StackAction.DELETE;
                case Check _ -> StackAction.CHECK;
                case Suspend _ -> StackAction.SUSPEND;
                case Resume _ -> StackAction.RESUME;
            };
        }

        default Approach approach() {
            return switch (this) {
                case Converge _ -> Approach.OBSERVE;
                case Update _, Rollback _, Delete _, Check _, Suspend _, Resume _ -> Approach.TRUST;
            };
        }

        default NewTarget newTarget() {
            return switch (this) {
                case Update(String target) -> new NewTarget.Stored(target);
                case Converge(String target) -> new NewTarget.Stored(target);
                case Rollback _ -> new NewTarget.LastCompleted();
                case Delete _ -> new NewTarget.Nothing();
                case Check _, Suspend _, Resume _ -> new NewTarget.Same();
            };
        }
    }

    /** What becomes of a stack's target. */
    public sealed interface NewTarget {
        record Stored(String hash) implements NewTarget {}

        record LastCompleted() implements NewTarget {}

        record Nothing() implements NewTarget {}

        record Same() implements NewTarget {}
    }

    public static Request of(UUID requestId, Goal goal) {
        return new Request(requestId, goal, Optional.empty(), Optional.empty());
    }

    public StackAction action() {
        return goal.action();
    }
}
