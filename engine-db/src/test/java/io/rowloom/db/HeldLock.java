package io.rowloom.db;

import io.rowloom.stack.StackId;
import java.sql.Connection;
import java.sql.SQLException;

/** A session that has locked rows, or a stack, until it is closed. */
public final class HeldLock implements AutoCloseable {
    private final Connection connection;

    public HeldLock(TestStore store, String select) {
        this(store.connect(), select + " FOR UPDATE");
    }

    private HeldLock(Connection connection, String statement) {
        this.connection = connection;
        TestStore.execute(connection, "BEGIN; " + statement);
    }

    /** Of a stack, as transactions take it where the store is so set up. */
    public static HeldLock ofStack(TestStore store, StackId stack) {
        return new HeldLock(store.connect(), TestStore.takingLock(stack));
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
