package io.rowloom.types.postgres;

import io.rowloom.embedded.DatabaseAddress;
import io.rowloom.embedded.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** One real PostgreSQL for all tests of this module; it ends with the JVM. Tests use names of their own. */
final class TestServer {
    private static final TestDatabase SERVER = TestDatabase.fresh();
    private static final String PASSWORD = "administrator";

    static final String URL = "postgresql://postgres:" + PASSWORD + "@127.0.0.1:" + SERVER.port() + "/postgres";

    static {
        DatabaseAddress first = SERVER.createDatabase();
        try (Connection connection = first.dataSource().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE postgres SUPERUSER LOGIN PASSWORD '" + PASSWORD + "'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private TestServer() {}

    static int port() {
        return SERVER.port();
    }

    static Connection administrator(String database) throws SQLException {
        return login("postgres", PASSWORD, database);
    }

    static void execute(String database, String sql) throws SQLException {
        try (Connection connection = administrator(database); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the only row as text, null when there is none. */
    static String ask(String database, String sql) throws SQLException {
        try (Connection connection = administrator(database); Statement statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery(sql);
            return row.next() ? String.valueOf(row.getString(1)) : "nothing";
        }
    }

    static Connection login(String user, String password, String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + SERVER.port() + "/" + database, user, password);
    }
}
