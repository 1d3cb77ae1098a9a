package io.rowloom.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings a database to the schema of this release, in the schema that its connections see first ({@code current_schema()}).
 *
 * <p>Works on PostgreSQL 14 and later. The history is the table {@value #HISTORY}, kept by Flyway.
 */
public final class Migrations {
    /** All there are, oldest first; each has its file beside this class. */
    public static final List<Migration> ALL = List.of(new Migration(1, "engines stacks resources"), new Migration(2, "visits and drift"), new Migration(3, "snapshots"),
            new Migration(4, "hooks and signals"), new Migration(5, "replacement order"), new Migration(6, "tags"), new Migration(7, "external resources"), new Migration(8, "limits"),
            new Migration(9, "drift policies"), new Migration(10, "room to grow"),
            new Migration(11, "who requires what is replaced"), new Migration(12, "words as domains"), new Migration(13, "who plans"),
            new Migration(14, "what changes stands last"));

    static final String HISTORY = "schema_history";

    private static final int OLDEST_POSTGRESQL = 14;
    private static final long LOCK = 0x726f776c6f6f6d01L;

    private Migrations() {}

    /** The schema version of this release. */
    public static int wanted() {
        return ALL.getLast().version();
    }

    /** One connection, at most two short queries. */
    public static SchemaStatus status(DataSource database) {
        try (var connection = database.getConnection()) {
            return status(connection);
        } catch (SQLException e) {
            throw new SchemaException("Cannot read which schema the database has (" + e.getMessage() + ").", e);
        }
    }

    /**
     * Runs what is pending, all of it in one transaction. Callers in several processes wait for one another; the later ones find nothing to do.
     *
     * @param database must be able to give three connections at once
     * @return what was run, oldest first
     * @throws SchemaException if the server is too old, the database is not UTF-8, a later release or another program has tables there, a
     *     released migration was changed, or a statement failed; at most the empty history was added then
     */
    public static List<Migration> migrate(DataSource database) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                lock(connection);
                checkServer(connection);
                return switch (status(connection)) {
                    case SchemaStatus.Current _ -> List.of();
                    case SchemaStatus.Missing _ -> {
                        checkEmpty(connection);
                        yield run(database);
                    }
                    case SchemaStatus.Old _ -> run(database);
                    case SchemaStatus.TooNew(var found, var wanted) -> throw new SchemaException("The database has schema version " + found
                        + ", made by a later release; this one works with version " + wanted + ". Use the later release.");
                };
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new SchemaException("Cannot migrate the database (" + e.getMessage() + ").", e);
        }
    }

    /** Flyway decides whether the schema is empty before it takes its own lock, hence this one around it. It ends with the transaction. */
    private static void lock(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = '60s'; SET LOCAL idle_in_transaction_session_timeout = 0");
            statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
        }
    }

    private static void checkServer(Connection connection) throws SQLException {
        var version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST_POSTGRESQL) {
            throw new SchemaException("PostgreSQL " + OLDEST_POSTGRESQL + " or later is needed; this server is " + version + ".");
        }
        var encoding = Query.text(connection, "SHOW server_encoding");
        if (!encoding.equals("UTF8")) {
            throw new SchemaException("The database's encoding is " + encoding + ". Create it with ENCODING 'UTF8'.");
        }
    }

    private static void checkEmpty(Connection connection) throws SQLException {
        var schema = Query.text(connection, "SELECT coalesce(current_schema(), '')");
        if (schema.isEmpty()) {
            throw new SchemaException("No schema on the search path exists: create it, or connect with another one (currentSchema in the JDBC URL).");
        }
        var foreign = Query.texts(connection, "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN "
            + "('r', 'v', 'm', 'f', 'p', 'S') AND relname <> '" + HISTORY + "' ORDER BY relname LIMIT 5");
        if (!foreign.isEmpty()) {
            throw new SchemaException("The schema " + schema + " holds tables of something else (" + String.join(", ", foreign)
                + "). Use an empty database, or an empty schema of this one (currentSchema in the JDBC URL).");
        }
    }

    private static SchemaStatus status(Connection connection) throws SQLException {
        var found = found(connection);
        if (found.isEmpty()) {
            return new SchemaStatus.Missing(wanted());
        }
        var version = found.getAsInt();
        if (version == wanted()) {
            return new SchemaStatus.Current(version);
        }
        return version > wanted() ? new SchemaStatus.TooNew(version, wanted())
            : new SchemaStatus.Old(version, wanted(), ALL.stream().filter(migration -> migration.version() > version).toList());
    }

    /** Not by Flyway, whose start takes longer than a command line may. */
    private static OptionalInt found(Connection connection) throws SQLException {
        if (Query.texts(connection, "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename = '" + HISTORY + "'").isEmpty()) {
            return OptionalInt.empty();
        }
        return Query.texts(connection, "SELECT version FROM " + HISTORY + " WHERE success AND version IS NOT NULL").stream().mapToInt(Integer::parseInt).max();
    }

    private static List<Migration> run(DataSource database) {
        try {
            return Flyway.configure(Migrations.class.getClassLoader()).dataSource(database).table(HISTORY).locations("classpath:io/rowloom/schema")
                .failOnMissingLocations(true).placeholderReplacement(false).group(true).load().migrate().migrations.stream()
                .map(done -> new Migration(Integer.parseInt(done.version), done.description)).toList();
        } catch (FlywayException e) {
            throw new SchemaException("The migration failed and was undone: " + e.getMessage(), e);
        }
    }
}
