package io.rowloom.endtoend;

import io.rowloom.embedded.TestDatabase;

/** One PostgreSQL for all classes that do not stop it; each has a database of its own there. It ends with this process. */
final class SharedServer {
    private static final TestDatabase SERVER = TestDatabase.fresh();

    private SharedServer() {}

    static TestDatabase get() {
        return SERVER;
    }
}
