package io.rowloom.db;

import io.rowloom.stack.StackId;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Results;
import org.jooq.exception.TooManyRowsException;

/** One transaction under way; or one statement, which is a transaction by itself. For one thread. */
final class Tx {
    private final DSLContext sql;
    private final boolean autocommit;
    private final Optional<Taking> taking;
    private boolean first = true;
    private int events;
    private boolean abandoned;

    /** A statement with its parameters. */
    record Statement(String text, Object[] binds) {}

    /** A lock to be taken first. */
    record Taking(StackLock lock, StackId stack) {}

    /** @param autocommit each statement is a transaction */
    Tx(DSLContext sql, boolean autocommit, Optional<Taking> taking) {
        this.sql = sql;
        this.autocommit = autocommit;
        this.taking = taking;
    }

    DSLContext sql() {
        return sql;
    }

    List<Row> query(String statement, Object... binds) {
        return toBeTaken().map(lock -> guarded(lock, statement, binds).resultsOrRows().getLast().result().map(Row::new))
                .orElseGet(() -> sql.resultQuery(statement, binds).fetch(Row::new));
    }

    List<Row> query(Statement statement) {
        return query(statement.text(), statement.binds());
    }

    /** @throws TooManyRowsException when there are several */
    Optional<Row> one(String statement, Object... binds) {
        return toBeTaken().map(_ -> only(query(statement, binds))).orElseGet(() -> sql.resultQuery(statement, binds).fetchOptional(Row::new));
    }

    private static Optional<Row> only(List<Row> rows) {
        if (rows.size() > 1) {
            throw new TooManyRowsException("one row was expected, and there are " + rows.size());
        }
        return rows.stream().findAny();
    }

    /** Answers how many rows were written. */
    int write(String statement, Object... binds) {
        return toBeTaken().map(lock -> guarded(lock, statement, binds).resultsOrRows().getLast().rows()).orElseGet(() -> sql.query(statement, binds).execute());
    }

    private Optional<Taking> toBeTaken() {
        return taking.filter(_ -> autocommit || first);
    }

    private Results guarded(Taking lock, String statement, Object[] binds) {
        first = false;
        StackLock.Guarded both = lock.lock().before(statement, binds, lock.stack());
        return sql.resultQuery(both.statement(), both.binds()).fetchMany();
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
