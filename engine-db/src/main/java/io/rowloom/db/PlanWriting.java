package io.rowloom.db;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import io.rowloom.stack.StackId;
import io.rowloom.traversal.Plan;
import io.rowloom.traversal.PlanResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes plans of different stacks, all or none: rows by stack and number, then nodes, then the stacks. Rows and nodes travel with the place of their stack in the list of all
 * of them.
 */
final class PlanWriting {
    private static final String STACKS = "p AS MATERIALIZED (SELECT ?::uuid[] AS stacks, ?::int[] AS traversals)";

    static final String LOCK = "WITH " + STACKS + """

        SELECT r.no FROM p CROSS JOIN unnest(?::int[], ?::int[]) t(place, no) JOIN resource r ON r.stack_id = p.stacks[t.place] AND r.no = t.no
        ORDER BY r.stack_id, r.no FOR UPDATE OF r""";

    /** Unclaimed rows get a new version, so that no claim for an older traversal matches any more. Claimed ones keep it: it is their holder's fence. */
    static final String VISIT = "WITH " + STACKS + """
        ,
        v AS MATERIALIZED (
            SELECT p.stacks[t.place] AS stack, p.traversals[t.place] AS traversal, t.*
            FROM p, unnest(?::int[], ?::int[], ?::bigint[], ?::uuid[], ?::boolean[], ?::int[], ?::boolean[], ?::boolean[], ?::text[])
                t(place, no, version, holder, current, replaced_by, cancel, forget, replacement))
        UPDATE resource r SET dirty = true, dirty_traversal = v.traversal, current = v.current, replaced_by = v.replaced_by,
            version = r.version + (r.engine_id IS NULL)::int, cancel = r.cancel OR v.cancel, wake = r.wake + v.cancel::int,
            held_by = NULL, hook_passed = NULL, replacement = v.replacement,
            definition_hash = CASE WHEN v.forget THEN NULL ELSE r.definition_hash END,
            claim_definition = CASE WHEN v.forget THEN NULL ELSE r.claim_definition END
        FROM v WHERE r.stack_id = v.stack AND r.no = v.no AND r.version = v.version AND r.engine_id IS NOT DISTINCT FROM v.holder""";

    private static final String INSERT_ROWS = "WITH " + STACKS + """

        INSERT INTO resource (stack_id, no, name, type, current, replaces, dirty, dirty_traversal, replacement)
        SELECT p.stacks[t.place], t.no, t.name, t.type, true, t.replaces, true, p.traversals[t.place], t.replacement
        FROM p, unnest(?::int[], ?::int[], ?::text[], ?::text[], ?::int[], ?::text[]) t(place, no, name, type, replaces, replacement)""";

    static final String DELETE_NODES = "DELETE FROM node n USING unnest(?::uuid[], ?::int[]) p(stack, traversal) WHERE n.stack_id = p.stack AND n.traversal < p.traversal";

    private static final String INSERT_NODES = "WITH " + STACKS + """

        INSERT INTO node (stack_id, traversal, no, resource, kind, waiting_for, dependents, required_by)
        SELECT p.stacks[t.place], p.traversals[t.place], t.no, t.resource, t.kind, t.waiting_for, t.dependents::int[], t.required_by::int[]
        FROM p, unnest(?::int[], ?::int[], ?::int[], ?::text[], ?::int[], ?::text[], ?::text[]) t(place, no, resource, kind, waiting_for, dependents, required_by)""";

    /** What becomes of a stack's row {@code s} by a plan {@code p}. */
    static final String PLANNED = """
        planned = p.traversal, pending = p.pending, next_no = p.next_no,
        status = CASE WHEN p.pending = 0 THEN 'COMPLETE' ELSE s.status END,
        reason = CASE WHEN p.pending = 0 THEN 'Stack ' || s.action || ' completed successfully' ELSE s.reason END,
        last_template = CASE WHEN p.pending = 0 AND s.action %s THEN s.target ELSE s.last_template END,
        deleted_at = CASE WHEN p.pending = 0 AND s.action = 'DELETE' THEN now() ELSE s.deleted_at END,
        updated_at = CASE WHEN p.pending = 0 THEN now() ELSE s.updated_at END
        """.formatted(FinishSql.REACHES_TARGET);

    static final String STACK = """
        WITH p AS MATERIALIZED (
            SELECT v.* FROM unnest(?::uuid[], ?::int[], ?::int[], ?::int[], ?::int[]) v(stack, traversal, pending, next_no_read, next_no)
            JOIN stack s ON s.id = v.stack ORDER BY s.id FOR UPDATE OF s),
        s AS (
            UPDATE stack s SET %s
            FROM p
            WHERE s.id = p.stack AND s.traversal = p.traversal AND s.planned < p.traversal AND s.next_no = p.next_no_read AND s.status NOT IN ('COMPLETE', 'FAILED')
            RETURNING s.*),
        e AS (%s WHERE status <> 'IN_PROGRESS')
        SELECT id FROM s""".formatted(PLANNED, EventSql.OF_STACK);

