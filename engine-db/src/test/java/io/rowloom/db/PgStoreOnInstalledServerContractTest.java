package io.rowloom.db;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rowloom.embedded.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;

/** With an older PostgreSQL, where one is installed. */
class PgStoreOnInstalledServerContractTest extends PgStoreContractTest {
    private static final Path DEBIAN_15 = Path.of("/usr/lib/postgresql/15/bin");

    @Override
    TestDatabase server() {
        assumeTrue(Files.isExecutable(DEBIAN_15.resolve("postgres")), "no PostgreSQL 15 in " + DEBIAN_15);
        return TestDatabase.fresh(DEBIAN_15);
    }
}
