package io.rowloom.db;

import io.rowloom.embedded.TestDatabase;
import io.rowloom.store.Store;
import io.rowloom.store.StoreContract;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** With the newest PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PgStoreContractTest extends StoreContract {
    private TestDatabase server;
    private TestStore testStore;

    TestDatabase server() {
        return TestDatabase.fresh();
    }

    TestStore store(TestDatabase on, SecretBox secrets) {
        return TestStore.on(on, Optional.of(secrets));
    }

    @BeforeAll
    void open() {
        server = server();
        testStore = store(server, new SecretBox(SecretBox.generateKey()));
    }

    @AfterAll
    void close() {
        testStore.close();
        server.close();
    }

    @Override
    protected Store emptyStore() {
        return testStore.emptied();
    }
}