    private final Tx tx;
    /** By stack. */
    private final List<Entry> entries;
    private final Object[] stacks;

    private record Entry(StackId stack, Plan plan) {}

    /** @param place of its stack, counted from 1 */
    record Of<T>(int place, T value) {}

    PlanWriting(Tx tx, Map<StackId, Plan> plans) {
        this.tx = tx;
        this.entries = plans.entrySet().stream().map(entry -> new Entry(entry.getKey(), entry.getValue())).sorted(Comparator.comparing(Entry::stack)).toList();
        this.stacks = new Object[] {Binds.uuids(entries, entry -> entry.stack().value()), Binds.integers(entries, entry -> entry.plan().traversal())};
    }

    /** Empty when something is not as its plan saw it: then the transaction is to be undone. */
    Optional<Map<StackId, PlanResult>> write() {
        if (!visitAll()) {
            return Optional.empty();
        }
        insertRows();
        deleteNodes();
        insertNodes();
        List<Row> written = tx.query(STACK, binds(Binds.integers(entries, entry -> entry.plan().nodes().size()), Binds.integers(entries, entry -> entry.plan().nextNoRead()),
                Binds.integers(entries, entry -> entry.plan().nextNo()), 0));
        return written.size() < entries.size() ? Optional.empty()
                : Optional.of(entries.stream().collect(ImmutableMap.toImmutableMap(Entry::stack, entry -> PlanResult.Planned.of(entry.plan(), false))));
    }

    /** Copies that stop being current go first: one name has one current copy at any moment. */
    private boolean visitAll() {
        List<Of<Plan.Visit>> visits = all(plan -> Binds.byNumber(plan.visits(), Plan.Visit::no));
        if (visits.size() > 1) {
            tx.query(LOCK, binds(places(visits), Binds.integers(visits, v -> v.value().no())));
        }
        return visit(visits.stream().filter(v -> !v.value().current()).toList()) && visit(visits.stream().filter(v -> v.value().current()).toList());
    }

    private boolean visit(List<Of<Plan.Visit>> visits) {
        return visits.isEmpty() || visits.size() == tx.write(VISIT, binds(places(visits), Binds.integers(visits, v -> v.value().no()),
                Binds.numbers(visits, v -> v.value().version()), Binds.enginesIfAny(visits, v -> v.value().holder()), Binds.flags(visits, v -> v.value().current()),
                Binds.integersIfAny(visits, v -> v.value().replacedBy()), Binds.flags(visits, v -> v.value().cancel()), Binds.flags(visits, v -> v.value().forget()),
                Binds.texts(visits, v -> v.value().replacement().name())));
    }

    private void insertRows() {
        List<Of<Plan.NewRow>> rows = all(Plan::newRows);
        if (!rows.isEmpty()) {
            tx.write(INSERT_ROWS, binds(places(rows), Binds.integers(rows, r -> r.value().no()), Binds.texts(rows, r -> Texts.storable(r.value().name())),
                    Binds.texts(rows, r -> Texts.storable(r.value().type())), Binds.integersIfAny(rows, r -> r.value().replaces()),
                    Binds.texts(rows, r -> r.value().replacement().name())));
        }
    }

    /** Where there are new ones. What a plan without nodes leaves lying the next one with nodes takes away, so an update that changes nothing writes nothing per resource. */
    private void deleteNodes() {
        List<Entry> some = entries.stream().filter(entry -> !entry.plan().nodes().isEmpty()).toList();
        if (!some.isEmpty()) {
            tx.write(DELETE_NODES, Binds.uuids(some, entry -> entry.stack().value()), Binds.integers(some, entry -> entry.plan().traversal()));
        }
    }

    private void insertNodes() {
        List<Of<Plan.Node>> nodes = all(Plan::nodes);
        if (!nodes.isEmpty()) {
            tx.write(INSERT_NODES, binds(places(nodes), Binds.integers(nodes, n -> n.value().no()), Binds.integers(nodes, n -> n.value().resource()),
                    Binds.texts(nodes, n -> n.value().kind().name()), Binds.integers(nodes, n -> n.value().waitingFor()), Binds.lists(nodes, n -> n.value().dependents()),
                    Binds.lists(nodes, n -> n.value().requiredBy())));
        }
    }

    private <T> List<Of<T>> all(Function<Plan, List<T>> part) {
        return each(Lists.transform(entries, Entry::plan), part);
    }

    static <T> List<Of<T>> each(List<Plan> plans, Function<Plan, List<T>> part) {
        List<Of<T>> all = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            for (T value : part.apply(plans.get(i))) {
                all.add(new Of<>(i + 1, value));
            }
        }
        return all;
    }

    private static <T> Integer[] places(List<Of<T>> values) {
        return Binds.integers(values, Of::place);
    }

    /** After the stacks and their traversals. */
    private Object[] binds(Object... others) {
        Object[] all = new Object[stacks.length + others.length];
        System.arraycopy(stacks, 0, all, 0, stacks.length);
        System.arraycopy(others, 0, all, stacks.length, others.length);
        return all;
    }
}
