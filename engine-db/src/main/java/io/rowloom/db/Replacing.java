package io.rowloom.db;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.resource.Claim;
import io.rowloom.resource.ResourceReason;
import io.rowloom.template.ReplacementOrder;
import io.rowloom.traversal.ReplaceResult;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * Puts a new copy in the place of a claimed row, within the traversal that the claim is for. Locks the row, then nodes by number, then the stack; writes after that.
 *
 * <p>Replacements in one stack come one after the other, by an advisory lock that nothing else takes: two that each see the other's edges too late could close a circle of
 * cleanups that wait for each other.
 */
final class Replacing {
    private static final String ONE_AT_A_TIME = "SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended('rowloom replace ' || ?::text, 0))) l";

    private static final String LOCK_ROW = """
        SELECT requires, input_hash, effect, replacement FROM resource WHERE stack_id = ? AND no = ? AND engine_id = ? AND version = ? FOR UPDATE""";

    /**
     * {@code before}: the node itself and all steps of rows that depend on the old copy; its cleanup waits for them. {@code after}: cleanups of what the old copy depends on;
     * they wait for its cleanup. Those cannot be running, since each waits for the node itself. Where the old copy goes first, the node waits for the cleanup instead.
     */
    private static final String LOCK_NODES = """
        SELECT n.no, n.no = p.node AS own, n.no = p.node OR p.no = ANY (x.requires) AS before, n.kind = 'CLEANUP' AND n.resource = ANY (p.requires) AS after
        FROM (SELECT ?::uuid, ?::int, ?::int, ?::int, ?::int[]) p(stack, traversal, node, no, requires)
        JOIN node n ON n.stack_id = p.stack AND n.traversal = p.traversal
        JOIN resource x ON x.stack_id = n.stack_id AND x.no = n.resource
        WHERE NOT n.done AND (n.no = p.node OR p.no = ANY (x.requires) OR (n.kind = 'CLEANUP' AND n.resource = ANY (p.requires)))
        ORDER BY n.no FOR UPDATE OF n""";

    private static final String COUNT = """
        UPDATE stack SET next_no = next_no + 2, pending = pending + 1 WHERE id = ? AND traversal = ? AND status = 'IN_PROGRESS' RETURNING next_no, failed""";

    /** Read under the stack's lock: whatever failed or was skipped before is committed, and nothing is added to it meanwhile. */
    private static final String NEEDED_BY_WHAT_FAILED = """
        SELECT 1 FROM resource x
        WHERE x.stack_id = ? AND ? = ANY (x.requires) AND x.no <> ? AND x.dirty AND NOT (x.action = 'DELETE' AND x.status = 'COMPLETE')
          AND NOT EXISTS (SELECT 1 FROM node n WHERE n.stack_id = x.stack_id AND n.traversal = ? AND n.resource = x.no AND NOT n.done) LIMIT 1""";

    private static final String UNCOUNT = "UPDATE stack SET pending = pending - ? WHERE id = ?";

    private static final String UNLINK = """
        WITH w AS (
            UPDATE resource r SET engine_id = NULL, claimed_at = NULL, phase = NULL, cookie = NULL, next_poll_at = NULL, cancel = false,
                status = CASE WHEN r.input_hash IS NULL THEN 'FAILED' ELSE 'COMPLETE' END, reason = p.reason, args = COALESCE(r.properties, r.args),
                current = false, replaced_by = p.replaced_by, dirty = true, updated_at = now()
            FROM (SELECT ?::uuid, ?::int, ?::uuid, ?::text, ?::int) p(stack, no, holder, reason, replaced_by)
            WHERE r.stack_id = p.stack AND r.no = p.no AND r.engine_id = p.holder
            RETURNING %s, p.holder),
        e AS (%s)
        SELECT no FROM w""".formatted(EventSql.RESOURCE_COLUMNS, EventSql.OF_RESOURCES);

    private static final String INSERT_COPY = """
        INSERT INTO resource (stack_id, no, name, type, current, replaces, dirty, dirty_traversal, replacement)
        SELECT stack_id, ?::int, name, type, true, no, true, ?::int, replacement FROM resource WHERE stack_id = ? AND no = ?""";

    private static final String RELINK = """
        UPDATE node n SET resource = CASE WHEN n.no = p.node THEN p.copy ELSE n.resource END,
            dependents = CASE WHEN n.no = ANY (p.before) THEN n.dependents || p.cleanup ELSE n.dependents END,
            waiting_for = n.waiting_for + (n.no = ANY (p.after))::int
        FROM (SELECT ?::uuid, ?::int, ?::int, ?::int, ?::int, ?::int[], ?::int[]) p(stack, traversal, node, copy, cleanup, before, after)
        WHERE n.stack_id = p.stack AND n.traversal = p.traversal AND n.no = ANY (p.before || p.after) AND NOT n.done""";

    private static final String REPOINT = "UPDATE node SET resource = ? WHERE stack_id = ? AND traversal = ? AND no = ? AND NOT done";

    private static final String INSERT_CLEANUP = """
        INSERT INTO node (stack_id, traversal, no, resource, kind, waiting_for, dependents) VALUES (?, ?, ?, ?, 'CLEANUP', ?, ?::int[])""";

    private final Tx tx;
    private final Claim claim;
    private final int traversal;
    private final int node;

    Replacing(Tx tx, Claim claim, int traversal, int node) {
        this.tx = tx;
        this.claim = claim;
        this.traversal = traversal;
        this.node = node;
    }

