package io.rowloom.simulator;

import io.rowloom.memory.MemoryStore;
import io.rowloom.memory.Snapshot;
import io.rowloom.store.Store;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What a world keeps its rows in: a store, and a view of all its rows for the judge. Another one than {@link #memory} shows whether the judge finds what a
 * broken store does.
 */
public record Backing(Store store, Supplier<Snapshot> rows) {

    /** Makes the backing of one world. */
    @FunctionalInterface
    public interface Factory {
        /** @param clock the world's time */
        Backing at(InstantSource clock);
    }

    public static Backing memory(InstantSource clock) {
        MemoryStore store = new MemoryStore(clock);
        return new Backing(store, store::snapshot);
    }
}
