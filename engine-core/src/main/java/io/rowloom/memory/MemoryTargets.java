package io.rowloom.memory;

import io.rowloom.store.Targets;
import io.rowloom.template.Target;
import io.rowloom.value.Fingerprint;
import java.time.Duration;
import java.util.Optional;

/** Targets in memory. Nothing is old enough to purge: a simulation is short. */
final class MemoryTargets implements Targets {
    private final MemoryTables tables;

    MemoryTargets(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public String store(Target target) {
        String hash = Fingerprint.unkeyed().of(target.document());
        return tables.atomically(() -> {
            tables.targets.putIfAbsent(hash, target);
            return hash;
        });
    }

    @Override
    public Optional<Target> find(String hash) {
        return tables.atomically(() -> Optional.ofNullable(tables.targets.get(hash)));
    }

    @Override
    public int purge(Duration unusedFor) {
        return tables.atomically(() -> {
            int before = tables.targets.size();
            tables.targets.keySet().removeIf(hash -> tables.stacks.values().stream()
                    .noneMatch(s -> s.target.equals(Optional.of(hash)) || s.lastTemplate.equals(Optional.of(hash))));
            return before - tables.targets.size();
        });
    }
}
