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
import io.rowloom.resource.NextClaim;
import io.rowloom.resource.ParkResult;
import io.rowloom.resource.Parking;
import io.rowloom.resource.ReadyNode;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.Spread;
import io.rowloom.resource.StackHead;
import io.rowloom.resource.StackWork;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.traversal.NodeKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Claim verbs in memory. */
final class MemoryClaims implements Claims {
    private final MemoryTables tables;
    private final MemoryLimits limits;

    MemoryClaims(MemoryTables tables) {
        this.tables = tables;
        this.limits = new MemoryLimits(tables);
    }

    @Override
    public List<StackWork> ready(int limit, Spread spread, Set<String> without) {
        return tables.atomically(() -> {
            List<StackWork> found = new ArrayList<>();
            int left = limit;
            for (StackRow stack : ordered(List.copyOf(tables.stacks.values()), spread)) {
                StackWork work = ready(stack, ordered(tables.ready(stack).toList(), spread), node -> spread.contains(stack.id, node.no) && !without.contains(tables.row(stack, node).type), left);
                if (!work.nodes().isEmpty()) {
                    found.add(work);
                    left -= work.nodes().size();
                }
            }
            return found;
        });
    }

    @Override
    public List<StackWork> ready(Map<StackId, ? extends Collection<Integer>> nodes) {
        return tables.atomically(() -> nodes.keySet().stream().sorted().flatMap(id -> tables.stack(id).stream())
                .map(stack -> ready(stack, tables.ready(stack).toList(), node -> nodes.get(stack.id).contains(node.no), Integer.MAX_VALUE))
                .filter(work -> !work.nodes().isEmpty()).toList());
    }

    private static <T> List<T> ordered(List<T> rows, Spread spread) {
        return spread instanceof Spread.LastFirst ? rows.reversed() : rows;
    }

    private StackWork ready(StackRow stack, List<NodeRow> ready, Predicate<NodeRow> wanted, int most) {
        List<NodeRow> nodes = ready.stream().filter(wanted)
                .filter(node -> limits.of(tables.row(stack, node)).allMatch(limits::room)).limit(most).toList();
        return new StackWork(stack.head(), nodes.stream().map(node -> tables.row(stack, node).ready(node)).toList(),
                nodes.stream().filter(node -> limits.of(tables.row(stack, node)).findAny().isPresent())
                        .map(node -> node.resource).collect(Collectors.toSet()));
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
    public List<ClaimedAction> claim(EngineId engine, Map<StackHead, List<ClaimIntent>> intents) {
        return tables.atomically(() -> intents.entrySet().stream().flatMap(of -> claimFree(of.getKey(), engine, of.getValue()).stream()).toList());
    }

    @Override
    public List<ClaimedAction> claimWithinLimits(StackHead stack, EngineId engine, List<ClaimIntent> intents) {
        List<ClaimIntent> byNumber = intents.stream().sorted(Comparator.comparing(ClaimIntent::no)).toList();
        return tables.atomically(() -> claimNow(stack, engine, byNumber, row -> limits.of(row).allMatch(limits::room)));
    }

    /** Within {@link MemoryTables#atomically}: claims of rows that no limit holds for. */
    List<ClaimedAction> claimFree(StackHead stack, EngineId engine, List<ClaimIntent> intents) {
        return claimNow(stack, engine, intents, row -> limits.of(row).findAny().isEmpty());
    }

    private List<ClaimedAction> claimNow(StackHead stack, EngineId engine, List<ClaimIntent> intents, Predicate<ResourceRow> mayBegin) {
        Map<Integer, ReadyNode> followers = followers(stack, intents);
        List<ClaimedAction> won = new ArrayList<>();
        for (ClaimIntent intent : intents) {
            ResourceRow row = tables.resources(stack.id()).get(intent.no());
            if (row != null && row.version == intent.version() && row.free() && mayBegin.test(row)) {
                begin(row, stack.traversal(), engine, intent);
                won.add(row.claimed(stack, kept(row), Optional.ofNullable(followers.get(intent.node()))));
            }
        }
        return won;
    }

    /** Within {@link MemoryTables#atomically}: claims of nodes that can run, after those of the finishes named that were recorded. */
    List<ClaimedAction> claimNext(StackHead stack, EngineId engine, List<NextClaim> next) {
        Set<Integer> ready = tables.stack(stack.id()).filter(row -> row.inProgressAt(stack.traversal())).stream().flatMap(tables::ready).map(node -> node.no)
                .collect(Collectors.toSet());
        List<ClaimIntent> intents = next.stream().filter(claim -> claim.after().stream().allMatch(this::kept)).map(NextClaim::intent)
                .filter(intent -> ready.contains(intent.node())).toList();
        return claimFree(stack, engine, intents);
    }

    /** Nobody else has had the row since; that its node is done says the rest. */
    private boolean kept(Claim claim) {
        ResourceRow row = tables.resources(claim.stack()).get(claim.no());
        return row != null && row.version == claim.fence();
    }

    /** Of each node that is to be claimed, one that waits for it alone. */
    private Map<Integer, ReadyNode> followers(StackHead stack, List<ClaimIntent> intents) {
        Map<Integer, ReadyNode> found = new HashMap<>();
        for (ClaimIntent intent : intents) {
            NodeRow node = tables.nodes(stack.id()).get(intent.node());
            if (node != null && node.traversal == stack.traversal()) {
                node.dependents.stream().limit(Claims.MOST_DEPENDENTS_SEEN).map(tables.nodes(stack.id())::get).filter(one -> one.waitingFor == 1 && !one.done)
                        .filter(one -> mayFollow(tables.resources(stack.id()).get(one.resource), one)).findFirst()
                        .ifPresent(one -> found.put(node.no, tables.resources(stack.id()).get(one.resource).ready(one)));
            }
        }
        return found;
    }

    private boolean mayFollow(ResourceRow row, NodeRow node) {
        return row.free() && row.heldBy.isEmpty() && !row.isNewCopy() && (node.kind != NodeKind.UPDATE || row.replacedBy.isEmpty());
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
    public List<DueAction> due(int limit, Spread spread, Set<String> without) {
        return tables.atomically(() -> {
            Instant now = tables.now();
            return ordered(tables.sweptResources(), spread).stream()
                    .filter(r -> r.phase.isPresent() && r.engine.isEmpty() && spread.contains(r.stack, r.no) && !without.contains(r.type))
                    .filter(r -> r.wake != r.wakeSeen || r.nextPollAt.filter(at -> !at.isAfter(now)).isPresent())
                    .limit(limit)
                    .map(r -> new DueAction(r.stack, r.no, r.version, r.type)).toList();
        });
    }

    @Override
    public List<ClaimedAction> resume(EngineId engine, List<DueAction> actions) {
        return tables.atomically(() -> {
            List<ClaimedAction> won = new ArrayList<>();
            for (DueAction action : actions) {
                ResourceRow row = tables.resources(action.stack()).get(action.no());
                if (row != null && row.version == action.version() && row.engine.isEmpty() && row.phase.isPresent()) {
                    hold(row, engine);
                    won.add(row.claimed(tables.stacks.get(row.stack).head(), kept(row), Optional.empty()));
                }
            }
            return won;
        });
    }

    @Override
    public List<ParkResult> park(List<Parking> parkings) {
        return tables.atomically(() -> parkings.stream().map(this::parkOne).toList());
    }

    private ParkResult parkOne(Parking parking) {
        Claim claim = parking.claim();
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
    }
}
