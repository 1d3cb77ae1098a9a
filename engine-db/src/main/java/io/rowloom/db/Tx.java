package io.rowloom.db;

import io.rowloom.stack.StackId;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.exception.TooManyRowsException;

/** One transaction under way; or one statement, which is a transaction by itself. For one thread. */
final class Tx {
    private final DSLContext sql;
    private int events;
    private boolean abandoned;

    Tx(DSLContext sql) {
        this.sql = sql;
    }

    DSLContext sql() {
        return sql;
    }

    List<Row> query(String statement, Object... binds) {
        return sql.resultQuery(statement, binds).fetch(Row::new);
    }

    /** @throws TooManyRowsException when there are several */
    Optional<Row> one(String statement, Object... binds) {
        return sql.resultQuery(statement, binds).fetchOptional(Row::new);
    }

    /** Answers how many rows were written. */
    int write(String statement, Object... binds) {
        return sql.query(statement, binds).execute();
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
