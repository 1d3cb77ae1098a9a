package io.rowloom.memory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import io.rowloom.engine.EngineId;
import io.rowloom.engine.EngineInfo;
import io.rowloom.event.Cursor;
import io.rowloom.event.Event;
import io.rowloom.limit.Scope;
import io.rowloom.resource.ResourceAction;
import io.rowloom.snapshot.Kept;
import io.rowloom.snapshot.LastCopy;
import io.rowloom.snapshot.Snapshot;
import io.rowloom.stack.Approach;
import io.rowloom.stack.StackAction;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.template.Target;
import io.rowloom.traversal.NodeKind;
import io.rowloom.value.Fingerprint;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The tables, and what several verbs do with them. Used only within {@link #atomically}. */
final class MemoryTables {
    /** An engine row. */
    static final class EngineEntry {
        final EngineInfo info;
        final Instant startedAt;
        Instant leaseUntil;
        boolean stopping;
        boolean dead;

        EngineEntry(EngineInfo info, Instant startedAt, Instant leaseUntil) {
            this.info = info;
            this.startedAt = startedAt;
            this.leaseUntil = leaseUntil;
        }

        boolean lives(Instant now) {
            return !dead && !leaseUntil.isBefore(now);
        }
    }

    /** A row of the table {@code template}. */
    record TargetEntry(Target target, Instant usedAt) {}

    final Map<StackId, StackRow> stacks = new TreeMap<>();
    final Map<EngineId, EngineEntry> engines = new LinkedHashMap<>();
    final Map<String, TargetEntry> targets = new LinkedHashMap<>();
    final Map<StackId, DriftPolicyRow> driftPolicies = new TreeMap<>();
    final Map<Scope, Integer> limits = new LinkedHashMap<>();
    private final Map<StackId, TreeMap<Integer, ResourceRow>> resources = new TreeMap<>();
    private final Map<StackId, TreeMap<Integer, NodeRow>> nodes = new TreeMap<>();
    private final Map<StackId, List<Event>> events = new TreeMap<>();
    private final Map<StackId, Map<UUID, SnapshotRow>> snapshots = new TreeMap<>();
    private final Map<UUID, List<Kept>> kept = new LinkedHashMap<>();
    private final Map<StackId, Map<Integer, Map<UUID, SignalRow>>> signals = new TreeMap<>();
    private final InstantSource clock;
    private Instant now;
    private long transaction;

    MemoryTables(InstantSource clock) {
        this.clock = clock;
        this.now = clock.instant();
    }

    synchronized <T> T atomically(Supplier<T> verb) {
        transaction++;
        now = clock.instant();
        return verb.get();
    }

    /** The same throughout a verb, as in a transaction. */
    Instant now() {
        return now;
    }

    Optional<StackRow> stack(StackId id) {
        return Optional.ofNullable(stacks.get(id));
    }

    /** By number. */
    TreeMap<Integer, ResourceRow> resources(StackId stack) {
        return resources.computeIfAbsent(stack, _ -> new TreeMap<>());
    }

    /** What the sweeps look at: the rows of stacks that are not settled. */
    List<ResourceRow> sweptResources() {
        return resources.entrySet().stream().filter(rows -> stack(rows.getKey()).filter(s -> !s.settled).isPresent()).flatMap(rows -> rows.getValue().values().stream()).toList();
    }

    /** Nodes that can run, as far as limits go. */
    Stream<NodeRow> ready(StackRow stack) {
        if (stack.status != Status.IN_PROGRESS || stack.planned != stack.traversal) {
            return Stream.empty();
        }
        return nodes(stack.id).values().stream().filter(node -> node.traversal == stack.traversal && node.waitingFor == 0 && !node.done)
                .filter(node -> row(stack, node).free() && row(stack, node).heldBy.isEmpty())
                .filter(node -> node.kind != NodeKind.UPDATE || othersAreAtRest(row(stack, node)));
    }

    /** A copy that comes back is looked at when nothing makes or changes another one of its name any more; a new one begins when nothing makes or changes the one that it replaces. */
    private boolean othersAreAtRest(ResourceRow row) {
        Stream<ResourceRow> others = resources(row.stack).values().stream().filter(other -> other.no != row.no && other.name.equals(row.name));
        return row.replacedBy.isPresent() ? others.noneMatch(ResourceRow::makes)
                : !row.isNewCopy() || others.filter(other -> row.replaces.equals(OptionalInt.of(other.no))).noneMatch(ResourceRow::makes);
    }

    /** What the node is about. */
    ResourceRow row(StackRow stack, NodeRow node) {
        return Optional.ofNullable(resources(stack.id).get(node.resource)).orElseThrow();
    }

    /** By number; of all traversals that still have rows. */
    TreeMap<Integer, NodeRow> nodes(StackId stack) {
        return nodes.computeIfAbsent(stack, _ -> new TreeMap<>());
    }

    /** Of one resource, oldest first. */
    Map<UUID, SignalRow> signals(StackId stack, int no) {
        return signals.computeIfAbsent(stack, _ -> new TreeMap<>()).computeIfAbsent(no, _ -> new LinkedHashMap<>());
    }

    void handled(StackId stack, int no, List<UUID> ids) {
        ids.forEach(id -> Optional.ofNullable(signals(stack, no).get(id)).ifPresent(row -> row.handled = true));
    }

    void forgetSignals(StackId stack, Set<Integer> otherThan) {
        signals.getOrDefault(stack, new TreeMap<>()).keySet().retainAll(otherThan);
    }

    List<Event> events(StackId stack) {
        return events.computeIfAbsent(stack, _ -> new ArrayList<>());
    }

    Rows snapshot() {
        ImmutableMap.Builder<StackId, Rows.OfStack> found = ImmutableMap.builder();
        stacks.forEach((id, stack) -> found.put(id, new Rows.OfStack(stack.view(),
                ImmutableSortedMap.copyOfSorted(Maps.transformValues(resources(id), ResourceRow::snapshot)),
                ImmutableSortedMap.copyOfSorted(Maps.transformValues(nodes(id), NodeRow::snapshot)), new Sofar<>(events(id)))));
        return new Rows(found.build(), ImmutableMap.copyOf(limits));
    }

    void forget(StackId stack) {
        stacks.remove(stack);
        limits.remove(new Scope.OfStack(stack));
        resources.remove(stack);
        signals.remove(stack);
        nodes.remove(stack);
        events.remove(stack);
    }

    void stackEvent(StackRow stack) {
        add(stack.id, new Event(next(stack.id), now(), stack.traversal, OptionalInt.empty(), stack.name, "OS::Heat::Stack", Optional.of(stack.id.toString()),
                stack.action.name(), stack.status.name(), stack.reason, 0, Optional.empty()));
    }

    /** @param by the engine that caused the change; the row may have been released already */
    void resourceEvent(ResourceRow row, Optional<EngineId> by) {
        resourceEvent(row, row.claimTraversal, by);
    }

    void resourceEvent(ResourceRow row, int traversal, Optional<EngineId> by) {
        resourceEvent(row, traversal, row.reason, by);
    }

    void resourceEvent(ResourceRow row, int traversal, String reason, Optional<EngineId> by) {
        resourceEvent(row, traversal, row.action, row.status, reason, by);
    }

    void resourceEvent(ResourceRow row, int traversal, ResourceAction action, Status status, String reason, Optional<EngineId> by) {
        add(row.stack, new Event(next(row.stack), now(), traversal, OptionalInt.of(row.no), row.name, row.type, row.physicalId,
                action.name(), status.name(), reason, row.version, by));
    }

    private Cursor next(StackId stack) {
        List<Event> sofar = events(stack);
        boolean first = sofar.isEmpty() || sofar.getLast().position().transaction() != transaction;
        return new Cursor(transaction, first ? 0 : sofar.getLast().position().ordinal() + 1);
    }

    private void add(StackId stack, Event event) {
        events(stack).add(event);
    }

    /** By id. */
    Map<UUID, SnapshotRow> snapshots(StackId stack) {
        return snapshots.computeIfAbsent(stack, _ -> new LinkedHashMap<>());
    }

    List<Kept> kept(SnapshotRow snapshot) {
        return kept.getOrDefault(snapshot.id, List.of());
    }

    Optional<ObjectNode> kept(StackId stack, UUID snapshot, String name) {
        return Optional.ofNullable(snapshots(stack).get(snapshot)).flatMap(row -> kept(row).stream().filter(k -> k.name().equals(name)).map(Kept::data).findAny());
    }

    void dropSnapshot(SnapshotRow row) {
        snapshots(row.stack).remove(row.id);
        kept.remove(row.id);
    }

    /** For the snapshot that the traversal of the claim takes, if it is still there. */
    void keep(ResourceRow row, ObjectNode data) {
        snapshots(row.stack).values().stream().filter(s -> s.traversal == row.claimTraversal && s.resource.isEmpty()).findAny().ifPresent(s -> keep(s, row, data));
    }

    void keepLast(ResourceRow row, LastCopy copy) {
        SnapshotRow snapshot = new SnapshotRow(row.stack, copy.id(), copy.name(), row.claimTraversal, Optional.empty(), OptionalInt.of(row.no), now);
        snapshot.end(Status.COMPLETE, "");
        snapshots(row.stack).put(copy.id(), snapshot);
        keep(snapshot, row, copy.data());
    }

    private void keep(SnapshotRow snapshot, ResourceRow row, ObjectNode data) {
        kept.computeIfAbsent(snapshot.id, _ -> new ArrayList<>()).add(new Kept(row.no, row.name, row.type, row.physicalId, row.properties.orElse(row.args), data));
    }

    /** The stack moves on: what its row has told of a snapshot is written down. */
    void settleSnapshot(StackRow stack, String reason) {
        snapshots(stack.id).values().stream().filter(s -> s.traversal == stack.traversal && s.ended.isEmpty())
                .forEach(s -> s.end(stack.status == Status.COMPLETE ? Status.COMPLETE : Status.FAILED, stack.status == Status.IN_PROGRESS ? reason : stack.reason));
    }

    /** Answers the target's hash. */
    String store(Target target) {
        String hash = Fingerprint.unkeyed().of(target.document());
        targets.put(hash, new TargetEntry(target, now()));
        return hash;
    }

    /** A new traversal of an existing stack begins. */
    void begin(StackRow stack, StackAction action, Approach approach, Optional<String> target, String reason) {
        settleSnapshot(stack, Snapshot.superseded(action.name()));
        stack.restores = Optional.empty();
        stack.traversal++;
        stack.action = action;
        stack.approach = approach;
        stack.status = Status.IN_PROGRESS;
        stack.target = target;
        stack.planAttempts = 0;
        stack.planner = Optional.empty();
        stack.pending = 0;
        stack.failed = 0;
        stack.deadline = stack.timeout.map(now()::plus);
        stack.settled = false;
        say(stack, reason);
    }

    /** The current traversal ends. */
    void end(StackRow stack, Status status, String reason) {
        stack.status = status;
        if (status == Status.COMPLETE && stack.action.reachesTarget()) {
            stack.lastTemplate = stack.target;
            if (stack.action == StackAction.DELETE) {
                stack.deletedAt = Optional.of(now());
            }
        }
        say(stack, reason);
    }

    /** What a failed traversal comes to: a rollback, or the end. */
    void failTraversal(StackRow stack, String reason) {
        switch (stack.onFailure.during(stack.action)) {
            case ROLLBACK -> {
                end(stack, Status.FAILED, reason);
                begin(stack, StackAction.ROLLBACK, Approach.TRUST, stack.lastTemplate, reason);
            }
            case STOP, FINISH -> end(stack, Status.FAILED, reason);
        }
    }

    /** Asks all open actions of a stack to stop. */
    void cancelOpen(StackId stack) {
        for (ResourceRow row : resources(stack).values()) {
            if (row.phase.isPresent()) {
                row.cancel = true;
                row.wake++;
            }
        }
    }

    private void say(StackRow stack, String reason) {
        stack.reason = reason;
        stack.updatedAt = now();
        stackEvent(stack);
    }
}
