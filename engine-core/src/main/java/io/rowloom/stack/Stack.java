package io.rowloom.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A stack row as committed.
 *
 * @param traversal grows by one with each accepted request, rollback and cancel
 * @param planned the newest traversal whose plan is written; lower than {@code traversal} while a plan is due
 * @param target hash of the target the current traversal leads to; empty: to nothing
 * @param lastTemplate hash of the target that completed last, where a rollback leads; empty: to nothing
 * @param pending nodes of the current traversal that are not done
 * @param failed nodes of the current traversal that failed while others went on
 * @param nextNo the next number for a resource, or for a node that a replacement adds
 * @param approach of the current traversal
 */
public record Stack(
        StackId id, String tenant, String name, int traversal, int planned, StackAction action, Status status, String reason,
        Optional<String> target, Optional<String> lastTemplate, OnFailure onFailure, UUID requestId, Optional<Duration> timeout,
        Optional<Instant> deadline, int pending, int failed, int nextNo, Approach approach, Instant createdAt, Instant updatedAt, Optional<Instant> deletedAt, Tags tags) {

    public boolean inProgress() {
        return status == Status.IN_PROGRESS;
    }

    public StackState state() {
        return new StackState(action, status);
    }
}
