package io.rowloom.db;

import io.rowloom.resource.HoldIntent;
import io.rowloom.resource.HookPoints;
import io.rowloom.resource.StackHead;
import io.rowloom.stack.StackId;
import io.rowloom.template.rule.Hook;
import java.util.List;

/** How nodes are held before a hook, and let go on. The guard is that of a claim: the version that the caller read. */
final class Holding {
    /** Of an event of {@code r}, whose end may have been held; as {@link HookPoints#paused} says. */
    static final String PAUSED_REASON = "CASE WHEN r.held_by IS NULL THEN r.reason ELSE r.action || ' paused until Hook ' || r.held_by || ' is cleared' END AS reason";

    static final String HOLD = """
        WITH p AS MATERIALIZED (SELECT ?::uuid AS stack, ?::int AS traversal),
        v AS MATERIALIZED (SELECT p.*, t.* FROM p, unnest(?::int[], ?::bigint[], ?::text[], ?::text[]) t(no, version, hook, reason)),
        l AS MATERIALIZED (
            SELECT v.* FROM v JOIN resource r ON r.stack_id = v.stack AND r.no = v.no
            WHERE r.engine_id IS NULL AND r.phase IS NULL
            ORDER BY v.no FOR UPDATE OF r SKIP LOCKED),
        w AS (
            UPDATE resource r SET version = r.version + 1, held_by = l.hook, updated_at = now()
            FROM l WHERE r.stack_id = l.stack AND r.no = l.no AND r.version = l.version AND r.engine_id IS NULL AND r.phase IS NULL
            RETURNING %s, l.traversal, NULL::uuid AS holder),
        e AS (%s)
        SELECT no FROM w ORDER BY no""".formatted(EventSql.RESOURCE_COLUMNS.replace("r.reason", "l.reason"), EventSql.OF_UNCLAIMED);

    /** The stack is read to know what is current, and is no guard: a hook of a traversal that is over holds nothing. */
    private static final String CLEAR = """
        WITH l AS MATERIALIZED (
            SELECT r.stack_id, r.no FROM resource r JOIN stack s ON s.id = r.stack_id
            WHERE r.stack_id = ? AND r.name = ? AND r.held_by = ? AND s.status = 'IN_PROGRESS' AND s.traversal = r.dirty_traversal
            ORDER BY r.no FOR UPDATE OF r),
        w AS (
            UPDATE resource r SET version = r.version + 1, hook_passed = r.held_by, held_by = NULL, updated_at = now()
            FROM l, (SELECT ?::text, ?::text) p(hook, reason)
            WHERE r.stack_id = l.stack_id AND r.no = l.no AND r.held_by = p.hook
            RETURNING %s, r.dirty_traversal AS traversal, NULL::uuid AS holder),
        e AS (%s)
        SELECT no FROM w ORDER BY no""".formatted(EventSql.RESOURCE_COLUMNS.replace("r.reason", "p.reason"), EventSql.OF_UNCLAIMED);

    private static final String PASSED = """
        SELECT r.no FROM resource r JOIN stack s ON s.id = r.stack_id
        WHERE r.stack_id = ? AND r.name = ? AND r.hook_passed = ? AND s.status = 'IN_PROGRESS' AND s.traversal = r.dirty_traversal""";

    private Holding() {}

    static List<Integer> hold(Tx tx, StackHead stack, List<HoldIntent> intents) {
        return PgFinishes.numbers(tx.query(HOLD, stack.id().value(), stack.traversal(), Binds.integers(intents, HoldIntent::no), Binds.numbers(intents, HoldIntent::version),
                Binds.texts(intents, i -> i.hook().word()), Binds.texts(intents, i -> HookPoints.paused(i.action(), i.hook())), 0), "no");
    }

    /** Whether it is cleared now, by this or before in the same traversal. */
    static boolean clear(Tx tx, StackId stack, String resource, Hook hook) {
        String name = Texts.storable(resource);
        return !tx.query(CLEAR, stack.value(), name, hook.word(), hook.word(), HookPoints.cleared(hook), 0).isEmpty()
                || !tx.query(PASSED, stack.value(), name, hook.word()).isEmpty();
    }
}
