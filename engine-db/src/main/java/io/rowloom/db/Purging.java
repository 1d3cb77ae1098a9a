package io.rowloom.db;

import java.time.Duration;

/**
 * Removes what is kept for a time only. Nothing waits for it, and no index serves it: it looks at each stack by key, and reads a stack's events from the oldest on.
 * Two processes that do it at once delete each row once.
 */
final class Purging {
    private static final String DELETE_OLD_EVENTS = """
        DELETE FROM event e USING old WHERE e.stack_id = old.stack_id AND e.txid = old.txid AND e.ord = old.ord""";

    /** Parameters: seconds, limit, seconds, limit. A stack whose oldest event is young costs one read. */
    static final String EVENTS = """
        WITH old AS MATERIALIZED (
            SELECT e.stack_id, e.txid, e.ord
            FROM (SELECT id FROM stack ORDER BY id OFFSET 0) s
            JOIN LATERAL (SELECT at FROM event WHERE stack_id = s.id ORDER BY txid, ord LIMIT 1) oldest ON oldest.at <= now() - ? * interval '1 second'
            JOIN LATERAL (SELECT stack_id, txid, ord, at FROM event WHERE stack_id = s.id ORDER BY txid, ord LIMIT ?) e ON e.at <= now() - ? * interval '1 second'
            LIMIT ?)
        """ + DELETE_OLD_EVENTS;

    /** Parameters: seconds, limit. */
    static final String EVENTS_OF_DELETED = """
        WITH old AS MATERIALIZED (
            SELECT e.stack_id, e.txid, e.ord
            FROM (SELECT id FROM stack WHERE settled AND deleted_at <= now() - ? * interval '1 second' ORDER BY id OFFSET 0) s
            JOIN LATERAL (SELECT stack_id, txid, ord FROM event WHERE stack_id = s.id ORDER BY txid, ord OFFSET 0) e ON true
            LIMIT ?)
        """ + DELETE_OLD_EVENTS;

    /**
     * Parameters: seconds, limit. The stack is locked first, other than elsewhere: of a stack that is deleted and settled nobody locks anything else and
     * waits for it.
     */
    private static final String DELETED = """
        WITH old AS MATERIALIZED (
            SELECT id FROM stack s
            WHERE settled AND deleted_at <= now() - ? * interval '1 second' AND NOT EXISTS (SELECT 1 FROM event e WHERE e.stack_id = s.id)
            ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED),
        n AS (DELETE FROM node n USING old WHERE n.stack_id = old.id),
        r AS (DELETE FROM resource r USING old WHERE r.stack_id = old.id),
        g AS (DELETE FROM signal g USING old WHERE g.stack_id = old.id),
        k AS (DELETE FROM stack_limit k USING old WHERE k.stack_id = old.id)
        DELETE FROM stack s USING old WHERE s.id = old.id""";

    private final Transactions transactions;

    Purging(Transactions transactions) {
        this.transactions = transactions;
    }

    int purgeEvents(Duration keepFor, int limit) {
        return transactions.statement(tx -> tx.write(EVENTS, Binds.seconds(keepFor), limit, Binds.seconds(keepFor), limit));
    }

    /** Two statements: a stack goes when its events are known to be gone. */
    int purgeDeleted(Duration keepFor, int limit) {
        return transactions.statement(tx -> tx.write(EVENTS_OF_DELETED, Binds.seconds(keepFor), limit) + tx.write(DELETED, Binds.seconds(keepFor), limit));
    }
}
