package io.rowloom.locks;

import io.rowloom.lock.LockKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds out, by what two connections see of each other, whether a connection has a session of its own. Behind a pool that hands the server's
 * connections on after each transaction (PgBouncer with {@code pool_mode = transaction}, ProxySQL) it has not: a lock would stay with whoever comes
 * next.
 */
record SessionProbe(Dialect dialect) {
    interface Connector {
        Connection connect() throws SQLException;
    }

    /** @return what is wrong, and what to do */
    Optional<String> fault(Connection one, Connector connector) throws SQLException {
        Object name = dialect.name().apply(new LockKey("probe " + UUID.randomUUID()));
        try (Connection two = connector.connect()) {
            String before = backend(one);
            two.setAutoCommit(false); // from its first statement on it keeps what the pool gave it
            String other = backend(two);
            String after = backend(one);
            if (before.equals(other) || !before.equals(after)) {
                return refused("one connection of ours is not one session of the server");
            }
            boolean taken = DatabaseLocks.ask(one, dialect.take(), name);
            boolean takenTwice = DatabaseLocks.ask(two, dialect.take(), name);
            boolean given = DatabaseLocks.ask(one, dialect.give(), name);
            two.rollback();
            return taken && !takenTwice && given ? Optional.empty() : refused("a lock that one connection took does not keep another one out");
        }
    }

    private Optional<String> refused(String finding) {
        return Optional.of("locks of a session do not work on this way to " + dialect.product() + ": " + finding
                + ". There seems to be a pool between (PgBouncer in transaction mode, ProxySQL): name the server itself in the URL,"
                + " let the pool keep sessions, or choose another service");
    }

    private String backend(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet answer = statement.executeQuery(dialect.backend())) {
            answer.next();
            return answer.getString(1);
        }
    }
}
