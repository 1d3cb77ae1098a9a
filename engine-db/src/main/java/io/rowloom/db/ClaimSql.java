package io.rowloom.db;

import io.rowloom.resource.Claims;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The claim of rows: locked without waiting for anybody, then written where the row still has the version that the caller read. The version is the caller's, never
 * one that was read together with the lock: that could be newer than what the caller decided upon.
 */
final class ClaimSql {
    /** What an action goes back to that restores; of {@code begun}. */
    private static final String KEPT = """
        (SELECT d.data FROM snapshot_data d WHERE begun.action = 'RESTORE' AND d.stack_id = begun.stack_id AND d.snapshot = begun.snapshot AND d.name = begun.name) AS kept""";

    /** What is answered of a row that was claimed. */
    private static final List<String> OF_ROW = List.of("stack_id", "no", "version", "claim_traversal", "claim_node", "name", "type", "action", "generation", "phase", "cookie", "physical_id",
            "properties", "outputs", "input_hash", "reason", "attempts", "tries", "wake", "cancel", "rules", "deletion_policy");

    private static final String STACKS = "p AS MATERIALIZED (SELECT ?::uuid[] AS stacks, ?::int[] AS traversals),\n";

    /** Of the stacks of {@code p}, in the order in which they are bound: nothing here waits for a lock. */
    private static final String ASKED = """
        intent AS MATERIALIZED (
            SELECT p.stacks[t.stack_place] AS stack, p.traversals[t.stack_place] AS traversal, ask.engine, t.*
            FROM p, (SELECT ?::uuid AS engine) ask, unnest(?::int[], ?::int[], ?::bigint[], ?::int[], ?::text[], ?::boolean[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::text[], ?::text[], ?::uuid[], ?::text[]%s)
                WITH ORDINALITY t(stack_place, no, version, node, action, fresh, args, requires, definition, policy, phase, refusal, physical_id, outputs, snapshot, rules%s, ord)%s),
        """;

    private static final String INTENT = ASKED.formatted("", "", "");

    /** Of {@code begun}: a node that waits for its node alone. All as of the snapshot before the claim. Only some dependents are looked at: there may be thousands. */
    private static final String FOLLOWER = """
        SELECT %s
        FROM (SELECT dependents FROM node WHERE stack_id = begun.stack_id AND traversal = begun.claim_traversal AND no = begun.claim_node OFFSET 0) n
        CROSS JOIN LATERAL unnest(n.dependents[1:%d]) u(no)
        JOIN LATERAL (SELECT no, kind, resource FROM node d WHERE d.stack_id = begun.stack_id AND d.traversal = begun.claim_traversal AND d.no = u.no AND d.waiting_for = 1 AND NOT d.done OFFSET 0) d ON true
        JOIN LATERAL (SELECT %s FROM resource x WHERE x.stack_id = begun.stack_id AND x.no = d.resource AND x.engine_id IS NULL AND x.phase IS NULL AND x.held_by IS NULL
                AND (x.replaces IS NULL OR x.action <> 'INIT') OFFSET 0) x
            ON d.kind <> 'UPDATE' OR x.replaced_by IS NULL
        LIMIT 1""".formatted(ReadyRows.columns("d", "x", "f_"), Claims.MOST_DEPENDENTS_SEEN, ReadyRows.READ);

    private static final String BEGUN = """
        begun AS (
            UPDATE resource r SET engine_id = l.engine, claimed_at = now(), version = r.version + 1, claim_traversal = l.traversal, claim_node = l.node,
                claim_definition = l.definition, claim_requires = l.requires::int[], generation = r.generation + l.fresh::int,
                phase = l.phase, cookie = NULL, next_poll_at = NULL, cancel = false, attempts = 0, tries = 0,
                snapshot = l.snapshot, physical_id = COALESCE(l.physical_id, r.physical_id), outputs = COALESCE(l.outputs::jsonb, r.outputs),
                args = l.args::jsonb, deletion_policy = l.policy,
                requires = CASE WHEN l.requires::int[] <@ r.requires THEN r.requires ELSE ARRAY(SELECT DISTINCT x FROM unnest(r.requires || l.requires::int[]) x ORDER BY x) END,
                rules = l.rules::text[],
                action = l.action, status = 'IN_PROGRESS', reason = COALESCE(l.refusal, 'state changed'), updated_at = now()
            FROM locked l
            WHERE r.stack_id = l.stack AND r.no = l.no AND r.version = l.version AND r.engine_id IS NULL AND r.phase IS NULL
            RETURNING %s, r.status, r.snapshot, r.engine_id AS holder, l.ord),
        told_begun AS (%s)""".formatted(rowOf("r"), EventSql.OF_NUMBERED.replace(" FROM w", " FROM begun"));

    private static final String WITH_FOLLOWERS = """
        SELECT %s, %s, f.*
        FROM begun LEFT JOIN LATERAL (%s) f ON true""".formatted(rowOf("begun"), KEPT, FOLLOWER);

    /** Limits are looked for once, not per row; those of types sorted, which makes PostgreSQL read them by their index. */
    private static final String LOCKED = """
        locked AS MATERIALIZED (
            SELECT v.* FROM intent v JOIN resource r ON r.stack_id = v.stack AND r.no = v.no
            WHERE r.engine_id IS NULL AND r.phase IS NULL
              AND r.type <> ALL (ARRAY(SELECT type FROM type_limit ORDER BY type))
              AND r.stack_id <> ALL (ARRAY(SELECT k.stack_id FROM p, unnest(p.stacks) u(stack), LATERAL (SELECT stack_id FROM stack_limit WHERE stack_id = u.stack OFFSET 0) k))
            FOR UPDATE OF r SKIP LOCKED),
        """;

