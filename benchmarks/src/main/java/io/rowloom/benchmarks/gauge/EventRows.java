package io.rowloom.benchmarks.gauge;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what happened to stacks from their rows. */
public final class EventRows {
    private EventRows() {}

    /** @param since the first traversal that counts */
    public static List<Timeline.Event> events(Connection connection, Set<String> stacks, int since) throws SQLException {
        List<Timeline.Event> events = new ArrayList<>();
        try (var statement = connection.createStatement(); ResultSet rows = statement.executeQuery("SELECT stack_id::text AS " + Gauges.MARK
                + ", traversal, resource, name, status, fence, (extract(epoch FROM at) * 1000000)::bigint FROM event WHERE traversal >= " + since
                + " AND stack_id IN " + list(stacks))) {
            while (rows.next()) {
                int number = rows.getInt(3);
                OptionalInt resource = rows.wasNull() ? OptionalInt.empty() : OptionalInt.of(number);
                events.add(new Timeline.Event(rows.getString(1), rows.getInt(2), resource, rows.getString(4), rows.getString(5), rows.getLong(6),
                        rows.getLong(7)));
            }
        }
        return events;
    }

    public static List<Timeline.Made> rows(Connection connection, Set<String> stacks) throws SQLException {
        List<Timeline.Made> made = new ArrayList<>();
        try (var statement = connection.createStatement(); ResultSet rows = statement.executeQuery("SELECT stack_id::text AS " + Gauges.MARK
                + ", no, (extract(epoch FROM created_at) * 1000000)::bigint FROM resource WHERE stack_id IN " + list(stacks))) {
            while (rows.next()) {
                made.add(new Timeline.Made(rows.getString(1), rows.getInt(2), rows.getLong(3)));
            }
        }
        return made;
    }

    private static String list(Set<String> stacks) {
        return stacks.stream().map(id -> "'" + id + "'::uuid").collect(Collectors.joining(", ", "(", ")"));
    }
}
