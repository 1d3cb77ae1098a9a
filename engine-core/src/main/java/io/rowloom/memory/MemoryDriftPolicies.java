package io.rowloom.memory;

import io.rowloom.drift.DriftPolicies;
import io.rowloom.drift.DriftPolicy;
import io.rowloom.drift.DriftPolicy.Mode;
import io.rowloom.drift.Look;
import io.rowloom.drift.Scheduled;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Verbs on drift policies in memory. */
final class MemoryDriftPolicies implements DriftPolicies {
    private final MemoryTables tables;

    MemoryDriftPolicies(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<Scheduled> set(StackId stack, DriftPolicy policy) {
        return tables.atomically(() -> live(stack).map(_ -> {
            DriftPolicyRow row = row(stack).map(was -> new DriftPolicyRow(policy, next(was, policy), was.look()))
                    .orElseGet(() -> new DriftPolicyRow(policy, tables.now(), 1));
            tables.driftPolicies.put(stack, row);
            return row.view();
        }));
    }

    private Instant next(DriftPolicyRow was, DriftPolicy policy) {
        Instant latest = tables.now().plus(policy.every());
        return was.policy().mode() == Mode.OFF ? tables.now() : was.dueAt().isBefore(latest) ? was.dueAt() : latest;
    }

    @Override
    public Optional<Scheduled> find(StackId stack) {
        return tables.atomically(() -> row(stack).map(DriftPolicyRow::view));
    }

    @Override
    public List<Look> due(int limit) {
        return tables.atomically(() -> tables.driftPolicies.entrySet().stream()
                .filter(entry -> entry.getValue().policy().mode() != Mode.OFF && !entry.getValue().dueAt().isAfter(tables.now()))
                .filter(entry -> live(entry.getKey()).filter(stack -> stack.status != Status.IN_PROGRESS).isPresent())
                .sorted(Comparator.comparing((Map.Entry<StackId, DriftPolicyRow> entry) -> entry.getValue().dueAt()).thenComparing(Map.Entry::getKey))
                .limit(limit)
                .map(entry -> new Look(tables.stacks.get(entry.getKey()).view(), entry.getValue().policy(), entry.getValue().look())).toList());
    }

    @Override
    public boolean looked(Look look) {
        StackId stack = look.stack().id();
        return tables.atomically(() -> {
            Optional<DriftPolicyRow> row = row(stack).filter(found -> found.look() == look.number());
            row.ifPresent(was -> tables.driftPolicies.put(stack, new DriftPolicyRow(was.policy(), tables.now().plus(was.policy().every()), was.look() + 1)));
            return row.isPresent();
        });
    }

    @Override
    public int purge() {
        return tables.atomically(() -> {
            int before = tables.driftPolicies.size();
            tables.driftPolicies.keySet().removeIf(stack -> live(stack).isEmpty());
            return before - tables.driftPolicies.size();
        });
    }

    private Optional<DriftPolicyRow> row(StackId stack) {
        return Optional.ofNullable(tables.driftPolicies.get(stack));
    }

    private Optional<StackRow> live(StackId stack) {
        return tables.stack(stack).filter(row -> row.deletedAt.isEmpty());
    }
}