    /** Where no limit holds. One that somebody sets now may not be seen. */
    static final String CLAIM = "WITH " + STACKS + INTENT + LOCKED + BEGUN + "\n" + WITH_FOLLOWERS;

    /**
     * Under the locks of the limits, so that what it counts cannot become more. Takes the rows by number: of each type no more than it has room for, and of those no more than
     * the stack has room for.
     */
    static final String CLAIM_WITHIN_LIMITS = "WITH " + STACKS + INTENT + """
        m AS MATERIALIZED (SELECT t.*, ?::int AS most_of_stack FROM (SELECT ?::text[] AS types, ?::int[] AS most) t),
        f AS MATERIALIZED (
            SELECT v.*, r.type FROM m, intent v JOIN resource r ON r.stack_id = v.stack AND r.no = v.no
            WHERE r.engine_id IS NULL AND r.phase IS NULL AND r.version = v.version
              AND (r.type = ANY (m.types) OR (SELECT true FROM type_limit t WHERE t.type = r.type) IS NULL)
              AND (m.most_of_stack IS NOT NULL OR (SELECT true FROM stack_limit k WHERE k.stack_id = v.stack) IS NULL)
            ORDER BY v.no FOR UPDATE OF r SKIP LOCKED),
        o AS MATERIALIZED (%s),
        a AS MATERIALIZED (
            SELECT f.*, t.most - COALESCE(o.open, 0) AS room, row_number() OVER (PARTITION BY f.type ORDER BY f.no) AS place
            FROM f LEFT JOIN (SELECT x.* FROM m, unnest(m.types, m.most) x(type, most)) t ON t.type = f.type LEFT JOIN o ON o.type = f.type),
        b AS MATERIALIZED (SELECT a.*, row_number() OVER (ORDER BY a.no) AS place_in_stack FROM a WHERE a.room IS NULL OR a.place <= a.room),
        locked AS MATERIALIZED (
            SELECT b.* FROM b, m
            WHERE m.most_of_stack IS NULL OR b.place_in_stack <= m.most_of_stack - (SELECT count(*) FROM resource c WHERE c.stack_id = b.stack AND c.phase IS NOT NULL)),
        """.formatted(LimitSql.OPEN_OF_LOCKED_TYPES) + BEGUN + "\n" + WITH_FOLLOWERS;

    /**
     * After a finish, as the rest of its statement: of the stacks that it is about, where they go on, and of others: nodes that could run before, and those that a recorded
     * success made ready. It comes after the locks of nodes and of stacks, so it must not wait. What the finish wrote is read in a part of its own, before rows are locked: PostgreSQL cannot run a
     * writing part again when it re-checks a row. Parameters: as of {@link #CLAIM}, with whether a claim follows from a success, before the first place of events.
     */
    private static final String NEXT = """
        ,
        standing AS MATERIALIZED (SELECT id, status FROM s),
        made_ready AS MATERIALIZED (SELECT stack_id, no FROM t WHERE waiting_for = 0 AND NOT done),
        """ + ASKED.formatted(", ?::boolean[]", ", follows", """

            WHERE (p.stacks[t.stack_place] <> ALL (ARRAY(SELECT stack FROM v)) OR p.stacks[t.stack_place] = ANY (ARRAY(SELECT id FROM standing WHERE status = 'IN_PROGRESS')))
              AND (NOT t.follows OR (p.stacks[t.stack_place], t.node) IN (SELECT stack_id, no FROM made_ready))""") + LOCKED + BEGUN + """

        SELECT * FROM (%s) finished FULL JOIN (%s) claimed ON false""".formatted(FinishSql.ANSWER, WITH_FOLLOWERS);

    static final String FINISH_AND_CLAIM = FinishSql.FINISH_PARTS + NEXT;
    static final String FINISH_KEEPING_AND_CLAIM = FinishSql.FINISH_KEEPING_PARTS + NEXT;

    static final String RESUME = """
        WITH l AS MATERIALIZED (
            SELECT v.* FROM unnest(?::uuid[], ?::int[], ?::bigint[]) v(stack, no, version) JOIN resource r ON r.stack_id = v.stack AND r.no = v.no
            WHERE r.engine_id IS NULL AND r.phase IS NOT NULL
            ORDER BY v.stack, v.no FOR UPDATE OF r SKIP LOCKED),
        begun AS (
        UPDATE resource r SET engine_id = ?, claimed_at = now(), version = r.version + 1 FROM l
        WHERE r.stack_id = l.stack AND r.no = l.no AND r.version = l.version AND r.engine_id IS NULL AND r.phase IS NOT NULL
        RETURNING r.*)
        SELECT begun.*, %s, %s FROM begun JOIN LATERAL (SELECT * FROM stack WHERE id = begun.stack_id OFFSET 0) s ON true""".formatted(KEPT, StackRows.HEAD);

    private ClaimSql() {}

    private static String rowOf(String table) {
        return OF_ROW.stream().map(column -> table + "." + column).collect(Collectors.joining(", "));
    }
}
