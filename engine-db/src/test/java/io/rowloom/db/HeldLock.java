package io.rowloom.db;

import java.sql.Connection;
import java.sql.SQLException;

/** A session that has locked rows, until it is closed. */
public final class HeldLock implements AutoCloseable {
    private final Connection connection;

    public HeldLock(TestStore store, String select) {
        connection = store.connect();
        TestStore.execute(connection, "BEGIN; " + select + " FOR UPDATE");
    }

    @Override
    public void close() {
        try {
            TestStore.execute(connection, "COMMIT");
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
