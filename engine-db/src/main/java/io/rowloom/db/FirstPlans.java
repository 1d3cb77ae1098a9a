package io.rowloom.db;

import com.google.common.collect.ImmutableMap;
import io.rowloom.db.PlanWriting.Of;
import io.rowloom.stack.StackId;
import io.rowloom.traversal.Plan;
import io.rowloom.traversal.PlanResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes {@linkplain Plan#first() first plans} of stacks in one statement. All of it hangs on the write of the stack's row: where that is not as its plan saw it, nothing of the plan
 * is written. It comes first, other than elsewhere, and there are no rows or nodes yet that somebody could hold while he waits for it. Stacks in order of their ids.
 */
final class FirstPlans {
    static final String WRITE = """
        WITH p AS MATERIALIZED (SELECT * FROM unnest(?::uuid[], ?::int[], ?::int[], ?::int[]) WITH ORDINALITY p(stack, traversal, pending, next_no, place) ORDER BY stack),
        s AS (
            UPDATE stack s SET %s
            FROM p WHERE s.id = p.stack AND s.traversal = p.traversal AND s.planned < p.traversal AND s.next_no = 1 AND s.status NOT IN ('COMPLETE', 'FAILED')
            RETURNING s.*, p.place),
        g AS MATERIALIZED (SELECT id, traversal, place FROM s),
        r AS (
            INSERT INTO resource (stack_id, no, name, type, current, dirty, dirty_traversal, replacement)
            SELECT g.id, t.no, t.name, t.type, true, true, g.traversal, t.replacement
            FROM unnest(?::int[], ?::int[], ?::text[], ?::text[], ?::text[]) t(place, no, name, type, replacement) JOIN g ON g.place = t.place),
        n AS (
            INSERT INTO node (stack_id, traversal, no, resource, kind, waiting_for, dependents, required_by)
            SELECT g.id, g.traversal, t.no, t.resource, t.kind, t.waiting_for, t.dependents::int[], t.required_by::int[]
            FROM unnest(?::int[], ?::int[], ?::int[], ?::text[], ?::int[], ?::text[], ?::text[]) t(place, no, resource, kind, waiting_for, dependents, required_by)
            JOIN g ON g.place = t.place),
        e AS (%s WHERE status <> 'IN_PROGRESS')
        SELECT g.id, NOT EXISTS (SELECT FROM type_limit) AND NOT EXISTS (SELECT FROM stack_limit k WHERE k.stack_id = g.id) AS unlimited FROM g""".formatted(PlanWriting.PLANNED, EventSql.OF_STACK);

    private FirstPlans() {}

    /** Answers those that were written. */
    static Map<StackId, PlanResult> write(Tx tx, Map<StackId, Plan> plans) {
        List<Plan> all = List.copyOf(plans.values());
        List<Of<Plan.NewRow>> rows = PlanWriting.each(all, Plan::newRows);
        List<Of<Plan.Node>> nodes = PlanWriting.each(all, Plan::nodes);
        return tx.query(WRITE, Binds.uuids(plans.keySet(), StackId::value), Binds.integers(all, Plan::traversal), Binds.integers(all, plan -> plan.nodes().size()), Binds.integers(all, Plan::nextNo),
                        Binds.integers(rows, Of::place), Binds.integers(rows, r -> r.value().no()), Binds.texts(rows, r -> Texts.storable(r.value().name())),
                        Binds.texts(rows, r -> Texts.storable(r.value().type())), Binds.texts(rows, r -> r.value().replacement().name()),
                        Binds.integers(nodes, Of::place), Binds.integers(nodes, n -> n.value().no()), Binds.integers(nodes, n -> n.value().resource()), Binds.texts(nodes, n -> n.value().kind().name()),
                        Binds.integers(nodes, n -> n.value().waitingFor()), Binds.lists(nodes, n -> n.value().dependents()), Binds.lists(nodes, n -> n.value().requiredBy()), 0)
                .stream().collect(ImmutableMap.toImmutableMap(row -> row.stack("id"),
                        row -> PlanResult.Planned.of(Optional.ofNullable(plans.get(row.stack("id"))).orElseThrow(), row.flag("unlimited"))));
    }
}
