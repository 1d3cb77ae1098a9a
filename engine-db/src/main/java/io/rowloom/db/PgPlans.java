package io.rowloom.db;

import static io.rowloom.db.jooq.Tables.STACK;

import com.google.common.collect.ListMultimap;
import com.google.common.collect.Maps;
import com.google.common.collect.MultimapBuilder;
import io.rowloom.engine.EngineId;
import io.rowloom.resource.ResourceAction;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.template.ReplacementOrder;
import io.rowloom.traversal.Plan;
import io.rowloom.traversal.PlanDue;
import io.rowloom.traversal.PlanResult;
import io.rowloom.traversal.PlanRow;
import io.rowloom.traversal.PlanView;
import io.rowloom.traversal.Plans;
import io.rowloom.traversal.Unplanned;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;

/** Plan verbs. */
final class PgPlans implements Plans {
    private static final String ONE = "SELECT * FROM stack WHERE id = ?";

    /** Ids grow with time. */
    static final String DUE = """
        SELECT d.id, d.traversal, (SELECT e.id FROM engine e WHERE e.id = d.planner AND NOT e.dead AND e.lease_until >= now()) AS planner
        FROM (
            (SELECT id, traversal, planner FROM stack WHERE status = 'IN_PROGRESS' AND planned < traversal ORDER BY id LIMIT ?)
            UNION
            (SELECT id, traversal, planner FROM stack WHERE status = 'IN_PROGRESS' AND planned < traversal ORDER BY id DESC LIMIT ?)) d
        ORDER BY d.id""";

    /** Stack by stack: given one list of stacks, the planner might read the whole table. */
    static final String ROWS = """
        SELECT stack_id, no, name, type, current, version, engine_id, phase IS NOT NULL AS open, action, status, definition_hash, dirty, requires, replaces, replaced_by, replacement,
            physical_id, deletion_policy
        FROM unnest(?::uuid[]) w(id) JOIN LATERAL (SELECT * FROM resource r WHERE r.stack_id = w.id ORDER BY r.no OFFSET 0) r ON true""";

    /** Whose row somebody else is writing to is left to a later attempt: nobody waits while he holds others. Rows are counted only where so many numbers were given. */
    static final String FIRST_ATTEMPTS = """
        WITH d AS MATERIALIZED (SELECT ?::uuid AS engine, ?::int AS most, now() - ? * interval '1 second' AS since, v.* FROM unnest(?::uuid[], ?::int[]) v(stack, traversal)),
        l AS MATERIALIZED (SELECT s.id, d.engine FROM %1$s AND s.updated_at <= d.since FOR UPDATE OF s SKIP LOCKED),
        w AS (UPDATE stack s SET plan_attempts = 1, planner = l.engine FROM l WHERE s.id = l.id RETURNING s.*)
        SELECT * FROM w UNION ALL SELECT s.* FROM %1$s AND s.updated_at > d.since""".formatted("""
            d JOIN stack s ON s.id = d.stack
            WHERE s.traversal = d.traversal AND s.planned < d.traversal AND s.status NOT IN ('COMPLETE', 'FAILED') AND s.plan_attempts = 0
              AND (s.next_no <= d.most OR (SELECT count(*) FROM (SELECT FROM resource r WHERE r.stack_id = s.id LIMIT d.most + 1) x) <= d.most)""");

    private final Transactions transactions;

