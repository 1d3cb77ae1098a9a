package io.rowloom.db;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.resource.ResourceReason;
import io.rowloom.stack.StackId;
import io.rowloom.template.ReplacementOrder;
import io.rowloom.traversal.ReplaceIntent;
import io.rowloom.traversal.ReplaceResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts new copies in the place of claimed rows, within the traversal that the claims are for. Locks rows by number, then nodes by number, then the stack; writes after that.
 * No statement reads more of the stack than the rows, their nodes, and those before and after them.
 *
 * <p>Replacements in one stack come one after the other, by an advisory lock that nothing else takes: two that each see the other's edges too late could close a circle of
 * cleanups that wait for each other.
 */
final class Replacing {
    private static final String ONE_AT_A_TIME = "SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended('rowloom replace ' || ?::text, 0))) l";

    private static final String LOCK_ROWS = """
        WITH p AS MATERIALIZED (SELECT ?::uuid AS stack),
        v AS MATERIALIZED (SELECT p.*, t.* FROM p, unnest(?::int[], ?::uuid[], ?::bigint[]) t(no, holder, version))
        SELECT r.no, r.requires, r.input_hash, r.effect, r.replacement FROM v JOIN resource r ON r.stack_id = v.stack AND r.no = v.no
        WHERE r.engine_id = v.holder AND r.version = v.version ORDER BY r.no FOR UPDATE OF r""";

    /**
     * Of the nodes that can have to do with it: {@code o}, the rows' own ones; what waits for those; {@code q}, further ones whose rows require the old copies, as the plan
     * wrote down; and cleanups that were made since by replacements of such rows, which carry the number after the copy's. All, where an older version made the plan.
     * Only replacements change what this reads without a lock, and they come one after the other. Of what a node's row requires, the old copies alone are answered: there may be thousands. Stack and traversal travel with each number, for the reason that
     * {@link FinishSql} tells: else all nodes of the stack may be compared with each number.
     */
    static final String LOCK_NODES = """
        WITH p AS MATERIALIZED (SELECT ?::uuid AS stack, ?::int AS traversal, ?::int[] AS owns, ?::int[] AS olds, ?::int[] AS required),
        w AS MATERIALIZED (SELECT p.stack, p.traversal, t.no FROM p, unnest(p.owns) t(no)),
        o AS MATERIALIZED (
            SELECT w.*, n.dependents, n.required_by FROM w JOIN node n ON n.stack_id = w.stack AND n.traversal = w.traversal AND n.no = w.no),
        q AS MATERIALIZED (SELECT DISTINCT o.stack, o.traversal, t.no FROM o, unnest(o.required_by) t(no)),
        u AS MATERIALIZED (
            SELECT o.no FROM o UNION SELECT t.no FROM o, unnest(o.dependents) t(no) UNION SELECT q.no FROM q
            UNION SELECT c.no + 1 FROM q JOIN node n ON n.stack_id = q.stack AND n.traversal = q.traversal AND n.no = q.no
                JOIN resource c ON c.stack_id = n.stack_id AND c.no = n.resource WHERE c.replaces IS NOT NULL
            UNION SELECT n.no FROM p JOIN node n ON n.stack_id = p.stack AND n.traversal = p.traversal WHERE EXISTS (SELECT FROM o WHERE o.required_by IS NULL) AND NOT n.done),
        v AS MATERIALIZED (SELECT p.stack, p.traversal, u.no FROM p CROSS JOIN u)
        SELECT n.no, n.resource, n.kind = 'CLEANUP' AS cleanup, k.requires, n.waiting_for, CASE WHEN n.no IN (SELECT w.no FROM w) THEN n.dependents END AS told
        FROM v JOIN node n ON n.stack_id = v.stack AND n.traversal = v.traversal AND n.no = v.no
        JOIN resource x ON x.stack_id = n.stack_id AND x.no = n.resource
        CROSS JOIN LATERAL (SELECT COALESCE(array_agg(t.no), '{}') AS requires FROM p, unnest(p.olds) t(no) WHERE t.no = ANY (x.requires)) k
        WHERE NOT n.done AND (n.no IN (SELECT w.no FROM w) OR k.requires <> '{}' OR (n.kind = 'CLEANUP' AND n.resource IN (SELECT t.no FROM p, unnest(p.required) t(no))))
        ORDER BY n.no FOR UPDATE OF n""";

