package io.rowloom.benchmarks.gauge;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How often a statement was sent, and what all its calls together took of the server: {@code pg_stat_statements}.
 *
 * @param millis of execution; planning is not counted
 * @param pages that were looked at: hits and reads
 * @param logBytes of the write-ahead log
 */
public record StatementCalls(String query, long calls, double millis, long pages, double logBytes) {
    /** From the most to the least time. */
    public static final Comparator<StatementCalls> DEAREST_FIRST = Comparator.comparingDouble(StatementCalls::millis).reversed();
    private static final Pattern WRITES = Pattern.compile("(INSERT INTO|UPDATE|DELETE FROM|insert into|update|delete from) \"?([a-z_]+)");
    private static final Pattern READS = Pattern.compile("\\b(?:FROM|JOIN) ([a-z_]+)\\b(?!\\()");
    private static final Pattern PARTS = Pattern.compile("(?:WITH(?: RECURSIVE)?|,)\\s+([a-z_]+)(?:\\([a-z_, ]*\\))? AS (?:MATERIALIZED )?\\(");
    /** All databases share the statistics; statements within functions count as part of what called them. */
    private static final String ALL = """
        SELECT s.query AS %s, s.calls, s.total_exec_time, s.shared_blks_hit + s.shared_blks_read, s.wal_bytes
        FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
        WHERE d.datname = current_database() AND s.toplevel AND s.query NOT LIKE '%%%s%%'""".formatted(Gauges.MARK, Gauges.MARK);

    /** All of this database by their text, since the statistics were reset, but for those of the benchmark itself. */
    public static Map<String, StatementCalls> read(Connection connection) throws SQLException {
        Map<String, StatementCalls> found = new HashMap<>();
        try (var statement = connection.createStatement(); ResultSet rows = statement.executeQuery(ALL)) {
            while (rows.next()) {
                StatementCalls calls = new StatementCalls(rows.getString(1), rows.getLong(2), rows.getDouble(3), rows.getLong(4), rows.getDouble(5));
                found.merge(calls.query(), calls, StatementCalls::plus);
            }
        }
        return found;
    }

    /** What was called between two readings. */
    public static List<StatementCalls> growth(Map<String, StatementCalls> before, Map<String, StatementCalls> after) {
        return after.values().stream().map(s -> Optional.ofNullable(before.get(s.query())).map(s::minus).orElse(s)).filter(s -> s.calls() > 0).toList();
    }

    private StatementCalls plus(StatementCalls other) {
        return new StatementCalls(query, calls + other.calls, millis + other.millis, pages + other.pages, logBytes + other.logBytes);
    }

    private StatementCalls minus(StatementCalls other) {
        return new StatementCalls(query, calls - other.calls, millis - other.millis, pages - other.pages, logBytes - other.logBytes);
    }

    /** Begins, ends or configures a transaction. */
    public boolean isControl() {
        return query.matches("(?is)\\s*(BEGIN|START|COMMIT|END|ROLLBACK|ABORT|SET TRANSACTION)\\b.*");
    }

    /** On one line. */
    public String shortened(int length) {
        String line = query.strip().replaceAll("\\s+", " ");
        return line.length() <= length ? line : line.substring(0, length - 1) + "…";
    }

    /** What a long statement is about, in the order of its text: the tables that it writes, or those that it reads if it writes none; else its beginning. */
    public String about(int length) {
        List<String> writes = WRITES.matcher(query).results().map(match -> match.group(1).toLowerCase(Locale.ROOT) + " " + match.group(2)).toList();
        if (!writes.isEmpty()) {
            return String.join(", ", writes);
        }
        List<String> parts = PARTS.matcher(query).results().map(match -> match.group(1)).toList();
        List<String> reads = READS.matcher(query).results().map(match -> match.group(1)).filter(name -> !parts.contains(name)).distinct().toList();
        return reads.isEmpty() ? shortened(length) : "read " + String.join(", ", reads);
    }
}
