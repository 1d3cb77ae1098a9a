package io.rowloom.benchmarks.throughput;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A transaction that somebody forgot: it does nothing, and while it is open the database keeps every row version that was there when it began, and all that came after. */
final class HeldTransaction implements AutoCloseable {
    private final Connection connection;

    /** @param connection of its own */
    HeldTransaction(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