    /** The dependents of all nodes that are not done and come after some. */
    private static final String LATER = """
        WITH RECURSIVE p AS MATERIALIZED (SELECT ?::uuid AS stack, ?::int AS traversal),
        w(stack, traversal, no) AS (
            SELECT p.stack, p.traversal, t.no FROM p, unnest(?::int[]) t(no)
            UNION SELECT w.stack, w.traversal, d.no FROM w JOIN node n ON n.stack_id = w.stack AND n.traversal = w.traversal AND n.no = w.no AND NOT n.done
                CROSS JOIN unnest(n.dependents) d(no))
        SELECT n.no, n.dependents FROM w JOIN node n ON n.stack_id = w.stack AND n.traversal = w.traversal AND n.no = w.no WHERE NOT n.done""";

    private static final String COUNT = """
        UPDATE stack s SET next_no = s.next_no + 2 * p.copies, pending = s.pending + p.copies FROM (SELECT ?::uuid, ?::int, ?::int) p(stack, traversal, copies)
        WHERE s.id = p.stack AND s.traversal = p.traversal AND s.status = 'IN_PROGRESS' RETURNING s.next_no, s.failed""";

    /** Read under the stack's lock: whatever failed or was skipped before is committed, and nothing is added to it meanwhile. Reads all rows of a stack in which something failed. */
    private static final String NEEDED_BY_WHAT_FAILED = """
        SELECT 1 FROM resource x
        WHERE x.stack_id = ? AND ? = ANY (x.requires) AND x.no <> ? AND x.dirty AND NOT (x.action = 'DELETE' AND x.status = 'COMPLETE')
          AND NOT EXISTS (SELECT 1 FROM node n WHERE n.stack_id = x.stack_id AND n.traversal = ? AND n.resource = x.no AND NOT n.done) LIMIT 1""";

    private static final String UNCOUNT = "UPDATE stack SET pending = pending - ? WHERE id = ?";

    private static final String UNLINK = """
        WITH p AS MATERIALIZED (SELECT ?::uuid AS stack),
        v AS MATERIALIZED (SELECT p.*, t.* FROM p, unnest(?::int[], ?::uuid[], ?::text[], ?::int[]) t(no, holder, reason, replaced_by)),
        w AS (
            UPDATE resource r SET engine_id = NULL, claimed_at = NULL, phase = NULL, cookie = NULL, next_poll_at = NULL, cancel = false,
                status = CASE WHEN r.input_hash IS NULL THEN 'FAILED' ELSE 'COMPLETE' END, reason = v.reason, args = COALESCE(r.properties, r.args),
                current = false, replaced_by = v.replaced_by, dirty = true, updated_at = now()
            FROM v WHERE r.stack_id = v.stack AND r.no = v.no AND r.engine_id = v.holder
            RETURNING %s, v.holder),
        e AS (%s)
        SELECT no FROM w""".formatted(EventSql.RESOURCE_COLUMNS, EventSql.OF_RESOURCES);

    private static final String INSERT_COPIES = """
        WITH p AS MATERIALIZED (SELECT ?::uuid AS stack, ?::int AS traversal),
        v AS MATERIALIZED (SELECT p.*, t.* FROM p, unnest(?::int[], ?::int[]) t(no, copy))
        INSERT INTO resource (stack_id, no, name, type, current, replaces, dirty, dirty_traversal, replacement)
        SELECT v.stack, v.copy, r.name, r.type, true, v.no, true, v.traversal, r.replacement FROM v JOIN resource r ON r.stack_id = v.stack AND r.no = v.no""";

    private static final String RELINK = """
        WITH p AS MATERIALIZED (SELECT ?::uuid AS stack, ?::int AS traversal),
        v AS MATERIALIZED (SELECT p.*, t.* FROM p, unnest(?::int[], ?::int[], ?::text[], ?::int[]) t(no, copy, dependents, waits))
        UPDATE node n SET resource = COALESCE(NULLIF(v.copy, 0), n.resource), dependents = n.dependents || v.dependents::int[], waiting_for = n.waiting_for + v.waits
        FROM v WHERE n.stack_id = v.stack AND n.traversal = v.traversal AND n.no = v.no AND NOT n.done""";

