package io.rowloom.memory;

import com.google.common.collect.ImmutableMap;
import io.rowloom.engine.EngineId;
import io.rowloom.stack.StackId;
import io.rowloom.stack.StackReason;
import io.rowloom.stack.Status;
import io.rowloom.traversal.Plan;
import io.rowloom.traversal.PlanDue;
import io.rowloom.traversal.PlanResult;
import io.rowloom.traversal.PlanView;
import io.rowloom.traversal.Plans;
import io.rowloom.traversal.Unplanned;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/** Plan verbs in memory. */
final class MemoryPlans implements Plans {
    private final MemoryTables tables;
    private final MemoryLimits limits;

    MemoryPlans(MemoryTables tables) {
        this.tables = tables;
        this.limits = new MemoryLimits(tables);
    }

    @Override
    public List<Unplanned> due(int limit) {
        return tables.atomically(() -> {
            List<Unplanned> all = tables.stacks.values().stream().filter(s -> s.status == Status.IN_PROGRESS && s.planned < s.traversal)
                    .map(s -> new Unplanned(new PlanDue(s.id, s.traversal), s.planner.filter(this::lives))).toList();
            int last = Math.min(limit / 2, all.size());
            int first = Math.min(limit - limit / 2, all.size() - last);
            return Stream.concat(all.subList(0, first).stream(), all.subList(all.size() - last, all.size()).stream()).toList();
        });
    }

    private boolean lives(EngineId engine) {
        return Optional.ofNullable(tables.engines.get(engine)).filter(row -> row.lives(tables.now())).isPresent();
    }

    @Override
    public OptionalInt attempt(PlanDue due, EngineId planner) {
        return tables.atomically(() -> isDue(due).map(stack -> OptionalInt.of(count(stack, planner))).orElse(OptionalInt.empty()));
    }

    private static int count(StackRow stack, EngineId planner) {
        stack.planner = Optional.of(planner);
        return ++stack.planAttempts;
    }

    private Optional<StackRow> isDue(PlanDue due) {
        return tables.stack(due.stack()).filter(s -> s.inProgressAt(due.traversal()) && s.planned < due.traversal());
    }

    @Override
    public List<PlanView> firstAttempts(List<PlanDue> due, EngineId planner, int mostRows, Duration newer) {
        return tables.atomically(() -> {
            List<StackRow> first = due.stream().flatMap(one -> isDue(one).stream()).filter(stack -> stack.planAttempts == 0 && tables.resources(stack.id).size() <= mostRows).toList();
            first.stream().filter(stack -> !stack.updatedAt.plus(newer).isAfter(tables.now())).forEach(stack -> count(stack, planner));
            return first.stream().map(this::view).toList();
        });
    }

    @Override
    public Optional<PlanView> read(StackId stack) {
        return tables.atomically(() -> tables.stack(stack).map(this::view));
    }

    private PlanView view(StackRow stack) {
        return new PlanView(stack.view(), tables.resources(stack.id).values().stream().map(ResourceRow::planRow).toList());
    }

    @Override
    public Map<StackId, PlanResult> writeAll(Map<StackId, Plan> plans) {
        return tables.atomically(() -> plans.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, entry -> writeNow(new PlanDue(entry.getKey(), entry.getValue().traversal()), entry.getValue()))));
    }

    @Override
    public PlanResult writeLocked(PlanDue due, Function<PlanView, Plan> planning) {
        return tables.atomically(() -> isDue(due).map(stack -> writeNow(due, planning.apply(view(stack)))).orElseGet(PlanResult.NotDue::new));
    }

    private PlanResult writeNow(PlanDue due, Plan plan) {
        Optional<StackRow> found = isDue(due);
        if (found.isEmpty()) {
            return new PlanResult.NotDue();
        }
        StackRow stack = found.get();
        if (stack.nextNo != plan.nextNoRead() || !plan.visits().stream().allMatch(visit -> asRead(stack.id, visit))) {
            return new PlanResult.RowsMoved();
        }
        plan.visits().forEach(visit -> visit(stack, visit));
        plan.newRows().forEach(row -> insert(stack, row));
        tables.nodes(stack.id).clear();
        plan.nodes().forEach(n -> tables.nodes(stack.id).put(n.no(), new NodeRow(plan.traversal(), n.no(), n.resource(), n.kind(), n.waitingFor(), n.dependents())));
        stack.planned = plan.traversal();
        stack.pending = plan.nodes().size();
        stack.nextNo = plan.nextNo();
        if (plan.nodes().isEmpty()) {
            tables.end(stack, Status.COMPLETE, StackReason.completed(stack.action));
        }
        return PlanResult.Planned.of(plan, tables.resources(stack.id).values().stream().noneMatch(row -> limits.of(row).findAny().isPresent()));
    }

    private boolean asRead(StackId stack, Plan.Visit visit) {
        ResourceRow row = tables.resources(stack).get(visit.no());
        return row != null && row.version == visit.version() && row.engine.equals(visit.holder());
    }

    private void visit(StackRow stack, Plan.Visit visit) {
        ResourceRow row = tables.resources(stack.id).get(visit.no());
        row.dirty = true;
        row.dirtyTraversal = stack.traversal;
        row.current = visit.current();
        row.replacedBy = visit.replacedBy();
        row.replacement = visit.replacement();
        row.heldBy = Optional.empty();
        row.passed = Optional.empty();
        if (visit.forget()) {
            row.definitionHash = Optional.empty();
            row.claimDefinition = Optional.empty();
        }
        if (visit.cancel()) {
            row.cancel = true;
            row.wake++;
        }
        if (row.engine.isEmpty()) {
            row.version++;
        }
    }

    private void insert(StackRow stack, Plan.NewRow planned) {
        ResourceRow row = new ResourceRow(stack.id, planned.no(), planned.name(), planned.type(), tables.now());
        row.current = true;
        row.replaces = planned.replaces();
        row.replacement = planned.replacement();
        row.dirty = true;
        row.dirtyTraversal = stack.traversal;
        tables.resources(stack.id).put(row.no, row);
    }

    @Override
    public void giveUp(PlanDue due, String reason) {
        tables.atomically(() -> {
            isDue(due).ifPresent(stack -> tables.failTraversal(stack, reason));
            return due;
        });
    }
}
