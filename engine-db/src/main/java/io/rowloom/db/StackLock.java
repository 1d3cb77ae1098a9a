package io.rowloom.db;

import io.rowloom.lock.LockScope;
import io.rowloom.stack.StackId;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * An advisory lock on a stack, taken by a statement that goes before a transaction's first one, in the same round trip. It comes before any row is locked, and nobody waits for
 * one while he holds rows; so it closes no circle. It ends with the transaction. Who does not get it in time goes on without it.
 *
 * @param atMost how long to wait for it
 * @param otherwise how long the session waits for rows
 */
record StackLock(Duration atMost, Duration otherwise) {
    private static final String TAKE = """
        SELECT 1 FROM (SELECT set_config('lock_timeout', ?, true), pg_advisory_xact_lock(?), set_config('lock_timeout', ?, true)) l;
        """;

    /** A statement that takes the lock first. */
    PlainStatement before(PlainStatement statement, StackId stack) {
        Stream<Object> taking = Stream.of(millis(atMost), key(stack), millis(otherwise));
        return new PlainStatement(TAKE + statement.text(), Stream.concat(taking, Stream.of(statement.binds())).toArray());
    }

    static long key(StackId stack) {
        return LockScope.STACK.of(stack, 0).number();
    }

    /** 0 would mean for ever. */
    private static String millis(Duration time) {
        return Math.max(1, time.toMillis()) + "ms";
    }
}