    private static final String INSERT_CLEANUPS = """
        INSERT INTO node (stack_id, traversal, no, resource, kind, waiting_for, dependents)
        SELECT ?::uuid, ?::int, t.no, t.resource, 'CLEANUP', t.waiting_for, t.dependents::int[] FROM unnest(?::int[], ?::int[], ?::int[], ?::text[]) t(no, resource, waiting_for, dependents)""";

    /** A row under its lock. */
    private record Locked(ReplaceIntent intent, Relinking.Old old, ReplacementOrder order, Effect effect) {}

    private final Tx tx;
    private final StackId stack;
    private final int traversal;
    private final List<ReplaceIntent> intents;

    /** @param intents by number */
    Replacing(Tx tx, StackId stack, int traversal, List<ReplaceIntent> intents) {
        this.tx = tx;
        this.stack = stack;
        this.traversal = traversal;
        this.intents = intents;
    }

    /** By number. Empty, and nothing written, when several cannot be replaced together: something failed in this traversal, so each may have to stay for the others' sake. */
    Optional<Map<Integer, ReplaceResult>> replace() {
        tx.query(ONE_AT_A_TIME, stack.toString());
        List<Locked> rows = lockRows();
        Map<Integer, ReplaceResult> results = new HashMap<>();
        intents.forEach(intent -> results.put(intent.claim().no(), new ReplaceResult.FenceLost()));
        if (rows.isEmpty()) {
            return Optional.of(results);
        }
        Relinking steps = lockNodes(rows);
        Optional<Row> counted = tx.one(COUNT, stack.value(), traversal, rows.size());
        if (counted.isEmpty()) {
            rows.forEach(row -> results.put(row.old().no(), stopped(row)));
            return Optional.of(results);
        }
        rows.stream().filter(row -> !steps.has(row.old().own())).findAny().ifPresent(row -> {
            throw new IllegalStateException("node " + row.old().own() + " of stack " + stack + " is done while its resource " + row.old().no() + " is claimed for it");
        });
        boolean failed = counted.get().integer("failed") > 0;
        if (failed && rows.size() > 1) {
            return tx.abandon(Optional.empty());
        }
        int firstCopy = counted.get().integer("next_no") - 2 * rows.size();
        makeCopies(rows, firstCopy);
        if (failed && stays(rows.getFirst())) {
            results.put(rows.getFirst().old().no(), keep(steps, rows.getFirst(), firstCopy));
        } else {
            results.putAll(replaceAll(steps, rows, firstCopy));
        }
        return Optional.of(results);
    }

    private List<Locked> lockRows() {
        Map<Integer, ReplaceIntent> byNumber = intents.stream().collect(ImmutableMap.toImmutableMap(intent -> intent.claim().no(), intent -> intent));
        return tx.query(LOCK_ROWS, stack.value(), Binds.integers(intents, i -> i.claim().no()), Binds.uuids(intents, i -> i.claim().engine().value()),
                        Binds.numbers(intents, i -> i.claim().fence()))
                .stream().map(row -> locked(row, byNumber.get(row.integer("no")))).collect(ImmutableList.toImmutableList());
    }

    private static Locked locked(Row row, ReplaceIntent intent) {
        ReplacementOrder order = row.word("replacement", ReplacementOrder.class);
        Relinking.Old old = new Relinking.Old(row.integer("no"), intent.node(), ImmutableSet.copyOf(row.integers("requires")), order == ReplacementOrder.DELETE_FIRST);
        return new Locked(intent, old, order, row.textIfAny("input_hash").isPresent() ? Effect.NONE : row.word("effect", Effect.class));
    }

