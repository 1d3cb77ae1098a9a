package io.rowloom.db;

/**
 * How a stack leaves the sweeps. Only a dirty row can have a node that was read as ready and is not done, and a claim names the version that it read: so each dirty row gets
 * a new version, and a claim that is still on its way matches nothing. Rows that somebody else has locked, and stacks with rows that were claimed meanwhile, are left for the
 * next time; nothing waits. Rows are read stack by stack: left to itself, the planner may read those of all stacks there are. In a stack that is complete no row is dirty, and only its own row is written.
 */
final class Settling {
    /** Parameter: seconds. The stack is read before its rows are locked, and looked at again when it is locked. */
    static final String SETTLE = """
        WITH p AS MATERIALIZED (SELECT now() - ? * interval '1 second' AS before),
        quiet AS MATERIALIZED (
            SELECT s.id, (SELECT count(*) FROM resource r WHERE r.stack_id = s.id AND r.dirty) AS dirty
            FROM stack s, p WHERE NOT s.settled AND s.status <> 'IN_PROGRESS' AND s.updated_at <= p.before
              AND (SELECT true FROM resource r WHERE r.stack_id = s.id AND (r.engine_id IS NOT NULL OR r.phase IS NOT NULL) LIMIT 1) IS NULL
            ORDER BY s.id),
        l AS MATERIALIZED (
            SELECT r.stack_id, r.no FROM quiet CROSS JOIN LATERAL (
                SELECT r.stack_id, r.no FROM resource r WHERE r.stack_id = quiet.id AND r.dirty AND r.engine_id IS NULL AND r.phase IS NULL
                ORDER BY r.no FOR UPDATE OF r SKIP LOCKED) r),
        w AS (
            UPDATE resource r SET version = r.version + 1 FROM l
            WHERE r.stack_id = l.stack_id AND r.no = l.no AND r.dirty AND r.engine_id IS NULL AND r.phase IS NULL
            RETURNING r.stack_id),
        out_of_reach AS MATERIALIZED (
            SELECT q.id FROM quiet q WHERE q.dirty = (SELECT count(*) FROM w WHERE w.stack_id = q.id)),
        k AS MATERIALIZED (
            SELECT s.id FROM out_of_reach o JOIN stack s ON s.id = o.id, p
            WHERE NOT s.settled AND s.status <> 'IN_PROGRESS' AND s.updated_at <= p.before
            ORDER BY s.id FOR UPDATE OF s SKIP LOCKED)
        UPDATE stack s SET settled = true FROM k, p WHERE s.id = k.id AND NOT s.settled AND s.status <> 'IN_PROGRESS' AND s.updated_at <= p.before""";

    private Settling() {}
}
