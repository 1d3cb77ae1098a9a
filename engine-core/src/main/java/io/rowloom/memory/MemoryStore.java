package io.rowloom.memory;

import io.rowloom.engine.Engines;
import io.rowloom.event.Events;
import io.rowloom.limit.Limits;
import io.rowloom.resource.Claims;
import io.rowloom.resource.Interventions;
import io.rowloom.resource.Resources;
import io.rowloom.snapshot.Snapshots;
import io.rowloom.stack.Stacks;
import io.rowloom.store.Hints;
import io.rowloom.store.Store;
import io.rowloom.store.Targets;
import io.rowloom.traversal.Finishes;
import io.rowloom.traversal.Plans;
import java.time.InstantSource;

/** All verbs on tables in memory. Thread-safe: one verb at a time. */
public final class MemoryStore implements Store {
    private final MemoryTables tables;
    private final MemoryHints hints = new MemoryHints();

    /** @param clock stands for the database's clock */
    public MemoryStore(InstantSource clock) {
        tables = new MemoryTables(clock);
    }

    /** In memory they need no seal. */
    @Override
    public boolean sealsSecrets() {
        return true;
    }

    @Override
    public Stacks stacks() {
        return new MemoryStacks(tables);
    }

    @Override
    public Targets targets() {
        return new MemoryTargets(tables);
    }

    @Override
    public Plans plans() {
        return new MemoryPlans(tables);
    }

    @Override
    public Claims claims() {
        return new MemoryClaims(tables);
    }

    @Override
    public Finishes finishes() {
        return new MemoryFinishes(tables);
    }

    @Override
    public Resources resources() {
        return new MemoryResources(tables);
    }

    @Override
    public Interventions interventions() {
        return new MemoryInterventions(tables);
    }

    @Override
    public Engines engines() {
        return new MemoryEngines(tables);
    }

    @Override
    public Limits limits() {
        return new MemoryLimits(tables);
    }

    @Override
    public Events events() {
        return new MemoryEvents(tables);
    }

    @Override
    public Snapshots snapshots() {
        return new MemorySnapshots(tables);
    }

    @Override
    public Hints hints() {
        return hints;
    }

    /** All rows as they are now. The time is linear in the rows. */
    public Rows snapshot() {
        return tables.atomically(tables::snapshot);
    }
}