    PgPlans(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<Unplanned> due(int limit) {
        return transactions.statement(tx -> tx.query(DUE, limit - limit / 2, limit / 2).stream()
                .map(row -> new Unplanned(new PlanDue(row.stack("id"), row.integer("traversal")), row.engineIfAny("planner"))).toList());
    }

    @Override
    public OptionalInt attempt(PlanDue due, EngineId planner) {
        return transactions.statement(tx -> tx.sql().update(STACK).set(STACK.PLAN_ATTEMPTS, STACK.PLAN_ATTEMPTS.plus(1)).set(STACK.PLANNER, planner.value())
                .where(STACK.ID.eq(due.stack().value()), STACK.TRAVERSAL.eq(due.traversal()), STACK.PLANNED.lt(due.traversal()), STACK.STATUS.eq("IN_PROGRESS"))
                .returningResult(STACK.PLAN_ATTEMPTS).fetchOptional(Columns::row))
                .map(row -> OptionalInt.of(row.integer("plan_attempts"))).orElse(OptionalInt.empty());
    }

    @Override
    public List<PlanView> firstAttempts(List<PlanDue> due, EngineId planner, int mostRows, Duration newer) {
        return due.isEmpty() ? List.of() : transactions.statement(tx -> views(tx,
                tx.query(FIRST_ATTEMPTS, planner.value(), mostRows, Binds.seconds(newer), Binds.uuids(due, d -> d.stack().value()), Binds.integers(due, PlanDue::traversal))));
    }

    @Override
    public Optional<PlanView> read(StackId stack) {
        return transactions.statement(tx -> read(tx, stack));
    }

    private static Optional<PlanView> read(Tx tx, StackId stack) {
        return views(tx, tx.query(ONE, stack.value())).stream().findAny();
    }

    /** The stacks were read before the rows: a plan must not be newer than the rows that it does not visit, those it does are guarded. What never had a number has none. */
    private static List<PlanView> views(Tx tx, List<Row> stacks) {
        List<Stack> found = stacks.stream().map(StackRows::view).toList();
        UUID[] withRows = found.stream().filter(stack -> stack.nextNo() > 1).map(stack -> stack.id().value()).toArray(UUID[]::new);
        ListMultimap<StackId, PlanRow> rows = MultimapBuilder.hashKeys().arrayListValues().build();
        if (withRows.length > 0) {
            tx.query(ROWS, (Object) withRows).forEach(row -> rows.put(row.stack("stack_id"), planRow(row)));
        }
        return found.stream().map(stack -> new PlanView(stack, Binds.byNumber(rows.get(stack.id()), PlanRow::no))).toList();
    }

    static PlanRow planRow(Row row) {
        return new PlanRow(row.integer("no"), row.text("name"), row.text("type"), row.flag("current"), row.number("version"), row.engineIfAny("engine_id"), row.flag("open"),
                row.word("action", ResourceAction.class), row.word("status", Status.class), row.textIfAny("definition_hash"), row.flag("dirty"), row.integers("requires"),
                row.integerIfAny("replaces"), row.integerIfAny("replaced_by"), row.word("replacement", ReplacementOrder.class), row.textIfAny("physical_id"), row.external());
    }

    /** First plans are each as if it were the only one. Whatever is not as one of the others saw it undoes all of these; then each has a transaction of its own. */
    @Override
    public Map<StackId, PlanResult> writeAll(Map<StackId, Plan> plans) {
        Map<StackId, Plan> first = Maps.filterValues(plans, Plan::first);
        Map<StackId, Plan> later = Maps.filterValues(plans, plan -> !plan.first());
        Map<StackId, PlanResult> results = new HashMap<>();
        if (first.size() > 1 && transactions.locksStacks()) {
            first.forEach((stack, plan) -> results.putAll(first(Map.of(stack, plan))));
        } else if (!first.isEmpty()) {
            results.putAll(first(first));
        }
        if (later.size() > 1 && !transactions.locksStacks()) {
            results.putAll(together(later));
        }
        plans.forEach((stack, plan) -> results.computeIfAbsent(stack, _ -> unlessTaken(new PlanDue(stack, plan.traversal()), tx -> written(tx, stack, plan))));
        return results;
    }

    private Map<StackId, PlanResult> first(Map<StackId, Plan> plans) {
        return transactions.statement(plans.keySet(), tx -> FirstPlans.write(tx, plans));
    }

    /** All, or none. */
    private Map<StackId, PlanResult> together(Map<StackId, Plan> plans) {
        try {
            return transactions.transaction(tx -> new PlanWriting(tx, plans).write().orElseGet(() -> tx.abandon(Map.of())));
        } catch (DuplicateKeyException _) {
            return Map.of();
        }
    }

    private static PlanResult written(Tx tx, StackId stack, Plan plan) {
        return new PlanWriting(tx, Map.of(stack, plan)).write().flatMap(all -> Optional.ofNullable(all.get(stack)))
                .orElseGet(() -> tx.abandon(notAsRead(tx, new PlanDue(stack, plan.traversal()))));
    }

    @Override
    public PlanResult writeLocked(PlanDue due, Function<PlanView, Plan> planning) {
        return unlessTaken(due, tx -> locked(tx, due, planning));
    }

    /** When a number or a name is taken, a replacement or another plan came first. */
    private PlanResult unlessTaken(PlanDue due, Function<Tx, PlanResult> writing) {
        try {
            return transactions.transaction(due.stack(), writing);
        } catch (DuplicateKeyException _) {
            return transactions.statement(tx -> notAsRead(tx, due));
        }
    }

    /** Why a plan could not be written. */
    private static PlanResult notAsRead(Tx tx, PlanDue due) {
        return tx.one("SELECT id FROM stack WHERE id = ? AND traversal = ? AND planned < ? AND status = 'IN_PROGRESS'", due.stack().value(), due.traversal(), due.traversal())
                .<PlanResult>map(_ -> new PlanResult.RowsMoved()).orElseGet(PlanResult.NotDue::new);
    }

    /** The stack's row and the rows are read by new statements after the locks: only those see what a replacement inserted that we waited for. */
    private static PlanResult locked(Tx tx, PlanDue due, Function<PlanView, Plan> planning) {
        tx.query("SELECT no FROM resource WHERE stack_id = ? ORDER BY no FOR UPDATE", due.stack().value());
        Optional<PlanView> view = read(tx, due.stack()).filter(v -> isDue(v.stack(), due));
        return view.isEmpty() ? new PlanResult.NotDue() : written(tx, due.stack(), planning.apply(view.get()));
    }

    private static boolean isDue(Stack stack, PlanDue due) {
        return stack.inProgress() && stack.traversal() == due.traversal() && stack.planned() < due.traversal();
    }

    @Override
    public void giveUp(PlanDue due, String reason) {
        transactions.transaction(tx -> new StackFailure(tx).of(due.stack(), due.traversal(), StackFailure.When.NOT_PLANNED, _ -> reason));
    }
}
