package io.rowloom.embedded;

import java.sql.SQLException;

final class Sql {
    private Sql() {}

    static String query(DatabaseAddress address, String sql) throws SQLException {
        try (var connection = address.dataSource().getConnection(); var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    static void run(DatabaseAddress address, String sql) throws SQLException {
        try (var connection = address.dataSource().getConnection(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
