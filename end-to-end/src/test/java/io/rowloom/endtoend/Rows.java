package io.rowloom.endtoend;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** What the tables say, past all of Rowloom. */
record Rows(DataSource source) {
    /** The first column of a query, as text. */
    List<String> column(String sql, Object... arguments) {
        try (Connection connection = source.getConnection(); var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            List<String> found = new ArrayList<>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(String.valueOf(rows.getString(1)));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("the query failed: " + sql, e);
        }
    }

    void execute(String sql) {
        try (Connection connection = source.getConnection(); var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the statement failed: " + sql, e);
        }
    }

    /** The names of workers that recorded the state of a resource, one per event: two are a finish too many. */
    List<String> recordedBy(String stack, String resource, String action, String status) {
        return column("SELECT coalesce(n.name, e.engine_id::text) FROM event e JOIN stack s ON s.id = e.stack_id LEFT JOIN engine n ON n.id = e.engine_id "
                + "WHERE s.name = ? AND e.name = ? AND e.action = ? AND e.status = ? ORDER BY e.txid, e.ord", stack, resource, action, status);
    }

    /** Ids of engines that are not dead, by name. */
    List<String> engines(String name) {
        return column("SELECT id FROM engine WHERE name = ? AND NOT dead", name);
    }

    String stackState(String stack) {
        return String.join("", column("SELECT action || '_' || status FROM stack WHERE name = ? ORDER BY created_at DESC LIMIT 1", stack));
    }

    /** Rows that a stack's end should have cleared: claims, and nodes that are not done. */
    List<String> unfinished() {
        return column("SELECT 'claim of ' || name FROM resource WHERE engine_id IS NOT NULL UNION ALL SELECT 'open ' || name FROM resource WHERE phase IS NOT NULL "
                + "UNION ALL SELECT 'node ' || n.no FROM node n JOIN stack s ON s.id = n.stack_id AND s.traversal = n.traversal WHERE NOT n.done");
    }

    /** Why what failed did so, latest first. */
    String failures() {
        return String.join("\n", column("SELECT concat_ws(' ', coalesce(name, ''), action || '_' || status || ':', reason) FROM event WHERE status = 'FAILED' "
                + "ORDER BY txid DESC, ord DESC LIMIT 10"));
    }

    /** For a person who asks why it does not go on: the stacks, the engines, what is open, and the last events. */
    List<String> story() {
        return Stream.of("SELECT 'stack ' || s::text FROM stack s WHERE deleted_at IS NULL", "SELECT 'engine ' || e::text FROM engine e WHERE NOT dead",
                        "SELECT 'resource ' || r::text FROM resource r WHERE engine_id IS NOT NULL OR phase IS NOT NULL OR status <> 'COMPLETE'",
                        "SELECT 'node ' || n::text FROM node n JOIN stack s ON s.id = n.stack_id AND s.traversal = n.traversal WHERE NOT n.done",
                        "SELECT * FROM (SELECT 'event ' || e::text FROM event e ORDER BY txid DESC, ord DESC LIMIT 60) latest", "SELECT 'now ' || now()::text")
                .flatMap(query -> column(query).stream()).toList();
    }

    /** Every row of every table, as text. */
    String dump() {
        StringBuilder all = new StringBuilder();
        for (String table : column("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
            column("SELECT t::text FROM \"" + table + "\" t").forEach(row -> all.append(table).append(' ').append(row).append('\n'));
        }
        return all.toString();
    }
}
