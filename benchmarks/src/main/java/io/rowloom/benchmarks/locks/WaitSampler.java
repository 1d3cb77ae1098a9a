package io.rowloom.benchmarks.locks;

import io.rowloom.benchmarks.gauge.Gauges;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Looks every 10 ms what the connections of the database wait for ({@code pg_stat_activity}), and adds up the time between looks for each that waits.
 * Waits that are much shorter than that are seen in proportion: few of them, each counted for longer than it was. Waits for the client are left out.
 */
final class WaitSampler implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(10);
    private static final String QUERY = """
        SELECT a.wait_event_type || ':' || a.wait_event AS rowloom_bench, count(*) FROM pg_stat_activity a
        WHERE a.datname = current_database() AND a.backend_type = 'client backend' AND a.state = 'active' AND a.pid <> ALL (?)
            AND a.wait_event_type IS NOT NULL AND a.wait_event_type <> 'Client'
        GROUP BY 1""";

    private final Connection connection;
    private final int backend;
    private final Thread thread;
    private final Map<String, Double> millis = new TreeMap<>();
    private volatile boolean ended;

    private WaitSampler(Connection connection, int backend, Integer[] own) {
        this.connection = connection;
        this.backend = backend;
        this.thread = Thread.ofPlatform().daemon().name("waits").start(() -> sample(own));
    }

    /** @param other a backend of the benchmark that is left out, too */
    static WaitSampler start(Connection connection, int other) throws SQLException {
        try (var statement = connection.createStatement(); ResultSet row = statement.executeQuery("SELECT pg_backend_pid() AS " + Gauges.MARK)) {
            row.next();
            int own = row.getInt(1);
            return new WaitSampler(connection, own, new Integer[] {own, other});
        }
    }

    int backend() {
        return backend;
    }

    private void sample(Integer[] own) {
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setArray(1, connection.createArrayOf("int4", own));
            long last = System.nanoTime();
            while (!ended) {
                Thread.sleep(EVERY);
                long now = System.nanoTime();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        add(rows.getString(1), rows.getLong(2) * (now - last) / 1e6);
                    }
                }
                last = now;
            }
        } catch (SQLException _) {
            return; // the server is gone, which others notice, too
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void add(String wait, double time) {
        millis.merge(wait, time, Double::sum);
    }

    /** What was seen since the last time that somebody asked. */
    synchronized Map<String, Double> take() {
        Map<String, Double> taken = new TreeMap<>(millis);
        millis.clear();
        return taken;
    }

    @Override
    public void close() throws SQLException {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}
