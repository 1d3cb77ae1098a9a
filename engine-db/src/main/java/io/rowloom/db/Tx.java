package io.rowloom.db;

import io.rowloom.stack.StackId;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.TooManyRowsException;
import org.jooq.impl.DSL;

/** One transaction under way; or one statement, which is a transaction by itself. For one thread. */
final class Tx {
    private static final Settings SETTINGS = new Settings().withRenderSchema(false).withExecuteLogging(false);

    private final Connection connection;
    private final boolean autocommit;
    private final Optional<Taking> taking;
    private boolean first = true;
    private int events;
    private boolean abandoned;

    /** A lock to be taken first. */
    record Taking(StackLock lock, StackId stack) {}

    /** @param autocommit each statement is a transaction */
    Tx(Connection connection, boolean autocommit, Optional<Taking> taking) {
        this.connection = connection;
        this.autocommit = autocommit;
        this.taking = taking;
    }

    /** For statements in jOOQ's language. */
    DSLContext sql() {
        return DSL.using(connection, SQLDialect.POSTGRES, SETTINGS);
    }

    List<Row> query(String statement, Object... binds) {
        return query(new PlainStatement(statement, binds));
    }

    List<Row> query(PlainStatement statement) {
        return run(statement).rows();
    }

    /** @throws TooManyRowsException when there are several */
    Optional<Row> one(String statement, Object... binds) {
        List<Row> rows = query(statement, binds);
        if (rows.size() > 1) {
            throw new TooManyRowsException("one row was expected, and there are " + rows.size());
        }
        return rows.stream().findAny();
    }

    /** Answers how many rows were written. */
    int write(String statement, Object... binds) {
        return run(new PlainStatement(statement, binds)).written();
    }

    private PlainStatement.Answer run(PlainStatement statement) {
        Optional<Taking> toBeTaken = taking.filter(_ -> autocommit || first);
        first = false;
        return toBeTaken.map(lock -> lock.lock().before(statement, lock.stack())).orElse(statement).run(connection);
    }

    /** The first of {@code count} places in the order of this transaction's events. */
    int eventPlaces(int count) {
        int first = events;
        events += count;
        return first;
    }

    /** The transaction is to be rolled back; {@code result} is the verb's answer all the same. */
    <T> T abandon(T result) {
        abandoned = true;
        return result;
    }

    boolean abandoned() {
        return abandoned;
    }

    /** A row that must be there: it was locked or read by this transaction. */
    static IllegalStateException missing(String what, StackId stack) {
        return new IllegalStateException(what + " of stack " + stack + " is missing");
    }
}
