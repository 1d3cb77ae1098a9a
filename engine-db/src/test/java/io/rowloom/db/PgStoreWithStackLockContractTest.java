package io.rowloom.db;

import io.rowloom.embedded.TestDatabase;
import java.time.Duration;
import java.util.Optional;

/** Transactions of the hot path begin with the stack's lock. */
class PgStoreWithStackLockContractTest extends PgStoreContractTest {
    @Override
    TestStore store(TestDatabase on, SecretBox secrets) {
        return TestStore.locking(on, Optional.of(secrets), Duration.ofSeconds(5));
    }
}
