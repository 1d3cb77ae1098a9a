package io.rowloom.benchmarks.gauge;

import io.rowloom.benchmarks.ServerCpu;
import io.rowloom.db.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads the server's counters on a connection of its own, whose statements and CPU time are left out. For one thread.
 *
 * <p>All that is read here is exact at once. What PostgreSQL's connections report up to ten seconds late (rows and commits in {@code
 * pg_stat_database} and {@code pg_stat_user_tables}) is not used: dead rows and row locks are counted from the write-ahead log instead. Where {@code
 * pg_stat_statements} or {@code pg_walinspect} is missing, or the user may not read it, the counters of it are left out. Log and transaction numbers
 * are the whole server's.
 */
public final class Gauges implements AutoCloseable {
    /** In all statements of the benchmark itself, by which they are left out. */
    public static final String MARK = "rowloom_bench";
    /** What {@link #clear} does. */
    public static final String CLEAR = "TRUNCATE /* " + MARK + " */ stack, resource, node, event, template, signal, snapshot, snapshot_data";
    private static final String CONTROL = "s.query ~* '^\\s*(BEGIN|START|COMMIT|END|ROLLBACK|ABORT|SET TRANSACTION)\\M'";
    private static final String STATEMENTS = """
        SELECT coalesce(sum(s.calls) FILTER (WHERE NOT control), 0), coalesce(sum(s.calls) FILTER (WHERE control), 0),
            coalesce(sum(s.pages), 0) AS rowloom_bench
        FROM (SELECT s.calls, s.shared_blks_hit + s.shared_blks_read AS pages, %s AS control
            FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
            WHERE d.datname = current_database() AND s.toplevel AND s.query NOT LIKE '%%rowloom_bench%%') s""".formatted(CONTROL);

    private final Connection connection;
    private final int backend;
    private final boolean statements;
    private final boolean log;

    private Gauges(Connection connection) throws SQLException {
        this.connection = connection;
        this.backend = Integer.parseInt(text("SELECT pg_backend_pid()"));
        this.statements = has("pg_stat_statements", "SELECT count(*) AS " + MARK + " FROM pg_stat_statements");
        this.log = has("pg_walinspect", "SELECT 1 / has_function_privilege('pg_get_wal_stats(pg_lsn, pg_lsn, boolean)', 'EXECUTE')::int AS " + MARK);
    }

    public static Gauges open(DatabaseUrl url) throws SQLException {
        return new Gauges(DriverManager.getConnection(url.jdbcUrl(), url.login()));
    }

    private boolean has(String extension, String trial) {
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE EXTENSION IF NOT EXISTS " + extension);
            statement.execute(trial); // fails where this user may not
            return true;
        } catch (SQLException _) {
            return false;
        }
    }

    /** What cannot be counted here, for people. */
    public List<String> lacking() {
        return Stream.of(statements ? "" : "statements and buffers (pg_stat_statements)", log ? "" : "dead rows and row locks (pg_walinspect)")
                .filter(text -> !text.isEmpty()).toList();
    }

    public int backend() {
        return backend;
    }

    public String text(String query) throws SQLException {
        return first(query + " AS " + MARK, row -> row.getString(1));
    }

    /** @param sampler the process of the connection that samples waits, which is left out of the CPU time, too */
    public Reading read(int sampler, Map<Counter, Double> outside, Map<String, Double> metrics) throws SQLException {
        Map<Counter, Double> values = new EnumMap<>(Counter.class);
        values.putAll(outside);
        values.put(Counter.DATABASE_CPU_MS, ServerCpu.millis(backend, sampler));
        if (statements) {
            first(STATEMENTS, row -> {
                values.put(Counter.STATEMENTS, row.getDouble(1));
                values.put(Counter.CONTROL, row.getDouble(2));
                return values.put(Counter.BUFFERS, row.getDouble(3));
            });
        }
        String position = first("""
            SELECT pg_current_wal_flush_lsn()::text AS rowloom_bench, pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')::float8,
                pg_snapshot_xmax(pg_current_snapshot())::text::float8
            """, row -> {
                values.put(Counter.LOG_BYTES, row.getDouble(2));
                values.put(Counter.COMMITS, row.getDouble(3));
                return row.getString(1);
            });
        return new Reading(values, metrics, position, System.nanoTime());
    }

    /** What grew between two readings; only now the log is gone through. */
    public Map<String, Double> growth(Reading before, Reading after) throws SQLException {
        Map<String, Double> grown = new TreeMap<>(after.since(before));
        if (log && !before.position().equals(after.position())) {
            grown.putAll(LogRecords.counters(records(before.position(), after.position())));
        }
        return grown;
    }

    private Map<String, Long> records(String from, String to) throws SQLException {
        Map<String, Long> counts = new HashMap<>();
        String query = "SELECT \"resource_manager/record_type\" AS " + MARK + ", count FROM pg_get_wal_stats('" + from + "', '" + to
                + "', true) WHERE count > 0";
        try (var statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                counts.merge(rows.getString(1), rows.getLong(2), Long::sum);
            }
        }
        return counts;
    }

    /** Empties all tables, so that each session begins alike. No worker may be running. */
    public void empty() throws SQLException {
        clear();
        try (var statement = connection.createStatement()) {
            statement.execute("TRUNCATE /* " + MARK + " */ engine, drift_policy, stack_limit, type_limit");
            if (statements) {
                statement.execute("SELECT pg_stat_statements_reset() AS " + MARK);
            }
        }
        checkpoint();
    }

    /**
     * Takes away what workloads left, so that the next does not meet it. PostgreSQL knows nothing of the tables then, where a vacuum would have it count no rows and plan for none:
     * it does not count again by itself.
     */
    public void clear() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(CLEAR);
        }
    }

    private void checkpoint() {
        try (var statement = connection.createStatement()) {
            statement.execute("CHECKPOINT /* " + MARK + " */");
        } catch (SQLException _) {
            return; // this user may not: then it comes when it comes
        }
    }

    /** Engines that live. */
    public int engines() throws SQLException {
        return Integer.parseInt(text("SELECT (SELECT count(*) FROM engine WHERE NOT dead AND lease_until > now())"));
    }

    private interface Mapping<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> T first(String query, Mapping<T> mapping) throws SQLException {
        try (var statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
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
