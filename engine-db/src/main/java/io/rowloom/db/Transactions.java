package io.rowloom.db;

import com.zaxxer.hikari.HikariDataSource;
import io.rowloom.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * The one place where transactions begin, end and are run again. A verb given to it may run several times, each time as a whole: after a conflict, and after a lost
 * connection although its commit may have happened. Verbs bear that because their guards match nothing the second time.
 *
 * <p>Throws {@link StoreUnavailableException} when the database is not there or not in time, {@link DuplicateKeyException}, and
 * {@link IllegalStateException} for whatever must not happen.
 */
final class Transactions {
    private static final int RUNS_IN_CONFLICT = 12;
    private static final int RUNS_ON_NEW_CONNECTIONS = 4;
    private static final Settings SETTINGS = new Settings().withRenderSchema(false).withExecuteLogging(false);

    private final HikariDataSource pool;

    Transactions(HikariDataSource pool) {
        this.pool = pool;
    }

    /** Runs a verb that is a single statement, or several that need not stand together. One round trip each. */
    <T> T statement(Function<Tx, T> verb) {
        return run(true, verb);
    }

    /** Runs a verb of several statements, all or nothing. READ COMMITTED: each statement has its own snapshot. */
    <T> T transaction(Function<Tx, T> verb) {
        return run(false, verb);
    }

    private <T> T run(boolean autocommit, Function<Tx, T> verb) {
        for (int run = 1;; run++) {
            try {
                return once(autocommit, verb);
            } catch (DataAccessException | SQLException e) {
                give(Fault.of(e), e, run);
            }
        }
    }

    /** Waits a little before the next run, or throws. */
    private static void give(Fault fault, Exception e, int run) {
        switch (fault) {
            case CONFLICT -> again(e, run, RUNS_IN_CONFLICT, "conflicts with other transactions");
            case CONNECTION_LOST -> again(e, run, RUNS_ON_NEW_CONNECTIONS, "lost connections");
            case OLD_SNAPSHOT -> {
                if (run >= RUNS_IN_CONFLICT) {
                    throw new IllegalStateException("a node names a dependent that does not exist", e);
                }
            }
            case UNAVAILABLE -> throw new StoreUnavailableException("The database cannot: " + e.getMessage(), e);
            case DUPLICATE_KEY -> throw new DuplicateKeyException(e);
            case BUG -> throw new IllegalStateException("the database refused a statement: " + e.getMessage(), e);
        }
    }

    private static void again(Exception e, int run, int limit, String why) {
        if (run >= limit) {
            throw new StoreUnavailableException("Gave up after " + run + " " + why + ": " + e.getMessage(), e);
        }
        long bound = TimeUnit.MILLISECONDS.toNanos(Math.min(2L << run, 200));
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(bound / 4, bound));
    }

    private <T> T once(boolean autocommit, Function<Tx, T> verb) throws SQLException {
        try (Connection connection = connect()) {
            Tx tx = new Tx(DSL.using(connection, SQLDialect.POSTGRES, SETTINGS));
            if (autocommit) {
                return verb.apply(tx);
            }
            connection.setAutoCommit(false);
            return whole(connection, tx, verb);
        }
    }

    private static <T> T whole(Connection connection, Tx tx, Function<Tx, T> verb) throws SQLException {
        T result;
        try {
            result = verb.apply(tx);
        } catch (RuntimeException | Error e) {
            undo(connection, e);
            throw e;
        }
        if (tx.abandoned()) {
            connection.rollback();
        } else {
            connection.commit();
        }
        return result;
    }

    private static void undo(Connection connection, Throwable why) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            why.addSuppressed(e); // the connection is gone, and the transaction with it
        }
    }

    private Connection connect() {
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            throw new StoreUnavailableException("No connection to the database: " + e.getMessage(), e);
        }
    }
}
