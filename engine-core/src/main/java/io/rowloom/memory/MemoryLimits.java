package io.rowloom.memory;

import io.rowloom.limit.Limit;
import io.rowloom.limit.Limits;
import io.rowloom.limit.Scope;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Limits in memory. */
final class MemoryLimits implements Limits {
    private final MemoryTables tables;

    MemoryLimits(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public boolean set(Scope scope, int most) {
        return tables.atomically(() -> {
            boolean there = switch (scope) {
                case Scope.OfType _ -> true;
                case Scope.OfStack(var stack) -> tables.stack(stack).filter(s -> s.deletedAt.isEmpty()).isPresent();
            };
            if (there) {
                tables.limits.put(scope, most);
            }
            return there;
        });
    }

    @Override
    public boolean remove(Scope scope) {
        return tables.atomically(() -> tables.limits.remove(scope) != null);
    }

    @Override
    public List<Limit> list() {
        return tables.atomically(() -> tables.limits.entrySet().stream()
                .map(limit -> new Limit(limit.getKey(), limit.getValue(), open(limit.getKey()), waiting(limit.getKey())))
                .sorted(Comparator.comparing(limit -> switch (limit.scope()) {
                    case Scope.OfType(var type) -> "type " + type;
                    case Scope.OfStack(var stack) -> "stack " + stack;
                })).sorted(Comparator.comparing(limit -> limit.scope() instanceof Scope.OfStack)).toList());
    }

    /** The scopes with a limit that a row is in. */
    Stream<Scope> of(ResourceRow row) {
        return Stream.<Scope>of(new Scope.OfType(row.type), new Scope.OfStack(row.stack)).filter(tables.limits::containsKey);
    }

    boolean room(Scope scope) {
        return open(scope) < tables.limits.getOrDefault(scope, Integer.MAX_VALUE);
    }

    private int open(Scope scope) {
        return (int) tables.sweptResources().stream().filter(row -> row.phase.isPresent() && isIn(scope, row)).count();
    }

    private int waiting(Scope scope) {
        return (int) tables.stacks.values().stream().flatMap(stack -> tables.ready(stack).map(node -> tables.row(stack, node)))
                .filter(row -> isIn(scope, row)).count();
    }

    private static boolean isIn(Scope scope, ResourceRow row) {
        return switch (scope) {
            case Scope.OfType(var type) -> row.type.equals(type);
            case Scope.OfStack(var stack) -> row.stack.equals(stack);
        };
    }
}
