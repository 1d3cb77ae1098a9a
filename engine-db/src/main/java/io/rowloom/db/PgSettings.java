package io.rowloom.db;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How to reach the database and how long to put up with it.
 *
 * @param url where it is and who connects
 * @param poolSize connections for verbs; two more are opened for hints. 2 to 4 per process are enough, 16 are worse
 * @param connectionTimeout how long a verb waits for a connection
 * @param statementTimeout after which the server gives a statement up
 * @param lockTimeout after which the server gives up waiting for a row
 * @param idleInTransactionTimeout after which the server ends the session of a process that stopped within a transaction. At most half an engine's lease: its row locks
 *     must be gone before others take its work over
 */
public record PgSettings(
        DatabaseUrl url, int poolSize, Duration connectionTimeout, Duration statementTimeout, Duration lockTimeout,
        Duration idleInTransactionTimeout) {
    /** @throws IllegalArgumentException naming everything that is wrong */
    public PgSettings {
        List<String> wrong = new ArrayList<>();
        if (poolSize < 1 || poolSize > 100) {
            wrong.add("the pool size must be from 1 to 100, and is " + poolSize);
        }
        check("connection timeout", connectionTimeout, Duration.ofMillis(250), wrong);
        check("statement timeout", statementTimeout, Duration.ofMillis(10), wrong);
        check("lock timeout", lockTimeout, Duration.ofMillis(10), wrong);
        check("idle-in-transaction timeout", idleInTransactionTimeout, Duration.ofMillis(10), wrong);
        if (lockTimeout.compareTo(statementTimeout) > 0) {
            wrong.add("the lock timeout (" + lockTimeout + ") must not be longer than the statement timeout (" + statementTimeout + "), or it has no effect");
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("Database settings: " + String.join("; ", wrong) + ".");
        }
    }

    /** With the usual pool and times. */
    public static PgSettings of(DatabaseUrl url) {
        return new PgSettings(url, 4, Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    public PgSettings withPoolSize(int size) {
        return new PgSettings(url, size, connectionTimeout, statementTimeout, lockTimeout, idleInTransactionTimeout);
    }

    public PgSettings withTimeouts(Duration connection, Duration statement, Duration lock, Duration idleInTransaction) {
        return new PgSettings(url, poolSize, connection, statement, lock, idleInTransaction);
    }

    private static void check(String what, Duration value, Duration least, List<String> wrong) {
        if (value.compareTo(least) < 0 || value.compareTo(Duration.ofDays(1)) > 0) {
            wrong.add("the " + what + " must be from " + least.toMillis() + " ms to a day, and is " + value);
        }
    }
}
