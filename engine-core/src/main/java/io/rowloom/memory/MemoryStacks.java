package io.rowloom.memory;

import io.rowloom.event.Event;
import io.rowloom.stack.Admission;
import io.rowloom.stack.NewStack;
import io.rowloom.stack.Request;
import io.rowloom.stack.Request.Goal;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackId;
import io.rowloom.stack.StackReason;
import io.rowloom.stack.Stacks;
import io.rowloom.stack.Status;
import io.rowloom.stack.SubmitResult;
import io.rowloom.stack.TagFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Stack verbs in memory. */
final class MemoryStacks implements Stacks {
    private final MemoryTables tables;

    MemoryStacks(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public SubmitResult create(NewStack stack) {
        return tables.atomically(() -> {
            Optional<StackRow> sameName = live(stack.tenant(), stack.name());
            if (sameName.isPresent()) {
                StackRow row = sameName.get();
                return row.requestId.equals(stack.requestId()) ? new SubmitResult.Accepted(row.id, row.traversal) : new SubmitResult.Conflict(row.view());
            }
            Optional<StackRow> sameId = tables.stack(stack.id());
            if (sameId.isPresent()) {
                return new SubmitResult.Conflict(sameId.get().view());
            }
            StackRow row = new StackRow(stack.id(), stack.tenant(), stack.name(), stack.onFailure(), stack.requestId(), stack.timeout(), tables.now());
            row.action = stack.action();
            row.tags = stack.tags();
            row.target = Optional.of(tables.store(stack.target()));
            row.deadline = stack.timeout().map(tables.now()::plus);
            row.reason = StackReason.started(row.action);
            tables.stacks.put(row.id, row);
            tables.stackEvent(row);
            return new SubmitResult.Accepted(row.id, row.traversal);
        });
    }

    @Override
    public SubmitResult submit(StackId id, int seenTraversal, Request request) {
        return tables.atomically(() -> {
            Optional<StackRow> found = tables.stack(id);
            if (found.filter(row -> row.requestId.equals(request.requestId())).isPresent()) {
                return new SubmitResult.Accepted(id, found.get().traversal);
            }
            if (found.filter(row -> row.deletedAt.isEmpty()).isEmpty()) {
                return new SubmitResult.NotFound();
            }
            StackRow stack = found.get();
            if (stack.traversal != seenTraversal) {
                return new SubmitResult.Conflict(stack.view());
            }
            if (!Admission.admitting(request.goal()).contains(stack.view().state())) {
                return new SubmitResult.NotAdmitted(stack.view(), Admission.refusal(request.goal(), stack.view().state()));
            }
            if (request.goal() instanceof Goal.Snapshot && !Admission.reachedItsTarget(stack.view())) {
                return new SubmitResult.NotAdmitted(stack.view(), Admission.NOT_REACHED);
            }
            if (request.goal() instanceof Goal.Restore(UUID snapshot) && restorable(stack, snapshot).isEmpty()) {
                return new SubmitResult.NotAdmitted(stack.view(), Admission.noSnapshot(snapshot));
            }
            stack.requestId = request.requestId();
            request.onFailure().ifPresent(value -> stack.onFailure = value);
            request.timeout().ifPresent(value -> stack.timeout = Optional.of(value));
            request.tags().ifPresent(value -> stack.tags = value);
            tables.begin(stack, request.action(), request.goal().approach(), targetOf(request.goal(), stack), request.started());
            switch (request.goal()) {
                case Goal.Snapshot(var snapshot, var name) -> tables.snapshots(id).put(snapshot,
                        new SnapshotRow(id, snapshot, name, stack.traversal, stack.target, OptionalInt.empty(), tables.now()));
                case Goal.Restore(var snapshot) -> stack.restores = Optional.of(snapshot);
                case Goal.Update _, Goal.Converge _, Goal.Rollback _, Goal.Delete _, Goal.Check _, Goal.Suspend _, Goal.Resume _, Goal.Abandon _ -> { }
            }
            return new SubmitResult.Accepted(id, stack.traversal);
        });
    }

    private Optional<SnapshotRow> restorable(StackRow stack, UUID snapshot) {
        return Optional.ofNullable(tables.snapshots(stack.id).get(snapshot))
                .filter(row -> row.resource.isEmpty() && row.view(stack).status() == Status.COMPLETE);
    }

    private Optional<String> targetOf(Goal goal, StackRow stack) {
        return switch (goal.newTarget()) {
            case Request.NewTarget.Stored(String hash) -> Optional.of(hash);
            case Request.NewTarget.LastCompleted() -> stack.lastTemplate;
            case Request.NewTarget.Nothing() -> Optional.empty();
            case Request.NewTarget.Same() -> stack.target;
            case Request.NewTarget.OfSnapshot(UUID snapshot) -> tables.snapshots(stack.id).get(snapshot).target;
        };
    }

    @Override
    public SubmitResult cancel(StackId id, int seenTraversal) {
        return tables.atomically(() -> {
            Optional<StackRow> found = tables.stack(id).filter(row -> row.deletedAt.isEmpty());
            if (found.isEmpty()) {
                return new SubmitResult.NotFound();
            }
            StackRow stack = found.get();
            if (stack.traversal != seenTraversal) {
                return new SubmitResult.Conflict(stack.view());
            }
            if (!Admission.admittingCancel().contains(stack.view().state())) {
                return new SubmitResult.NotAdmitted(stack.view(), "There is nothing to cancel in a stack that is " + stack.view().state() + ".");
            }
            tables.settleSnapshot(stack, StackReason.cancelled(stack.action));
            stack.traversal++;
            stack.planned = stack.traversal;
            stack.pending = 0;
            tables.end(stack, Status.FAILED, StackReason.cancelled(stack.action));
            tables.cancelOpen(id);
            return new SubmitResult.Accepted(id, stack.traversal);
        });
    }

    @Override
    public Optional<Stack> find(StackId id) {
        return tables.atomically(() -> tables.stack(id).map(StackRow::view));
    }

    @Override
    public Optional<Stack> find(String tenant, String name) {
        return tables.atomically(() -> live(tenant, name).map(StackRow::view));
    }

    @Override
    public List<Stack> list(String tenant, boolean withDeleted, TagFilter tags, int limit) {
        return tables.atomically(() -> tables.stacks.values().stream()
                .filter(s -> s.tenant.equals(tenant) && (withDeleted || s.deletedAt.isEmpty()) && tags.admits(s.tags))
                .map(StackRow::view)
                .sorted(Comparator.comparing(Stack::id).reversed())
                .limit(limit).toList());
    }

    @Override
    public List<StackId> enforceDeadlines() {
        return tables.atomically(() -> {
            Instant now = tables.now();
            List<StackRow> late = tables.stacks.values().stream()
                    .filter(s -> s.status == Status.IN_PROGRESS && s.deadline.filter(d -> d.isBefore(now)).isPresent()).toList();
            for (StackRow stack : late) {
                tables.failTraversal(stack, StackReason.timedOut(stack.action));
                if (stack.status == Status.FAILED) {
                    tables.cancelOpen(stack.id);
                }
            }
            return late.stream().map(s -> s.id).toList();
        });
    }

    @Override
    public int purge(Duration keepFor, int limit) {
        return tables.atomically(() -> {
            List<StackId> over = tables.stacks.values().stream()
                    .filter(s -> s.settled && s.deletedAt.filter(d -> !d.plus(keepFor).isAfter(tables.now())).isPresent()).map(s -> s.id).toList();
            int events = 0;
            for (StackId stack : over) {
                List<Event> told = tables.events(stack);
                int going = Math.min(told.size(), limit - events);
                told.subList(0, going).clear();
                events += going;
            }
            List<StackId> going = over.stream().filter(stack -> tables.events(stack).isEmpty()).limit(limit).toList();
            going.forEach(tables::forget);
            return events + going.size();
        });
    }

    @Override
    public int settle(Duration quietFor) {
        return tables.atomically(() -> {
            List<StackRow> quiet = tables.stacks.values().stream()
                    .filter(s -> !s.settled && s.status != Status.IN_PROGRESS && !s.updatedAt.plus(quietFor).isAfter(tables.now()))
                    .filter(s -> tables.resources(s.id).values().stream().allMatch(ResourceRow::free)).toList();
            for (StackRow stack : quiet) {
                tables.resources(stack.id).values().stream().filter(row -> row.dirty).forEach(row -> row.version++);
                stack.settled = true;
            }
            return quiet.size();
        });
    }

    private Optional<StackRow> live(String tenant, String name) {
        return tables.stacks.values().stream().filter(s -> s.tenant.equals(tenant) && s.name.equals(name) && s.deletedAt.isEmpty()).findAny();
    }
}
