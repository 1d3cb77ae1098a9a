package io.rowloom.db;

import com.zaxxer.hikari.HikariDataSource;
import io.rowloom.stack.StackId;
import io.rowloom.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jooq.exception.DataAccessException;

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

    private final HikariDataSource pool;
    private final Optional<StackLock> stackLock;

    /** @param stackLock with which transactions about one stack begin */
    Transactions(HikariDataSource pool, Optional<StackLock> stackLock) {
        this.pool = pool;
        this.stackLock = stackLock;
    }

    /** Whether what is about one stack begins with a lock on it. */
    boolean locksStacks() {
        return stackLock.isPresent();
    }

    /** Runs a verb that is a single statement, or several that need not stand together. One round trip each. */
    <T> T statement(Function<Tx, T> verb) {
        return run(true, Optional.empty(), verb);
    }

    /** Runs a verb of several statements, all or nothing. READ COMMITTED: each statement has its own snapshot. */
    <T> T transaction(Function<Tx, T> verb) {
        return run(false, Optional.empty(), verb);
    }

    /** As {@link #statement(Function)}, for writes to one stack that many engines may want to make: under the stack's lock, where there is one. */
    <T> T statement(StackId stack, Function<Tx, T> verb) {
        return run(true, Optional.of(stack), verb);
    }

    /** The same for several stacks; under a lock where it is about one of them alone. */
    <T> T statement(Set<StackId> stacks, Function<Tx, T> verb) {
        return run(true, only(stacks), verb);
    }

    /** As {@link #transaction(Function)}, under the stack's lock. Its first statement is one of {@link Tx}'s own. */
    <T> T transaction(StackId stack, Function<Tx, T> verb) {
        return run(false, Optional.of(stack), verb);
    }

    /** The same for several stacks; under a lock where it is about one of them alone. */
    <T> T transaction(Set<StackId> stacks, Function<Tx, T> verb) {
        return run(false, only(stacks), verb);
    }

    private static Optional<StackId> only(Set<StackId> stacks) {
        return stacks.size() == 1 ? stacks.stream().findAny() : Optional.empty();
    }

    /**
     * The lock is tried once: after a conflict, which may be that it is not to be had, the verb goes without. With it even a single statement needs a transaction around both:
     * the driver may split what is sent together, once it knows that the answer can be of any length.
     */
    private <T> T run(boolean autocommit, Optional<StackId> stack, Function<Tx, T> verb) {
        Optional<Tx.Taking> taking = stackLock.flatMap(lock -> stack.map(id -> new Tx.Taking(lock, id)));
        for (int run = 1;; run++) {
            try {
                Optional<Tx.Taking> lock = run == 1 ? taking : Optional.empty();
                return once(autocommit && lock.isEmpty(), lock, verb);
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

    private <T> T once(boolean autocommit, Optional<Tx.Taking> taking, Function<Tx, T> verb) throws SQLException {
        try (Connection connection = connect()) {
            Tx tx = new Tx(connection, autocommit, taking);
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
