package io.rowloom.memory;

import com.google.common.collect.ImmutableMap;
import io.rowloom.stack.StackId;
import io.rowloom.stack.StackReason;
import io.rowloom.stack.Status;
import io.rowloom.traversal.Plan;
import io.rowloom.traversal.PlanDue;
import io.rowloom.traversal.PlanResult;
import io.rowloom.traversal.PlanView;
import io.rowloom.traversal.Plans;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/** Plan verbs in memory. */
final class MemoryPlans implements Plans {
    private final MemoryTables tables;

    MemoryPlans(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public List<PlanDue> due(int limit) {
        return tables.atomically(() -> tables.stacks.values().stream()
                .filter(s -> s.status == Status.IN_PROGRESS && s.planned < s.traversal)
                .limit(limit).map(s -> new PlanDue(s.id, s.traversal)).toList());
    }

    @Override
    public OptionalInt attempt(PlanDue due) {
        return tables.atomically(() -> isDue(due).map(stack -> OptionalInt.of(++stack.planAttempts)).orElse(OptionalInt.empty()));
    }

    private Optional<StackRow> isDue(PlanDue due) {
        return tables.stack(due.stack()).filter(s -> s.inProgressAt(due.traversal()) && s.planned < due.traversal());
    }

    @Override
    public List<PlanDue> firstAttempts(List<PlanDue> due, int mostRows) {
        return tables.atomically(() -> due.stream().filter(one -> isDue(one).filter(stack -> stack.planAttempts == 0 && stack.nextNo <= mostRows).isPresent())
                .peek(one -> isDue(one).orElseThrow().planAttempts++).toList());
    }

    @Override
    public Map<StackId, PlanView> readAll(Set<StackId> stacks) {
        return tables.atomically(() -> stacks.stream().flatMap(id -> tables.stack(id).stream()).collect(ImmutableMap.toImmutableMap(stack -> stack.id, this::view)));
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
        return new PlanResult.Planned(plan.nodes().stream().filter(n -> n.waitingFor() == 0).map(Plan.Node::no).toList(), plan.nodes().isEmpty());
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