    ReplaceResult replace(String reason) {
        tx.query(ONE_AT_A_TIME, claim.stack().toString());
        Optional<Row> old = tx.one(LOCK_ROW, claim.stack().value(), claim.no(), claim.engine().value(), claim.fence());
        if (old.isEmpty()) {
            return new ReplaceResult.FenceLost();
        }
        List<Row> nodes = tx.query(LOCK_NODES, claim.stack().value(), traversal, node, claim.no(), Binds.integers(old.get().integers("requires")));
        Optional<Row> stack = tx.one(COUNT, claim.stack().value(), traversal);
        if (stack.isEmpty()) {
            Effect effect = old.get().textIfAny("input_hash").isPresent() ? Effect.NONE : old.get().word("effect", Effect.class);
            new Failing(tx).row(claim, ResourceReason.TRAVERSAL_OVER, effect, Optional.empty(), Optional.empty());
            return new ReplaceResult.Stopped();
        }
        if (nodes.stream().noneMatch(n -> n.flag("own"))) {
            throw new IllegalStateException("node " + node + " of stack " + claim.stack() + " is done while its resource " + claim.no() + " is claimed for it");
        }
        ReplacementOrder order = old.get().word("replacement", ReplacementOrder.class);
        boolean stays = order == ReplacementOrder.CREATE_FIRST && stack.get().integer("failed") > 0
                && tx.one(NEEDED_BY_WHAT_FAILED, claim.stack().value(), claim.no(), claim.no(), traversal).isPresent();
        return write(stack.get().integer("next_no") - 2, order, stays, nodes, reason);
    }

    /**
     * @param stays something that failed in this traversal, or was skipped for it, still requires the old copy. Then the copy stays, and what it requires stays, too: the
     *     traversal will end as failed, and the next plan sees to all of them.
     */
    private ReplaceResult write(int copy, ReplacementOrder order, boolean stays, List<Row> nodes, String reason) {
        int cleanup = copy + 1;
        List<Integer> requiring = PgFinishes.numbers(nodes.stream().filter(n -> n.flag("before")).toList(), "no");
        List<Integer> before = order == ReplacementOrder.DELETE_FIRST ? withoutWhatComesAfter(requiring) : requiring;
        List<Integer> after = withoutCircles(before, PgFinishes.numbers(nodes.stream().filter(n -> n.flag("after")).toList(), "no"));
        tx.one(UNLINK, claim.stack().value(), claim.no(), claim.engine().value(), ResourceReason.replaced(copy, order, reason), copy, tx.eventPlaces(1))
                .orElseThrow(() -> Tx.missing("the locked row " + claim.no(), claim.stack()));
        tx.write(INSERT_COPY, copy, traversal, claim.stack().value(), claim.no());
        if (stays) {
            tx.write(REPOINT, copy, claim.stack().value(), traversal, node);
            int skipped = after.isEmpty() ? 0 : new Failing(tx).skip(claim.stack(), traversal, ImmutableSet.copyOf(after));
            tx.write(UNCOUNT, 1 + skipped, claim.stack().value());
            return new ReplaceResult.Replaced(copy, List.of(node));
        }
        List<Integer> dependents = order == ReplacementOrder.DELETE_FIRST ? ImmutableSet.<Integer>builder().addAll(after).add(node).build().asList() : after;
        int relinked = tx.write(RELINK, claim.stack().value(), traversal, node, copy, cleanup, Binds.integers(before), Binds.integers(dependents));
        if (relinked != Sets.union(ImmutableSet.copyOf(before), ImmutableSet.copyOf(dependents)).size()) {
            throw Tx.missing("a locked node", claim.stack());
        }
        tx.write(INSERT_CLEANUP, claim.stack().value(), traversal, cleanup, claim.no(), before.size(), Binds.integers(dependents));
        return new ReplaceResult.Replaced(copy, switch (order) {
            case CREATE_FIRST -> List.of(node);
            case DELETE_FIRST -> before.isEmpty() ? List.of(cleanup) : List.of();
        });
    }

    /** The new copy's node waits for the old one's cleanup, and so do all steps that come after that node: the cleanup must not wait for them. */
    private List<Integer> withoutWhatComesAfter(List<Integer> requiring) {
        Set<Integer> after = reachable(node, requiring.equals(List.of(node)) ? Map.of(node, List.of()) : undone());
        return requiring.stream().filter(no -> !after.contains(no)).toList();
    }

    /**
     * Of {@code after} those that do not lead to one of {@code before}: such a one must not wait for what waits for them. What an interrupted action required and what older
     * copies require can lead to that.
     */
    private List<Integer> withoutCircles(List<Integer> before, List<Integer> after) {
        if (after.isEmpty()) {
            return after;
        }
        Map<Integer, List<Integer>> undone = undone();
        return after.stream().filter(first -> Collections.disjoint(reachable(first, undone), before)).toList();
    }

    /** The dependents of all nodes that are not done, by number. */
    private Map<Integer, List<Integer>> undone() {
        return tx.query("SELECT no, dependents FROM node WHERE stack_id = ? AND traversal = ? AND NOT done", claim.stack().value(), traversal)
                .stream().collect(ImmutableMap.toImmutableMap(row -> row.integer("no"), row -> row.integers("dependents")));
    }

    private static Set<Integer> reachable(int first, Map<Integer, List<Integer>> undone) {
        Set<Integer> seen = new HashSet<>();
        Queue<Integer> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            int next = open.remove();
            if (undone.containsKey(next) && seen.add(next)) {
                open.addAll(undone.getOrDefault(next, List.of()));
            }
        }
        return seen;
    }
}
