package io.rowloom.db;

import io.rowloom.embedded.TestDatabase;

class PgStoreOnOldestServerContractTest extends PgStoreContractTest {
    @Override
    TestDatabase server() {
        return TestDatabase.oldest();
    }
}
