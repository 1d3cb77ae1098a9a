package io.rowloom.benchmarks.throughput;

import io.rowloom.benchmarks.gauge.Gauges;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sees, on a connection of its own, how far the stacks in progress are: the process that sees a stack complete is not the one that completed it. Looks often, but sleeps some
 * times as long as a look takes, so that looking does not slow down what is looked at. For one thread.
 */
final class Eyes implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final String LOOK = """
        SELECT count(*) FILTER (WHERE status = 'IN_PROGRESS') AS %s, count(*) FILTER (WHERE status = 'FAILED'),
            count(*) FILTER (WHERE planned < traversal), coalesce(sum(pending), 0)
        FROM stack WHERE NOT settled""".formatted(Gauges.MARK);

    private final Connection connection;
    private final PreparedStatement look;
    private final int backend;

    /** @param pending nodes that are not done, of all stacks */
    record Standing(int running, int failed, int unplanned, int pending) {
        boolean ended() {
            return running == 0;
        }
    }

    /** How often it looks. */
    enum Gaze {
        /** For work that takes a second or more. */
        SPARING(1_000_000, 20),
        /** For a single stack: what is seen is late by twice as long as a look takes, on average. */
        SHARP(100_000, 3);

        private final long leastNanos;
        private final int sleepPerLook;

        Gaze(long leastNanos, int sleepPerLook) {
            this.leastNanos = leastNanos;
            this.sleepPerLook = sleepPerLook;
        }
    }

    /** What is waited for. */
    interface Enough {
        boolean in(Standing standing);
    }

    /** Tells, while one waits, that waiting makes no sense any more. */
    interface Check {
        void run() throws IOException;
    }

    Eyes(Connection connection) throws SQLException {
        this.connection = connection;
        this.look = connection.prepareStatement(LOOK);
        try (var statement = connection.createStatement(); ResultSet row = statement.executeQuery("SELECT pg_backend_pid() AS " + Gauges.MARK)) {
            row.next();
            this.backend = row.getInt(1);
        }
    }

    Connection connection() {
        return connection;
    }

    int backend() {
        return backend;
    }

    Standing look() throws SQLException {
        try (ResultSet row = look.executeQuery()) {
            row.next();
            return new Standing(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4));
        }
    }

    /**
     * Returns as soon as it is seen.
     *
     * @throws IllegalStateException when a stack failed, or nothing came of it for minutes
     */
    Standing await(Enough enough, Gaze gaze, Check check) throws SQLException, IOException, InterruptedException {
        long begun = System.nanoTime();
        long checked = begun;
        while (true) {
            long before = System.nanoTime();
            Standing standing = look();
            if (standing.failed() > 0) {
                throw new IllegalStateException(standing.failed() + " stacks failed: is another worker at the database, with other resource types?");
            }
            if (enough.in(standing)) {
                return standing;
            }
            long after = System.nanoTime();
            if (after - begun > LONGEST.toNanos()) {
                throw new IllegalStateException("the work is not done after " + LONGEST.toSeconds() + " s: " + standing);
            }
            if (after - checked > CHECK_NANOS) {
                check.run();
                checked = after;
            }
            LockSupport.parkNanos(Math.max(gaze.leastNanos, (after - before) * gaze.sleepPerLook));
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
