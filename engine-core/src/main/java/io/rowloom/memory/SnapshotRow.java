package io.rowloom.memory;

import io.rowloom.snapshot.Snapshot;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** A row of the table {@code snapshot}; the columns are explained in the schema. */
final class SnapshotRow {
    final StackId stack;
    final UUID id;
    final String name;
    final int traversal;
    final Optional<String> target;
    final OptionalInt resource;
    final Instant createdAt;
    Optional<Status> ended = Optional.empty();
    String reason = "";

    SnapshotRow(StackId stack, UUID id, String name, int traversal, Optional<String> target, OptionalInt resource, Instant createdAt) {
        this.stack = stack;
        this.id = id;
        this.name = name;
        this.traversal = traversal;
        this.target = target;
        this.resource = resource;
        this.createdAt = createdAt;
    }

    void end(Status status, String why) {
        ended = Optional.of(status);
        reason = why;
    }

    Snapshot view(StackRow now) {
        return new Snapshot(stack, id, name, traversal, ended.orElse(now.status), ended.isPresent() ? reason : now.reason, target, resource, createdAt);
    }
}
