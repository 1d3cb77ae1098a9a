package io.rowloom.types.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** One real PostgreSQL for all tests of this module; it ends with the JVM. Tests use names of their own. */
final class TestServer {
    static final EmbeddedPostgres SERVER = start();
    static final String URL = "postgresql://postgres@127.0.0.1:" + SERVER.getPort() + "/postgres";

    private TestServer() {}

    static void execute(String database, String sql) throws SQLException {
        try (Connection connection = SERVER.getDatabase("postgres", database).getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the only row as text, null when there is none. */
    static String ask(String database, String sql) throws SQLException {
        try (Connection connection = SERVER.getDatabase("postgres", database).getConnection(); Statement statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery(sql);
            return row.next() ? String.valueOf(row.getString(1)) : "nothing";
        }
    }

    static Connection login(String user, String password, String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + SERVER.getPort() + "/" + database, user, password);
    }

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder().setServerConfig("listen_addresses", "127.0.0.1").start();
            askForPasswords(server);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From everybody but the superuser. */
    private static void askForPasswords(EmbeddedPostgres server) throws IOException, SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection(); Statement statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery("SHOW hba_file");
            row.next();
            Files.writeString(Path.of(row.getString(1)), "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
            statement.execute("SELECT pg_reload_conf()");
        }
    }
}
