package io.rowloom.memory;

import io.rowloom.engine.EngineId;
import io.rowloom.engine.EngineInfo;
import io.rowloom.engine.EngineRow;
import io.rowloom.engine.Engines;
import io.rowloom.engine.Held;
import io.rowloom.engine.Renewal;
import io.rowloom.engine.Swept;
import io.rowloom.engine.Swept.Place;
import io.rowloom.engine.Verdict;
import io.rowloom.memory.MemoryTables.EngineEntry;
import io.rowloom.resource.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Engine verbs in memory. */
final class MemoryEngines implements Engines {
    private final MemoryTables tables;

    MemoryEngines(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public void register(EngineInfo engine, Duration ttl) {
        tables.atomically(() -> tables.engines.putIfAbsent(engine.id(), new EngineEntry(engine, tables.now(), tables.now().plus(ttl))));
    }

    @Override
    public Renewal renew(EngineId engine, Duration ttl) {
        return tables.atomically(() -> {
            EngineEntry row = tables.engines.get(engine);
            if (row == null || row.dead) {
                return new Renewal.Dead();
            }
            row.leaseUntil = tables.now().plus(ttl);
            return new Renewal.Renewed(tables.engines.values().stream().filter(e -> e == row || takes(e)).map(e -> e.info.id())
                    .sorted(Comparator.comparing(EngineId::toString)).toList());
        });
    }

    private boolean takes(EngineEntry row) {
        return row.lives(tables.now()) && !row.stopping;
    }

    @Override
    public void stopping(EngineId engine) {
        tables.atomically(() -> {
            Optional.ofNullable(tables.engines.get(engine)).ifPresent(row -> row.stopping = true);
            return engine;
        });
    }

    @Override
    public void leave(EngineId engine) {
        tables.atomically(() -> {
            Optional.ofNullable(tables.engines.get(engine)).ifPresent(row -> row.dead = true);
            if (held(h -> h.engine().equals(engine)).isEmpty()) {
                tables.engines.remove(engine);
            }
            return engine;
        });
    }

    @Override
    public List<EngineId> expire(Duration grace) {
        return tables.atomically(() -> {
            List<EngineEntry> late = tables.engines.values().stream().filter(e -> !e.dead && e.leaseUntil.plus(grace).isBefore(tables.now())).toList();
            late.forEach(e -> e.dead = true);
            return late.stream().map(e -> e.info.id()).toList();
        });
    }

    @Override
    public Map<EngineId, Instant> leases(Collection<EngineId> engines) {
        Set<EngineId> wanted = new HashSet<>(engines);
        return tables.atomically(() -> tables.engines.values().stream().filter(e -> !e.dead && wanted.contains(e.info.id()))
                .collect(Collectors.toMap(e -> e.info.id(), e -> e.leaseUntil)));
    }

    @Override
    public Verdict declareDead(EngineId engine, Instant lease) {
        return tables.atomically(() -> {
            EngineEntry row = tables.engines.get(engine);
            if (row == null || row.dead) {
                return new Verdict.Gone();
            }
            if (!row.leaseUntil.equals(lease)) {
                return new Verdict.Renewed();
            }
            row.dead = true;
            return new Verdict.Declared();
        });
    }

    @Override
    public List<Held> orphans(int limit) {
        return tables.atomically(() -> held(this::orphaned).stream().limit(limit).toList());
    }

    private boolean orphaned(Held claim) {
        EngineEntry engine = tables.engines.get(claim.engine());
        return engine == null || engine.dead;
    }

    @Override
    public Set<EngineId> dead() {
        return tables.atomically(() -> tables.engines.values().stream().filter(e -> e.dead).map(e -> e.info.id()).collect(Collectors.toSet()));
    }

    @Override
    public List<Held> held(Collection<Claim> claims) {
        return tables.atomically(() -> claims.stream().flatMap(claim -> Optional.ofNullable(tables.resources(claim.stack()).get(claim.no()))
                .filter(row -> row.heldUnder(claim)).flatMap(MemoryEngines::held).stream()).toList());
    }

    @Override
    public Swept sweep(EngineId engine, Optional<Place> after, int rows) {
        return tables.atomically(() -> {
            List<ResourceRow> page = tables.sweptResources().stream().filter(row -> after.stream().allMatch(place -> row.isBehind(place))).limit(rows).toList();
            return new Swept(page.stream().flatMap(row -> held(row).stream()).filter(claim -> claim.engine().equals(engine) || orphaned(claim)).toList(),
                    page.size() < rows ? Optional.empty() : Optional.of(new Place(page.getLast().stack, page.getLast().no)));
        });
    }

    private List<Held> held(Predicate<Held> wanted) {
        return tables.sweptResources().stream().flatMap(row -> held(row).stream()).filter(wanted).toList();
    }

    private static Optional<Held> held(ResourceRow row) {
        return row.engine.map(engine -> new Held(row.stack, row.no, row.version, engine, row.cancel));
    }

    @Override
    public int takeOver(List<Held> claims) {
        return tables.atomically(() -> {
            int taken = 0;
            for (Held claim : claims) {
                ResourceRow row = tables.resources(claim.stack()).get(claim.no());
                if (row != null && row.version == claim.version() && row.engine.equals(Optional.of(claim.engine()))) {
                    row.engine = Optional.empty();
                    row.claimedAt = Optional.empty();
                    row.nextPollAt = Optional.of(tables.now());
                    row.version++;
                    row.attempts++;
                    row.effectOfWhatWasCutOff();
                    taken++;
                }
            }
            return taken;
        });
    }

    @Override
    public int bury() {
        return tables.atomically(() -> {
            int before = tables.engines.size();
            tables.engines.values().removeIf(e -> e.dead && held(h -> h.engine().equals(e.info.id())).isEmpty());
            return before - tables.engines.size();
        });
    }

    @Override
    public List<EngineRow> list() {
        return tables.atomically(() -> tables.engines.values().stream()
                .map(e -> new EngineRow(e.info, e.startedAt, e.leaseUntil, e.stopping, e.dead, held(h -> h.engine().equals(e.info.id())).size(), tables.now()))
                .sorted(Comparator.comparing(EngineRow::dead).thenComparing(EngineRow::startedAt))
                .toList());
    }
}
