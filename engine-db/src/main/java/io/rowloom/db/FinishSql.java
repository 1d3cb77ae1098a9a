package io.rowloom.db;

import io.rowloom.resource.ResourceAction;
import io.rowloom.stack.StackAction;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The end of actions and everything that follows, as one statement each: one round trip, one commit, for several stacks. It begins with the guarded write of the rows; all
 * else reads what that RETURNED.
 *
 * <p>Within one statement all parts see the snapshot of its beginning. A replacement that commits while the statement waits for a lock can give a node a dependent that this
 * snapshot does not have, and its counter would be missed. Therefore the statement counts: if fewer dependents were told than the nodes name, it divides by zero, which undoes
 * all of it, and it is run again with a new snapshot ({@link Fault#OLD_SNAPSHOT}).
 *
 * <p>Stack and traversal travel with each row instead of being the same constant for all: given a constant, the planner may read all rows of the stack, when its plan was
 * made while that had few. The same holds for the other statements here that take arrays.
 *
 * <p>Locks: rows by stack and number, nodes that are done, their dependents by stack and number, the stacks by id: each kind of all stacks before the next kind. No part locks them
 * first, which would read and log each row once more: a part that writes goes through an ordered part (the rows as they are bound, the rest as sorted here) and finds what it
 * writes by key, one after the other, the only plan that PostgreSQL makes ({@code StatementPlansTest}). A part that reads what another part wrote does so by a part of its own that
 * is MATERIALIZED: PostgreSQL cannot run a writing part again when it re-checks a row that it had to wait for.
 */
final class FinishSql {
    /** As {@link StackAction#reachesTarget()} says. */
    static final String REACHES_TARGET = in(Arrays.stream(StackAction.values()).filter(StackAction::reachesTarget));

    private static final String MAKES_CERTAIN = in(Arrays.stream(ResourceAction.values()).filter(ResourceAction::makesCertain));

    /** What becomes of a stack's row {@code s} when {@code c.done} of its nodes are done, {@code c.failed} of them by failure, for the reason {@code c.failure}. */
    static final String COUNT = """
        pending = s.pending - c.done, failed = s.failed + c.failed,
        status = CASE WHEN s.pending > c.done OR c.done = 0 THEN s.status WHEN s.failed + c.failed > 0 THEN 'FAILED' ELSE 'COMPLETE' END,
        reason = CASE WHEN c.failed > 0 AND s.failed = 0 THEN c.failure WHEN s.pending > c.done OR c.done = 0 OR s.failed > 0 THEN s.reason
            ELSE 'Stack ' || s.action || ' completed successfully' END,
        last_template = CASE WHEN s.pending = c.done AND c.done > 0 AND s.failed + c.failed = 0 AND s.action %s THEN s.target ELSE s.last_template END,
        deleted_at = CASE WHEN s.pending = c.done AND c.done > 0 AND s.failed + c.failed = 0 AND s.action = 'DELETE' THEN now() ELSE s.deleted_at END,
        updated_at = CASE WHEN s.pending = c.done AND c.done > 0 THEN now() ELSE s.updated_at END
        """.formatted(REACHES_TARGET);

    /** Holes: a further column's array and its name, the actions that make certain, what the rows return, and what more of that. */
    private static final String FINISHED_WITH = """
        WITH p AS MATERIALIZED (SELECT ?::uuid[] AS stacks, ?::int[] AS traversals),
        v AS MATERIALIZED (
            SELECT p.stacks[t.stack_place] AS stack, p.traversals[t.stack_place] AS traversal, t.*
            FROM p, unnest(?::int[], ?::int[], ?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[]%s)
                WITH ORDINALITY t(stack_place, no, holder, version, physical_id, outputs, input_hash, reason, hook%s, ord)),
        w AS (
            UPDATE resource r SET engine_id = NULL, claimed_at = NULL, phase = NULL, cookie = NULL, next_poll_at = NULL, cancel = false, status = 'COMPLETE',
                reason = v.reason, effect = CASE WHEN r.action %s THEN 'NONE' ELSE r.effect END, drift = NULL, physical_id = COALESCE(v.physical_id, r.physical_id), input_hash = v.input_hash, definition_hash = r.claim_definition,
                outputs = CASE WHEN r.action = 'DELETE' THEN NULL ELSE COALESCE(v.outputs::jsonb, r.outputs) END, current = r.current AND r.action <> 'DELETE',
                properties = CASE WHEN r.action = 'DELETE' THEN r.properties ELSE r.args END, args = CASE WHEN r.action = 'DELETE' THEN r.args END,
                requires = CASE WHEN r.action = 'DELETE' THEN r.requires ELSE r.claim_requires END,
                replaced_by = CASE WHEN NOT r.current OR r.action = 'DELETE' OR NOT r.action %s THEN r.replaced_by END,
                held_by = CASE WHEN r.dirty_traversal = r.claim_traversal THEN v.hook END,
                dirty = r.dirty AND (r.dirty_traversal <> r.claim_traversal OR v.hook IS NOT NULL), updated_at = now()
            FROM v WHERE r.stack_id = v.stack AND r.no = v.no AND r.engine_id = v.holder AND r.version = v.version
            RETURNING %s, v.traversal, r.claim_node AS node, r.dirty, r.dirty_traversal, v.holder, r.held_by, v.ord%s),
        """;

    private static final String FINISHED_COLUMNS = EventSql.RESOURCE_COLUMNS.replace("r.reason", Holding.PAUSED_REASON);

    private static final String FINISHED = FINISHED_WITH.formatted("", "", MAKES_CERTAIN, MAKES_CERTAIN, FINISHED_COLUMNS, "");

    private static final String CUT_OFF_ROWS = """
        WITH p AS MATERIALIZED (SELECT ?::uuid AS stack, ?::int AS traversal),
        v AS MATERIALIZED (
            SELECT p.*, t.* FROM p, unnest(?::int[], ?::bigint[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                t(no, version, node, kind, input_hash, definition, requires, policy, reason, rules)
            ORDER BY no),
        w AS (
            UPDATE resource r SET version = r.version + 1, dirty = r.dirty AND r.dirty_traversal <> v.traversal,
                definition_hash = CASE v.kind WHEN 'UNCHANGED' THEN v.definition ELSE r.definition_hash END,
                requires = CASE v.kind WHEN 'UNCHANGED' THEN v.requires::int[] ELSE r.requires END,
                deletion_policy = CASE v.kind WHEN 'UNCHANGED' THEN v.policy ELSE r.deletion_policy END,
                rules = CASE v.kind WHEN 'UNCHANGED' THEN v.rules::text[] ELSE r.rules END,
                action = CASE v.kind WHEN 'NOTHING' THEN 'DELETE' ELSE r.action END, status = CASE v.kind WHEN 'NOTHING' THEN 'COMPLETE' ELSE r.status END,
                reason = CASE v.kind WHEN 'NOTHING' THEN v.reason ELSE r.reason END, current = r.current AND v.kind <> 'NOTHING',
                updated_at = CASE v.kind WHEN 'NOTHING' THEN now() ELSE r.updated_at END
            FROM v WHERE r.stack_id = v.stack AND r.no = v.no AND r.version = v.version
              AND CASE WHEN r.engine_id IS NOT NULL OR r.phase IS NOT NULL THEN false -- a condition of rows alone would make the planner begin with all of them
                  WHEN v.kind = 'UNCHANGED' THEN r.status = 'COMPLETE' AND r.input_hash = v.input_hash
                  WHEN v.kind = 'DELETED' THEN r.action = 'DELETE' AND r.status = 'COMPLETE' ELSE true END
            RETURNING %s, v.traversal, v.node, r.dirty, r.dirty_traversal, NULL::uuid AS holder, v.kind, NULL::text AS held_by),
        """.formatted(EventSql.RESOURCE_COLUMNS);

    private static final String CONSEQUENCES = """
        b AS MATERIALIZED (SELECT stack_id, traversal, no, node, dirty AND dirty_traversal > traversal AS newer, held_by FROM w),
        n AS (
            UPDATE node n SET done = true FROM b WHERE n.stack_id = b.stack_id AND n.traversal = b.traversal AND n.no = b.node AND NOT n.done AND b.held_by IS NULL
            RETURNING n.stack_id, n.traversal, n.no, n.dependents),
        x AS MATERIALIZED (SELECT stack_id, traversal, d, count(*)::int AS k FROM n, unnest(dependents) d GROUP BY stack_id, traversal, d ORDER BY stack_id, d),
        t AS (
            UPDATE node m SET waiting_for = m.waiting_for - x.k FROM x WHERE m.stack_id = x.stack_id AND m.traversal = x.traversal AND m.no = x.d
            RETURNING m.stack_id, m.no, m.waiting_for, m.done),
        c AS MATERIALIZED (
            SELECT b.stack_id, b.traversal, b.recorded, b.newer, (SELECT count(*)::int FROM n WHERE n.stack_id = b.stack_id) AS done, (SELECT count(*) FROM x) AS named,
                (SELECT count(*) FROM t) AS told, 0 AS failed, ''::text AS failure
            FROM (SELECT stack_id, traversal, array_agg(no ORDER BY no) AS recorded, bool_or(newer) AS newer FROM b GROUP BY stack_id, traversal ORDER BY stack_id) b),
        s AS (
            UPDATE stack s SET %s
            FROM c WHERE s.id = c.stack_id AND s.traversal = c.traversal AND s.status NOT IN ('COMPLETE', 'FAILED') -- not "= IN_PROGRESS": the partial index would be read whole
            RETURNING s.id, s.traversal, s.name, s.action, s.status, s.reason, ?::int AS ord),
        f AS (
            INSERT INTO event (stack_id, ord, traversal, name, type, physical_id, action, status, reason, fence)
            SELECT id, ord, traversal, name, 'OS::Heat::Stack', id::text, action, status, reason, 0 FROM s WHERE status <> 'IN_PROGRESS')""".formatted(COUNT);

    /** One row per stack of which a row was recorded. */
    static final String ANSWER = """

        SELECT c.stack_id AS stack, c.recorded, c.newer, (SELECT status FROM s WHERE s.id = c.stack_id) AS status,
            COALESCE((SELECT array_agg(no ORDER BY no) FROM t WHERE t.stack_id = c.stack_id AND waiting_for = 0 AND NOT done), '{}') AS ready, 1 / (c.told = c.named)::int AS complete
        FROM c""";

    /** What resources hold goes to the snapshot that the traversal takes, if that is still there: it cannot be deleted before this is committed. */
    private static final String KEPT = FINISHED_WITH.formatted(", ?::text[]", ", kept", MAKES_CERTAIN, MAKES_CERTAIN, FINISHED_COLUMNS, ", v.kept, r.properties") + """
        m AS MATERIALIZED (SELECT stack_id, traversal, no, name, type, physical_id, properties, kept FROM w WHERE kept IS NOT NULL),
        z AS MATERIALIZED (
            SELECT n.stack_id, n.id FROM snapshot n JOIN (SELECT DISTINCT stack_id, traversal FROM m) d ON n.stack_id = d.stack_id AND n.traversal = d.traversal
            WHERE n.resource IS NULL FOR KEY SHARE OF n),
        k AS (
            INSERT INTO snapshot_data (stack_id, snapshot, resource, name, type, physical_id, properties, data)
            SELECT m.stack_id, z.id, m.no, m.name, m.type, m.physical_id, m.properties, m.kept::jsonb FROM m JOIN z ON z.stack_id = m.stack_id),
        """;

    /** For rows with data to keep; apart, so that all others do not pay for it. */
    static final String FINISH_KEEPING_PARTS = KEPT + "e AS (" + EventSql.OF_NUMBERED + "),\n" + CONSEQUENCES;
    static final String FINISH_KEEPING = FINISH_KEEPING_PARTS + ANSWER;

    /** All but the answer: more may follow in the same statement. */
    static final String FINISH_PARTS = FINISHED + "e AS (" + EventSql.OF_NUMBERED + "),\n" + CONSEQUENCES;
    static final String FINISH = FINISH_PARTS + ANSWER;

    /** No claim was made for this traversal: the event carries the traversal that the node is of. */
    static final String CUT_OFF = CUT_OFF_ROWS + "e AS (" + EventSql.OF_UNCLAIMED + " WHERE kind = 'NOTHING'),\n" + CONSEQUENCES + ANSWER;

    private FinishSql() {}

    private static String in(Stream<?> words) {
        return words.map(word -> "'" + word + "'").collect(Collectors.joining(", ", "IN (", ")"));
    }
}
