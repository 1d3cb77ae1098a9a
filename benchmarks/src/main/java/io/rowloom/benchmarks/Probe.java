package io.rowloom.benchmarks;

import io.rowloom.benchmarks.gauge.Gauges;
import io.rowloom.benchmarks.gauge.StatementCalls;
import io.rowloom.db.DatabaseUrl;
import io.rowloom.stack.StackId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Reads the server's counters on a connection of its own, whose own statements, commits and CPU time are left out. For one thread.
 *
 * <p>Needs PostgreSQL 15 with {@code pg_stat_statements} loaded. Counts all clients of the database, so nobody else may use it; log bytes and written transactions are those
 * of the whole server.
 */
final class Probe implements AutoCloseable {
    /** In every statement of this class, by which it knows them. */
    private static final String MARK = Gauges.MARK;
    private static final Duration UNREPORTED = Duration.ofSeconds(11);

    private final Connection connection;
    private final int backend;
    private long own;

    /** What a reading says. */
    record Reading(Counts counts, Map<String, StatementCalls> statements, long nanos) {}

    /** The state of a request: {@code status} is of the given traversal. */
    record Standing(int traversal, String status, String reason) {}

    private Probe(Connection connection) throws SQLException {
        this.connection = connection;
        this.backend = (int) number("SELECT pg_backend_pid() AS " + MARK);
    }

    static Probe open(DatabaseUrl database) throws SQLException {
        Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.login());
        try {
            try (var statement = connection.createStatement()) {
                statement.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
                statement.execute("SELECT count(*) AS " + MARK + " FROM pg_stat_statements");
            }
            return new Probe(connection);
        } catch (SQLException e) {
            connection.close();
            throw new SQLException("The database cannot count statements (" + e.getMessage() + "). Needed: PostgreSQL 15 or later with"
                    + " shared_preload_libraries = 'pg_stat_statements', and a user who may create that extension", e);
        }
    }

    String text(String query) throws SQLException {
        return query(query + " AS " + MARK, row -> row.getString(1));
    }

    private double number(String query) throws SQLException {
        return query(query, row -> row.getDouble(1));
    }

    Reading read(ToDoubleFunction<Metric> outside) throws SQLException {
        long nanos = System.nanoTime();
        double workers = outside.applyAsDouble(Metric.WORKER_CPU_MS);
        double server = ServerCpu.millis(backend);
        own++;
        Map<String, StatementCalls> statements = StatementCalls.read(connection);
        query("SELECT pg_stat_force_next_flush() AS " + MARK, _ -> 0);
        Counts counts = query("""
            SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 AS rowloom_bench, pg_snapshot_xmax(pg_current_snapshot())::text::float8 AS xids,
                (SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()) AS commits,
                sum(n_tup_upd)::float8 AS updates, sum(n_tup_hot_upd)::float8 AS hot, sum(n_dead_tup)::float8 AS dead
            FROM pg_stat_user_tables""", row -> Counts.each(metric -> switch (metric) {
                case STATEMENTS -> statements.values().stream().filter(s -> !s.isControl()).mapToLong(StatementCalls::calls).sum();
                case CONTROL -> statements.values().stream().filter(StatementCalls::isControl).mapToLong(StatementCalls::calls).sum();
                case COMMITS -> column(row, "commits") - (own - 1);
                case WRITES -> column(row, "xids");
                case WAL_BYTES -> column(row, MARK);
                case UPDATES -> column(row, "updates");
                case HOT_UPDATES -> column(row, "hot");
                case DEAD_TUPLES -> column(row, "dead");
                case DATABASE_CPU_MS -> server;
                case WORKER_CPU_MS -> workers;
            }));
        return new Reading(counts, statements, nanos);
    }

    private static double column(ResultSet row, String name) {
        try {
            return row.getDouble(name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Standing standing(StackId stack) throws SQLException {
        return query("SELECT traversal AS " + MARK + ", status, reason FROM stack WHERE id = '" + stack + "'",
                row -> new Standing(row.getInt(1), row.getString(2), row.getString(3)));
    }

    Instant now() throws SQLException {
        return query("SELECT clock_timestamp() AS " + MARK, row -> row.getTimestamp(1).toInstant());
    }

    /**
     * Whether all connections have reported what they did before {@code then}. One reports at the end of a statement, when it last reported more than a second before; one that
     * does nothing reports after 10 s.
     */
    boolean reported(Instant then) throws SQLException {
        return number("SELECT count(*) AS " + MARK + " FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
                + " AND state_change < timestamptz '" + then.plusSeconds(1) + "' AND state_change > clock_timestamp() - interval '" + UNREPORTED.toSeconds() + " s'") == 0;
    }

    /** As {@link Gauges#clear}. */
    void clear() throws SQLException {
        own++;
        try (var statement = connection.createStatement()) {
            statement.execute(Gauges.CLEAR);
        }
    }

    private interface Mapping<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> T query(String query, Mapping<T> mapping) throws SQLException {
        own++;
        try (PreparedStatement statement = connection.prepareStatement(query); ResultSet rows = statement.executeQuery()) {
            if (!rows.next()) {
                throw new IllegalStateException("no row: " + query);
            }
            return mapping.of(rows);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
