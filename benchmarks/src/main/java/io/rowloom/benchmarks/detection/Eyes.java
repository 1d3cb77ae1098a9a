package io.rowloom.benchmarks.detection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Looks at the rows, on a connection of its own. */
final class Eyes implements AutoCloseable {
    private final Connection connection;

    Eyes(Connection connection) {
        this.connection = connection;
    }

    /** What is known of a worker that was struck. */
    record Standing(boolean dead, boolean resumed) {}

    /** A live engine. */
    record Engine(UUID id, long pid) {}

    /** Live engines by process, with the number of rows of the stack that they hold. */
    Map<Engine, Integer> holders(UUID stack) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT e.id, e.pid, (SELECT count(*) FROM resource r WHERE r.stack_id = ? AND r.engine_id = e.id) FROM engine e WHERE NOT e.dead AND e.lease_until > now()""")) {
            statement.setObject(1, stack);
            Map<Engine, Integer> found = new HashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(new Engine(rows.getObject(1, UUID.class), rows.getLong(2)), rows.getInt(3));
                }
            }
            return found;
        }
    }

    /** The rows of the stack that the engine holds. */
    Integer[] heldBy(UUID stack, UUID engine) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT coalesce(array_agg(no), '{}') FROM resource WHERE stack_id = ? AND engine_id = ?")) {
            statement.setObject(1, stack);
            statement.setObject(2, engine);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return (Integer[]) rows.getArray(1).getArray();
            }
        }
    }

    /** @param held rows that the engine held; they count as resumed when another engine holds one of them */
    Standing standing(UUID stack, UUID engine, Integer[] held) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT NOT EXISTS (SELECT FROM engine WHERE id = ? AND NOT dead),
                    EXISTS (SELECT FROM resource WHERE stack_id = ? AND no = ANY (?) AND engine_id <> ?)""")) {
            statement.setObject(1, engine);
            statement.setObject(2, stack);
            statement.setArray(3, connection.createArrayOf("int", held));
            statement.setObject(4, engine);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return new Standing(rows.getBoolean(1), rows.getBoolean(2));
            }
        }
    }

    boolean complete(UUID stack) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT status = 'COMPLETE' FROM stack WHERE id = ?")) {
            statement.setObject(1, stack);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
