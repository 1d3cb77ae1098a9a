package io.rowloom.memory;

import io.rowloom.engine.EngineId;
import io.rowloom.resource.StackHead;
import io.rowloom.stack.Approach;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackAction;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.stack.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A row of the table {@code stack}; the columns are explained in the schema. */
final class StackRow {
    final StackId id;
    final String tenant;
    final String name;
    int traversal = 1;
    int planned;
    int planAttempts;
    Optional<EngineId> planner = Optional.empty();
    StackAction action = StackAction.CREATE;
    Status status = Status.IN_PROGRESS;
    String reason = "";
    Optional<String> target = Optional.empty();
    Optional<String> lastTemplate = Optional.empty();
    OnFailure onFailure;
    UUID requestId;
    Approach approach = Approach.TRUST;
    Optional<Duration> timeout;
    Tags tags = Tags.NONE;
    Optional<Instant> deadline = Optional.empty();
    int pending;
    int failed;
    int nextNo = 1;
    Optional<UUID> restores = Optional.empty();
    boolean settled;
    final Instant createdAt;
    Instant updatedAt;
    Optional<Instant> deletedAt = Optional.empty();

    StackRow(StackId id, String tenant, String name, OnFailure onFailure, UUID requestId, Optional<Duration> timeout, Instant now) {
        this.id = id;
        this.tenant = tenant;
        this.name = name;
        this.onFailure = onFailure;
        this.requestId = requestId;
        this.timeout = timeout;
        this.createdAt = now;
        this.updatedAt = now;
    }

    boolean inProgressAt(int wanted) {
        return traversal == wanted && status == Status.IN_PROGRESS;
    }

    Stack view() {
        return new Stack(id, tenant, name, traversal, planned, action, status, reason, target, lastTemplate, onFailure, requestId, timeout, deadline, pending,
                failed, nextNo, approach, createdAt, updatedAt, deletedAt, tags);
    }

    StackHead head() {
        return new StackHead(id, tenant, name, traversal, action, onFailure, target, approach, deadline);
    }
}
