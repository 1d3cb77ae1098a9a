package io.rowloom.history;

import io.rowloom.engine.EngineId;
import io.rowloom.stack.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One traversal of a stack.
 *
 * @param action as a word
 * @param origin who asked for it; a rollback that a failure begins counts as a user's
 * @param leadsTo of a rollback; empty for other actions
 * @param actions how many actions on resources each engine took part in, most first
 */
public record Traversal(
        int number, String action, Origin origin, Instant began, Ending ending, Optional<Destination> leadsTo, Counts counts, Map<EngineId, Integer> actions) {

    /** Empty while it runs. */
    public Optional<Duration> took() {
        return switch (ending) {
            case Ending.Running _ -> Optional.empty();
            case Ending.Complete(var at) -> Optional.of(Duration.between(began, at));
            case Ending.Failed failed -> Optional.of(Duration.between(began, failed.at()));
            case Ending.TimedOut timedOut -> Optional.of(Duration.between(began, timedOut.at()));
            case Ending.Cancelled(var at) -> Optional.of(Duration.between(began, at));
            case Ending.Superseded superseded -> Optional.of(Duration.between(began, superseded.at()));
        };
    }

    /** How it ended. Actions that ran then may have been recorded later. */
    public sealed interface Ending {
        record Running() implements Ending {}

        record Complete(Instant at) implements Ending {}

        /** @param rolledBackBy the traversal that the failure began */
        record Failed(Instant at, String reason, OptionalInt rolledBackBy) implements Ending {}

        record TimedOut(Instant at, OptionalInt rolledBackBy) implements Ending {}

        record Cancelled(Instant at) implements Ending {}

        /** A newer request came while it ran. */
        record Superseded(Instant at, int by) implements Ending {}
    }

    /** Where a rollback leads. */
    public sealed interface Destination {
        /** To what the request of that traversal wanted. */
        record ToTraversal(int number) implements Destination {}

        /** Nothing had completed before. */
        record ToNothing() implements Destination {}

        /** To what completed before the oldest event that is left. */
        record ToBeforeHistory() implements Destination {}
    }

    /**
     * Actions on resources that were begun for it, by how they ended.
     *
     * @param created without those that took the place of another copy in the same traversal
     * @param replaced a new copy was made, and the old one deleted or kept
     * @param deleted without old copies of what was replaced
     * @param stopped no longer wanted; not among those that failed
     * @param other actions besides create, update and delete
     */
    public record Counts(int created, int updated, int replaced, int deleted, int failed, int stopped, int other) {}
}
