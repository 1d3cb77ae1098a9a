package io.rowloom.memory;

import io.rowloom.store.Targets;
import io.rowloom.template.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Targets in memory. */
final class MemoryTargets implements Targets {
    private final MemoryTables tables;

    MemoryTargets(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public String store(Target target) {
        return tables.atomically(() -> tables.store(target));
    }

    @Override
    public Optional<Target> find(String hash) {
        return tables.atomically(() -> Optional.ofNullable(tables.targets.get(hash)).map(MemoryTables.TargetEntry::target));
    }

    @Override
    public int purge(Duration unusedFor) {
        return tables.atomically(() -> {
            int before = tables.targets.size();
            Instant unusedSince = tables.now().minus(unusedFor);
            tables.targets.entrySet().removeIf(e -> !e.getValue().usedAt().isAfter(unusedSince) && !named(e.getKey()));
            return before - tables.targets.size();
        });
    }

    private boolean named(String hash) {
        Optional<String> named = Optional.of(hash);
        return tables.stacks.values().stream().anyMatch(s -> s.target.equals(named) || s.lastTemplate.equals(named)
                || tables.snapshots(s.id).values().stream().anyMatch(z -> z.target.equals(named)));
    }
}
