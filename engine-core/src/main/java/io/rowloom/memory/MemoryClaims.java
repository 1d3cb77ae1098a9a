package io.rowloom.memory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.engine.EngineId;
import io.rowloom.resource.Claim;
import io.rowloom.resource.ClaimIntent;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.Claims;
import io.rowloom.resource.CurrentRow;
import io.rowloom.resource.DueAction;
import io.rowloom.resource.HoldIntent;
import io.rowloom.resource.HookPoints;
import io.rowloom.resource.ParkResult;
import io.rowloom.resource.Parking;
import io.rowloom.resource.ReadyNode;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.Spread;
import io.rowloom.resource.StackHead;
import io.rowloom.resource.StackWork;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Claim verbs in memory. */
final class MemoryClaims implements Claims {
    private final MemoryTables tables;

    MemoryClaims(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public List<StackWork> ready(int limit, Spread spread, Set<String> without) {
        return tables.atomically(() -> {
            List<StackWork> found = new ArrayList<>();
            int left = limit;
            for (StackRow stack : tables.stacks.values()) {
                List<ReadyNode> nodes = ready(stack, node -> node.no % spread.shards() == spread.shard()).stream()
                        .filter(node -> !without.contains(node.type())).limit(left).toList();
                if (!nodes.isEmpty()) {
                    found.add(new StackWork(stack.head(), nodes));
                    left -= nodes.size();
                }
            }
            return found;
        });
    }

    @Override
    public Optional<StackWork> ready(StackId id, Collection<Integer> nodes) {
        return tables.atomically(() -> tables.stack(id)
                .map(stack -> new StackWork(stack.head(), ready(stack, node -> nodes.contains(node.no))))
                .filter(work -> !work.nodes().isEmpty()));
    }

    private List<ReadyNode> ready(StackRow stack, Predicate<NodeRow> wanted) {
        if (stack.status != Status.IN_PROGRESS || stack.planned != stack.traversal) {
            return List.of();
        }
        Map<Integer, ResourceRow> rows = tables.resources(stack.id);
        return tables.nodes(stack.id).values().stream()
                .filter(n -> n.traversal == stack.traversal && n.waitingFor == 0 && !n.done && rows.get(n.resource).free() && rows.get(n.resource).heldBy.isEmpty())
                .filter(wanted)
                .map(n -> rows.get(n.resource).ready(n)).toList();
    }

    @Override
    public Map<String, CurrentRow> current(StackId stack, Collection<String> names) {
        return tables.atomically(() -> {
            Map<String, CurrentRow> found = new HashMap<>();
            for (ResourceRow row : tables.resources(stack).values()) {
                if (row.current && names.contains(row.name)) {
                    found.put(row.name, row.currentRow());
                }
            }
            return found;
        });
    }

    @Override
    public List<ClaimedAction> claim(StackHead stack, EngineId engine, List<ClaimIntent> intents) {
        return tables.atomically(() -> {
            List<ClaimedAction> won = new ArrayList<>();
            for (ClaimIntent intent : intents) {
                ResourceRow row = tables.resources(stack.id()).get(intent.no());
                if (row != null && row.version == intent.version() && row.free()) {
                    begin(row, stack.traversal(), engine, intent);
                    won.add(row.claimed(stack, kept(row)));
                }
            }
            return won;
        });
    }

    private void begin(ResourceRow row, int traversal, EngineId engine, ClaimIntent intent) {
        hold(row, engine);
        row.claimTraversal = traversal;
        row.claimNode = intent.node();
        row.claimDefinition = intent.definition();
        row.claimRequires = intent.requires();
        row.generation += intent.newGeneration() ? 1 : 0;
        row.phase = Optional.of(intent.firstPhase());
        row.cookie = Optional.empty();
        row.nextPollAt = Optional.empty();
        row.cancel = false;
        row.attempts = 0;
        row.tries = 0;
        row.snapshot = intent.snapshot();
        row.args = intent.args();
        intent.adopted().ifPresent(adopted -> {
            row.physicalId = Optional.of(adopted.physicalId());
            row.outputs = adopted.outputs();
        });
        TreeSet<Integer> union = new TreeSet<>(row.requires);
        union.addAll(intent.requires());
        row.requires = List.copyOf(union);
        row.deletionPolicy = intent.deletionPolicy();
        row.rules = intent.rules();
        row.action = intent.action();
        row.status = Status.IN_PROGRESS;
        row.reason = intent.refusal().orElse("state changed");
        row.updatedAt = tables.now();
        tables.resourceEvent(row, row.engine);
    }

    private Optional<ObjectNode> kept(ResourceRow row) {
        return row.action == ResourceAction.RESTORE ? row.snapshot.flatMap(id -> tables.kept(row.stack, id, row.name)) : Optional.empty();
    }

    private void hold(ResourceRow row, EngineId engine) {
        row.engine = Optional.of(engine);
        row.claimedAt = Optional.of(tables.now());
        row.version++;
    }

    @Override
    public List<Integer> hold(StackHead stack, List<HoldIntent> intents) {
        return tables.atomically(() -> {
            List<Integer> held = new ArrayList<>();
            for (HoldIntent intent : intents) {
                ResourceRow row = tables.resources(stack.id()).get(intent.no());
                if (row != null && row.version == intent.version() && row.free()) {
                    row.heldBy = Optional.of(intent.hook());
                    row.version++;
                    row.updatedAt = tables.now();
                    tables.resourceEvent(row, stack.traversal(), HookPoints.paused(intent.action(), intent.hook()), Optional.empty());
                    held.add(row.no);
                }
            }
            return held;
        });
    }

    @Override
    public List<DueAction> due(int limit, Set<String> without) {
        return tables.atomically(() -> {
            Instant now = tables.now();
            return tables.sweptResources().stream()
                    .filter(r -> r.phase.isPresent() && r.engine.isEmpty() && !without.contains(r.type))
                    .filter(r -> r.wake != r.wakeSeen || r.nextPollAt.filter(at -> !at.isAfter(now)).isPresent())
                    .limit(limit)
                    .map(r -> new DueAction(tables.stacks.get(r.stack).head(), r.no, r.version, r.type)).toList();
        });
    }

    @Override
    public List<ClaimedAction> resume(EngineId engine, List<DueAction> actions) {
        return tables.atomically(() -> {
            List<ClaimedAction> won = new ArrayList<>();
            for (DueAction action : actions) {
                ResourceRow row = tables.resources(action.stack().id()).get(action.no());
                if (row != null && row.version == action.version() && row.engine.isEmpty() && row.phase.isPresent()) {
                    hold(row, engine);
                    won.add(row.claimed(action.stack(), kept(row)));
                }
            }
            return won;
        });
    }

    @Override
    public ParkResult park(Claim claim, Parking parking) {
        return tables.atomically(() -> {
            ResourceRow row = tables.resources(claim.stack()).get(claim.no());
            if (row == null || !row.heldUnder(claim)) {
                return ParkResult.FENCE_LOST;
            }
            row.engine = Optional.empty();
            row.claimedAt = Optional.empty();
            row.phase = Optional.of(parking.phase());
            row.cookie = parking.cookie();
            row.physicalId = parking.physicalId().or(() -> row.physicalId);
            row.nextPollAt = Optional.of(tables.now().plus(parking.due()));
            row.wakeSeen = parking.wakeSeen();
            row.tries = parking.tries();
            row.effectOf(parking.effect());
            tables.handled(claim.stack(), row.no, parking.handled());
            row.updatedAt = tables.now();
            parking.lastCopy().ifPresent(copy -> {
                row.snapshot = Optional.of(copy.id());
                tables.keepLast(row, copy);
            });
            return ParkResult.PARKED;
        });
    }
}