    private Relinking lockNodes(List<Locked> rows) {
        Set<Integer> required = rows.stream().flatMap(row -> row.old().requires().stream()).collect(ImmutableSet.toImmutableSet());
        List<Row> nodes = tx.query(LOCK_NODES, stack.value(), traversal, Binds.integers(rows, row -> row.old().own()), Binds.integers(rows, row -> row.old().no()),
                Binds.integers(required));
        Map<Integer, Long> told = nodes.stream().flatMap(n -> n.integersIfAny("told").stream()).flatMap(List::stream).collect(Collectors.groupingBy(no -> no, Collectors.counting()));
        Relinking steps = new Relinking(nodes.stream().map(n -> new Relinking.Step(n.integer("no"), n.integer("resource"), n.flag("cleanup"), ImmutableSet.copyOf(n.integers("requires")),
                !n.flag("cleanup") && n.integer("waiting_for") == told.getOrDefault(n.integer("no"), 0L))).toList());
        Set<Integer> from = steps.toBeFollowed(rows.stream().map(Locked::old).toList());
        if (!from.isEmpty()) {
            steps.follow(tx.query(LATER, stack.value(), traversal, Binds.integers(from)).stream()
                    .collect(ImmutableMap.toImmutableMap(row -> row.integer("no"), row -> row.integers("dependents"))));
        }
        return steps;
    }

    private ReplaceResult stopped(Locked row) {
        new Failing(tx).row(row.intent().claim(), ResourceReason.TRAVERSAL_OVER, row.effect(), Optional.empty(), Optional.empty());
        return new ReplaceResult.Stopped();
    }

    private void makeCopies(List<Locked> rows, int firstCopy) {
        List<String> reasons = new ArrayList<>();
        List<Integer> copies = new ArrayList<>();
        for (Locked row : rows) {
            copies.add(firstCopy + 2 * copies.size());
            reasons.add(ResourceReason.replaced(copies.getLast(), row.order(), Texts.storable(row.intent().reason())));
        }
        Integer[] numbers = Binds.integers(rows, row -> row.old().no());
        List<Row> unlinked = tx.query(UNLINK, stack.value(), numbers, Binds.uuids(rows, row -> row.intent().claim().engine().value()), reasons.toArray(String[]::new),
                Binds.integers(copies), tx.eventPlaces(rows.size()));
        require(unlinked.size() == rows.size(), "a locked row");
        tx.write(INSERT_COPIES, stack.value(), traversal, numbers, Binds.integers(copies));
    }

    /** Something that failed in this traversal, or was skipped for it, still requires the old copy. */
    private boolean stays(Locked row) {
        return row.order() == ReplacementOrder.CREATE_FIRST && tx.one(NEEDED_BY_WHAT_FAILED, stack.value(), row.old().no(), row.old().no(), traversal).isPresent();
    }

    /** What it requires stays, too: the traversal will end as failed, and the next plan sees to all of them. */
    private ReplaceResult keep(Relinking steps, Locked row, int copy) {
        List<Integer> after = steps.keep(row.old(), copy);
        relink(steps);
        int skipped = after.isEmpty() ? 0 : new Failing(tx).skip(stack, traversal, ImmutableSet.copyOf(after));
        tx.write(UNCOUNT, 1 + skipped, stack.value());
        return new ReplaceResult.Replaced(copy, List.of(row.old().own()));
    }

    private Map<Integer, ReplaceResult> replaceAll(Relinking steps, List<Locked> rows, int firstCopy) {
        Map<Integer, ReplaceResult> results = new HashMap<>();
        for (Locked row : rows) {
            int copy = firstCopy + 2 * results.size();
            results.put(row.old().no(), new ReplaceResult.Replaced(copy, steps.replace(row.old(), copy, copy + 1)));
        }
        relink(steps);
        List<Relinking.Cleanup> cleanups = steps.cleanups();
        tx.write(INSERT_CLEANUPS, stack.value(), traversal, Binds.integers(cleanups, Relinking.Cleanup::no), Binds.integers(cleanups, Relinking.Cleanup::resource),
                Binds.integers(cleanups, Relinking.Cleanup::waitingFor), Binds.lists(cleanups, Relinking.Cleanup::dependents));
        return results;
    }

    private void relink(Relinking steps) {
        Collection<Relinking.Change> changes = steps.changes().values();
        int written = tx.write(RELINK, stack.value(), traversal, Binds.integers(steps.changes().keySet()), Binds.integers(changes, Relinking.Change::copy),
                Binds.lists(changes, Relinking.Change::dependents), Binds.integers(changes, Relinking.Change::waits));
        require(written == changes.size(), "a locked node");
    }

    private void require(boolean there, String what) {
        if (!there) {
            throw Tx.missing(what, stack);
        }
    }
}
