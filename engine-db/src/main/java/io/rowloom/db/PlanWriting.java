package io.rowloom.db;

import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.traversal.Plan;
import io.rowloom.traversal.PlanDue;
import io.rowloom.traversal.PlanResult;
import java.util.List;
import java.util.Optional;

/** Writes one plan: rows by number, then nodes, then the stack. Whatever is not as the plan saw it undoes all of it. */
final class PlanWriting {
    private static final String LOCK = "SELECT no FROM resource WHERE stack_id = ? AND no = ANY (?) ORDER BY no FOR UPDATE";

    /** Unclaimed rows get a new version, so that no claim for an older traversal matches any more. Claimed ones keep it: it is their holder's fence. */
    static final String VISIT = """
        WITH p AS MATERIALIZED (SELECT ?::uuid AS stack, ?::int AS traversal),
        v AS MATERIALIZED (
            SELECT p.*, t.* FROM p, unnest(?::int[], ?::bigint[], ?::uuid[], ?::boolean[], ?::int[], ?::boolean[], ?::boolean[], ?::text[])
                t(no, version, holder, current, replaced_by, cancel, forget, replacement))
        UPDATE resource r SET dirty = true, dirty_traversal = v.traversal, current = v.current, replaced_by = v.replaced_by,
            version = r.version + (r.engine_id IS NULL)::int, cancel = r.cancel OR v.cancel, wake = r.wake + v.cancel::int,
            held_by = NULL, hook_passed = NULL, replacement = v.replacement,
            definition_hash = CASE WHEN v.forget THEN NULL ELSE r.definition_hash END,
            claim_definition = CASE WHEN v.forget THEN NULL ELSE r.claim_definition END
        FROM v WHERE r.stack_id = v.stack AND r.no = v.no AND r.version = v.version AND r.engine_id IS NOT DISTINCT FROM v.holder""";

    private static final String INSERT_ROWS = """
        INSERT INTO resource (stack_id, no, name, type, current, replaces, dirty, dirty_traversal, replacement)
        SELECT ?::uuid, t.no, t.name, t.type, true, t.replaces, true, ?::int, t.replacement
        FROM unnest(?::int[], ?::text[], ?::text[], ?::int[], ?::text[]) t(no, name, type, replaces, replacement)""";

    private static final String INSERT_NODES = """
        INSERT INTO node (stack_id, traversal, no, resource, kind, waiting_for, dependents, required_by)
        SELECT ?::uuid, ?::int, t.no, t.resource, t.kind, t.waiting_for, t.dependents::int[], t.required_by::int[]
        FROM unnest(?::int[], ?::int[], ?::text[], ?::int[], ?::text[], ?::text[]) t(no, resource, kind, waiting_for, dependents, required_by)""";

    private static final String STACK = """
        WITH s AS (
            UPDATE stack s SET planned = p.traversal, pending = p.pending, next_no = p.next_no,
                status = CASE WHEN p.pending = 0 THEN 'COMPLETE' ELSE s.status END,
                reason = CASE WHEN p.pending = 0 THEN 'Stack ' || s.action || ' completed successfully' ELSE s.reason END,
                last_template = CASE WHEN p.pending = 0 AND s.action %s THEN s.target ELSE s.last_template END,
                deleted_at = CASE WHEN p.pending = 0 AND s.action = 'DELETE' THEN now() ELSE s.deleted_at END,
                updated_at = CASE WHEN p.pending = 0 THEN now() ELSE s.updated_at END
            FROM (SELECT ?::uuid, ?::int, ?::int, ?::int, ?::int) p(stack, traversal, pending, next_no_read, next_no)
            WHERE s.id = p.stack AND s.traversal = p.traversal AND s.planned < p.traversal AND s.next_no = p.next_no_read AND s.status = 'IN_PROGRESS'
            RETURNING s.*),
        e AS (%s WHERE status <> 'IN_PROGRESS')
        SELECT status FROM s""".formatted(FinishSql.REACHES_TARGET, EventSql.OF_STACK);

    private final Tx tx;
    private final StackId stack;
    private final Plan plan;

    PlanWriting(Tx tx, StackId stack, Plan plan) {
        this.tx = tx;
        this.stack = stack;
        this.plan = plan;
    }

    PlanResult write() {
        if (!visitAll()) {
            return tx.abandon(notAsRead(tx, new PlanDue(stack, plan.traversal())));
        }
        insertRows();
        tx.write("DELETE FROM node WHERE stack_id = ? AND traversal < ?", stack.value(), plan.traversal());
        insertNodes();
        Optional<Row> written = tx.one(STACK, stack.value(), plan.traversal(), plan.nodes().size(), plan.nextNoRead(), plan.nextNo(), 0);
        if (written.isEmpty()) {
            return tx.abandon(new PlanResult.NotDue());
        }
        return new PlanResult.Planned(plan.nodes().stream().filter(n -> n.waitingFor() == 0).map(Plan.Node::no).toList(),
                written.get().word("status", Status.class) != Status.IN_PROGRESS);
    }

    /** Copies that stop being current go first: one name has one current copy at any moment. */
    private boolean visitAll() {
        List<Plan.Visit> visits = Binds.byNumber(plan.visits(), Plan.Visit::no);
        if (visits.size() > 1) {
            tx.query(LOCK, stack.value(), Binds.integers(visits, Plan.Visit::no));
        }
        return visit(visits.stream().filter(v -> !v.current()).toList()) && visit(visits.stream().filter(Plan.Visit::current).toList());
    }

    private boolean visit(List<Plan.Visit> visits) {
        return visits.isEmpty() || visits.size() == tx.write(VISIT, stack.value(), plan.traversal(), Binds.integers(visits, Plan.Visit::no),
                Binds.numbers(visits, Plan.Visit::version), Binds.enginesIfAny(visits, Plan.Visit::holder), Binds.flags(visits, Plan.Visit::current),
                Binds.integersIfAny(visits, Plan.Visit::replacedBy), Binds.flags(visits, Plan.Visit::cancel), Binds.flags(visits, Plan.Visit::forget),
                Binds.texts(visits, v -> v.replacement().name()));
    }

    /** Why a plan could not be written. */
    static PlanResult notAsRead(Tx tx, PlanDue due) {
        return tx.one("SELECT id FROM stack WHERE id = ? AND traversal = ? AND planned < ? AND status = 'IN_PROGRESS'", due.stack().value(), due.traversal(), due.traversal())
                .<PlanResult>map(_ -> new PlanResult.RowsMoved()).orElseGet(PlanResult.NotDue::new);
    }

    private void insertRows() {
        List<Plan.NewRow> rows = plan.newRows();
        if (!rows.isEmpty()) {
            tx.write(INSERT_ROWS, stack.value(), plan.traversal(), Binds.integers(rows, Plan.NewRow::no), Binds.texts(rows, r -> Texts.storable(r.name())),
                    Binds.texts(rows, r -> Texts.storable(r.type())), Binds.integersIfAny(rows, Plan.NewRow::replaces),
                    Binds.texts(rows, r -> r.replacement().name()));
        }
    }

    private void insertNodes() {
        List<Plan.Node> nodes = plan.nodes();
        if (!nodes.isEmpty()) {
            tx.write(INSERT_NODES, stack.value(), plan.traversal(), Binds.integers(nodes, Plan.Node::no), Binds.integers(nodes, Plan.Node::resource),
                    Binds.texts(nodes, n -> n.kind().name()), Binds.integers(nodes, Plan.Node::waitingFor), Binds.lists(nodes, Plan.Node::dependents), Binds.lists(nodes, Plan.Node::requiredBy));
        }
    }
}
