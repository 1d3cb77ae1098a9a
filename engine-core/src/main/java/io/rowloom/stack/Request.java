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
 * @param tags empty keeps those that the stack has
 */
public record Request(UUID requestId, Goal goal, Optional<OnFailure> onFailure, Optional<Duration> timeout, Optional<Tags> tags) {

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

        /**
         * Nowhere: what each resource holds is kept.
         *
         * @param id of the snapshot, made by the caller
         */
        record Snapshot(UUID id, String name) implements Goal {}

        /** To the target that the stack had at a snapshot that is complete, and each resource to what it held. */
        record Restore(UUID snapshot) implements Goal {}

        /** To nothing, and the stack with it; what its resources stand for stays as it is. */
        record Abandon() implements Goal {}

        default StackAction action() {
            return switch (this) {
                case Update _, Converge _ -> StackAction.UPDATE;
                case Rollback _ -> StackAction.ROLLBACK;
                case Delete _, Abandon _ -> StackAction.DELETE;
                case Check _ -> StackAction.CHECK;
                case Suspend _ -> StackAction.SUSPEND;
                case Resume _ -> StackAction.RESUME;
                case Snapshot _ -> StackAction.SNAPSHOT;
                case Restore _ -> StackAction.RESTORE;
            };
        }

        default Approach approach() {
            return switch (this) {
                case Converge _, Restore _ -> Approach.OBSERVE;
                case Abandon _ -> Approach.LEAVE;
                case Update _, Rollback _, Delete _, Check _, Suspend _, Resume _, Snapshot _ -> Approach.TRUST;
            };
        }

        default NewTarget newTarget() {
            return switch (this) {
                case Update(String target) -> new NewTarget.Stored(target);
                case Converge(String target) -> new NewTarget.Stored(target);
                case Rollback _ -> new NewTarget.LastCompleted();
                case Delete _, Abandon _ -> new NewTarget.Nothing();
                case Check _, Suspend _, Resume _, Snapshot _ -> new NewTarget.Same();
                case Restore(UUID snapshot) -> new NewTarget.OfSnapshot(snapshot);
            };
        }
    }

    /** What becomes of a stack's target. */
    public sealed interface NewTarget {
        record Stored(String hash) implements NewTarget {}

        record LastCompleted() implements NewTarget {}

        record Nothing() implements NewTarget {}

        record Same() implements NewTarget {}

        /** The one that the snapshot names. */
        record OfSnapshot(UUID snapshot) implements NewTarget {}
    }

    public static Request of(UUID requestId, Goal goal) {
        return new Request(requestId, goal, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public StackAction action() {
        return goal.action();
    }
}
