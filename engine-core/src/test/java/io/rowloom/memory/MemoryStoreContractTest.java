package io.rowloom.memory;

import io.rowloom.store.Store;
import io.rowloom.store.StoreContract;
import java.time.InstantSource;

class MemoryStoreContractTest extends StoreContract {
    @Override
    protected Store emptyStore() {
        return new MemoryStore(InstantSource.system());
    }
}
