package io.rowloom.db;

import static io.rowloom.db.jooq.Tables.STACK;

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
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jooq.impl.DSL;

/** Plan verbs. */
final class PgPlans implements Plans {
    private static final String ROWS = """
        SELECT no, name, type, current, version, engine_id, phase IS NOT NULL AS open, action, status, definition_hash, dirty, requires, replaces, replaced_by, replacement,
            physical_id, deletion_policy
        FROM resource r WHERE stack_id = ? ORDER BY no""";

    private final Transactions transactions;

    PgPlans(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<PlanDue> due(int limit) {
        return transactions.statement(tx -> tx.sql().select(STACK.ID, STACK.TRAVERSAL).from(STACK)
                .where(STACK.STATUS.eq(DSL.inline("IN_PROGRESS")), STACK.PLANNED.lt(STACK.TRAVERSAL)).orderBy(STACK.ID).limit(limit)
                .fetch(Columns::row).stream().map(row -> new PlanDue(row.stack("id"), row.integer("traversal"))).toList());
    }

    @Override
    public OptionalInt attempt(PlanDue due) {
        return transactions.statement(tx -> tx.sql().update(STACK).set(STACK.PLAN_ATTEMPTS, STACK.PLAN_ATTEMPTS.plus(1))
                .where(STACK.ID.eq(due.stack().value()), STACK.TRAVERSAL.eq(due.traversal()), STACK.PLANNED.lt(due.traversal()), STACK.STATUS.eq("IN_PROGRESS"))
                .returningResult(STACK.PLAN_ATTEMPTS).fetchOptional(Columns::row))
                .map(row -> OptionalInt.of(row.integer("plan_attempts"))).orElse(OptionalInt.empty());
    }

    /** The stack before the rows: a plan must not be newer than the rows that it does not visit, those it does are guarded. */
    @Override
    public Optional<PlanView> read(StackId stack) {
        return transactions.transaction(tx -> {
            tx.write("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            return view(tx, stack);
        });
    }

    private static Optional<PlanView> view(Tx tx, StackId stack) {
        Optional<Stack> found = tx.one("SELECT * FROM stack WHERE id = ?", stack.value()).map(StackRows::view);
        return found.map(s -> new PlanView(s, tx.query(ROWS, stack.value()).stream().map(PgPlans::planRow).toList()));
    }

    static PlanRow planRow(Row row) {
        return new PlanRow(row.integer("no"), row.text("name"), row.text("type"), row.flag("current"), row.number("version"), row.engineIfAny("engine_id"), row.flag("open"),
                row.word("action", ResourceAction.class), row.word("status", Status.class), row.textIfAny("definition_hash"), row.flag("dirty"), row.integers("requires"),
                row.integerIfAny("replaces"), row.integerIfAny("replaced_by"), row.word("replacement", ReplacementOrder.class), row.textIfAny("physical_id"), row.external());
    }

    @Override
    public PlanResult write(StackId stack, Plan plan) {
        return unlessTaken(new PlanDue(stack, plan.traversal()), tx -> new PlanWriting(tx, stack, plan).write());
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
            return transactions.statement(tx -> PlanWriting.notAsRead(tx, due));
        }
    }

    /** The stack's row and the rows are read by new statements after the locks: only those see what a replacement inserted that we waited for. */
    private static PlanResult locked(Tx tx, PlanDue due, Function<PlanView, Plan> planning) {
        tx.query("SELECT no FROM resource WHERE stack_id = ? ORDER BY no FOR UPDATE", due.stack().value());
        Optional<PlanView> view = view(tx, due.stack()).filter(v -> isDue(v.stack(), due));
        return view.isEmpty() ? new PlanResult.NotDue() : new PlanWriting(tx, due.stack(), planning.apply(view.get())).write();
    }

    private static boolean isDue(Stack stack, PlanDue due) {
        return stack.inProgress() && stack.traversal() == due.traversal() && stack.planned() < due.traversal();
    }

    @Override
    public void giveUp(PlanDue due, String reason) {
        transactions.transaction(tx -> new StackFailure(tx).of(due.stack(), due.traversal(), StackFailure.When.NOT_PLANNED, _ -> reason));
    }
}
