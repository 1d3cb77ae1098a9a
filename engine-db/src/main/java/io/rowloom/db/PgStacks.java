package io.rowloom.db;

import static io.rowloom.db.jooq.Tables.STACK;

import io.rowloom.stack.Admission;
import io.rowloom.stack.NewStack;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Request;
import io.rowloom.stack.Request.NewTarget;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackAction;
import io.rowloom.stack.StackId;
import io.rowloom.stack.StackReason;
import io.rowloom.stack.StackState;
import io.rowloom.stack.Stacks;
import io.rowloom.stack.SubmitResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.impl.DSL;

/** Stack verbs. A submit writes the stack's row and nothing else. */
final class PgStacks implements Stacks {
    private static final String CREATE = """
        WITH s AS (
            INSERT INTO stack (id, tenant, name, traversal, action, status, reason, target, on_failure, request_id, timeout_secs, deadline_at)
            SELECT ?, ?, ?, 1, 'CREATE', 'IN_PROGRESS', ?, ?, ?, ?, t, now() + t * interval '1 second' FROM (SELECT ?::int) x(t)
            ON CONFLICT (tenant, name) WHERE deleted_at IS NULL DO NOTHING
            RETURNING *),
        e AS (%s)
        SELECT id FROM s""".formatted(EventSql.OF_STACK);

    private static final String SUBMIT = """
        WITH s AS (
            UPDATE stack SET traversal = traversal + 1, action = ?, status = 'IN_PROGRESS', reason = ?, approach = ?, target = CASE ?::text WHEN 'LAST' THEN last_template WHEN 'SAME' THEN target ELSE ?::text END,
                request_id = ?, on_failure = COALESCE(?::text, on_failure), timeout_secs = COALESCE(p.t, timeout_secs),
                deadline_at = now() + COALESCE(p.t, timeout_secs) * interval '1 second', plan_attempts = 0, pending = 0, failed = 0, settled = false, updated_at = now()
            FROM (SELECT ?::int) p(t)
            WHERE id = ? AND traversal = ? AND deleted_at IS NULL AND request_id <> ? AND action || '_' || status = ANY (?)
            RETURNING stack.*),
        e AS (%s)
        SELECT traversal FROM s""".formatted(EventSql.OF_STACK);

    private static final String CANCEL = """
        WITH s AS (
            UPDATE stack SET traversal = traversal + 1, planned = traversal + 1, pending = 0, status = 'FAILED', reason = 'Stack ' || action || ' cancelled', updated_at = now()
            WHERE id = ? AND traversal = ? AND deleted_at IS NULL AND action || '_' || status = ANY (?)
            RETURNING *),
        e AS (%s)
        SELECT traversal FROM s""".formatted(EventSql.OF_STACK);

    private final Transactions transactions;

    PgStacks(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public SubmitResult create(NewStack stack) {
        for (;;) {
            if (inserted(stack)) {
                return new SubmitResult.Accepted(stack.id(), 1);
            }
            Optional<Stack> sameName = find(stack.tenant(), stack.name());
            if (sameName.filter(now -> now.requestId().equals(stack.requestId())).isPresent()) {
                return new SubmitResult.Accepted(sameName.get().id(), sameName.get().traversal());
            }
            Optional<Stack> taken = sameName.or(() -> find(stack.id()));
            if (taken.isPresent()) {
                return new SubmitResult.Conflict(taken.get());
            }
        }
    }

    /** False when name or id is taken. */
    private boolean inserted(NewStack stack) {
        try {
            return transactions.statement(tx -> tx.one(CREATE, stack.id().value(), Texts.storable(stack.tenant()), Texts.storable(stack.name()),
                    StackReason.started(StackAction.CREATE), stack.target(), stack.onFailure().name(), stack.requestId(),
                    Binds.integer(stack.timeout().map(StackRows::seconds)), 0)).isPresent();
        } catch (DuplicateKeyException _) {
            return false;
        }
    }

    @Override
    public SubmitResult submit(StackId stack, int seenTraversal, Request request) {
        for (;;) {
            Optional<Row> accepted = transactions.statement(tx -> accept(tx, stack, seenTraversal, request));
            if (accepted.isPresent()) {
                return new SubmitResult.Accepted(stack, accepted.get().integer("traversal"));
            }
            Optional<SubmitResult> why = whyNot(stack, seenTraversal, request);
            if (why.isPresent()) {
                return why.get();
            }
        }
    }

    private static Optional<Row> accept(Tx tx, StackId stack, int seenTraversal, Request request) {
        Optional<String> target = request.goal().newTarget() instanceof NewTarget.Stored(String hash) ? Optional.of(hash) : Optional.empty();
        return tx.one(SUBMIT, request.action().name(), StackReason.started(request.action()), request.goal().approach().name(), word(request.goal().newTarget()),
                Binds.text(target),
                request.requestId(), Binds.text(request.onFailure().map(OnFailure::name)), Binds.integer(request.timeout().map(StackRows::seconds)),
                stack.value(), seenTraversal, request.requestId(), words(Admission.admitting(request.goal())), 0);
    }

    private static String word(NewTarget target) {
        return switch (target) {
            case NewTarget.Stored _, NewTarget.Nothing _ -> "GIVEN";
            case NewTarget.LastCompleted _ -> "LAST";
            case NewTarget.Same _ -> "SAME";
        };
    }

    /** Empty when by now there is no reason any more. */
    private Optional<SubmitResult> whyNot(StackId id, int seenTraversal, Request request) {
        Optional<Stack> found = find(id);
        if (found.filter(now -> now.requestId().equals(request.requestId())).isPresent()) {
            return Optional.of(new SubmitResult.Accepted(id, found.get().traversal()));
        }
        if (found.filter(now -> now.deletedAt().isEmpty()).isEmpty()) {
            return Optional.of(new SubmitResult.NotFound());
        }
        Stack now = found.get();
        return whyNot(now, seenTraversal, Admission.admitting(request.goal()), Admission.refusal(request.goal(), now.state()));
    }

    private static Optional<SubmitResult> whyNot(Stack now, int seenTraversal, Set<StackState> admitting, String refusal) {
        if (now.traversal() != seenTraversal) {
            return Optional.of(new SubmitResult.Conflict(now));
        }
        return admitting.contains(now.state()) ? Optional.empty() : Optional.of(new SubmitResult.NotAdmitted(now, refusal));
    }

    @Override
    public SubmitResult cancel(StackId stack, int seenTraversal) {
        for (;;) {
            Optional<Row> accepted = transactions.statement(tx -> tx.one(CANCEL, stack.value(), seenTraversal, words(Admission.admittingCancel()), 0));
            if (accepted.isPresent()) {
                new CancelOpen(transactions).of(stack);
                return new SubmitResult.Accepted(stack, accepted.get().integer("traversal"));
            }
            Optional<Stack> found = find(stack).filter(now -> now.deletedAt().isEmpty());
            if (found.isEmpty()) {
                return new SubmitResult.NotFound();
            }
            Stack now = found.get();
            Optional<SubmitResult> why = whyNot(now, seenTraversal, Admission.admittingCancel(), "There is nothing to cancel in a stack that is " + now.state() + ".");
            if (why.isPresent()) {
                return why.get();
            }
        }
    }

    private static String[] words(Set<StackState> states) {
        return states.stream().map(StackState::toString).toArray(String[]::new);
    }

    @Override
    public Optional<Stack> find(StackId stack) {
        return transactions.statement(tx -> tx.sql().selectFrom(STACK).where(STACK.ID.eq(stack.value())).fetchOptional(Row::new).map(StackRows::view));
    }

    @Override
    public Optional<Stack> find(String tenant, String name) {
        return transactions.statement(tx -> tx.sql().selectFrom(STACK)
                .where(STACK.TENANT.eq(Texts.storable(tenant)), STACK.NAME.eq(Texts.storable(name)), STACK.DELETED_AT.isNull())
                .fetchOptional(Row::new).map(StackRows::view));
    }

    @Override
    public List<Stack> list(String tenant, boolean withDeleted, int limit) {
        return transactions.statement(tx -> tx.sql().selectFrom(STACK)
                .where(STACK.TENANT.eq(Texts.storable(tenant)), withDeleted ? DSL.noCondition() : STACK.DELETED_AT.isNull())
                .orderBy(STACK.ID.desc()).limit(limit).fetch(Row::new).stream().map(StackRows::view).toList());
    }

    @Override
    public List<StackId> enforceDeadlines() {
        return new Deadlines(transactions).enforce();
    }

    @Override
    public int purge(Duration keepFor, int limit) {
        return new Purging(transactions).purgeDeleted(keepFor, limit);
    }

    /** Rows that another process is settling are left to it. */
    @Override
    public int settle(Duration quietFor) {
        return transactions.statement(tx -> tx.write("""
            WITH quiet AS MATERIALIZED (
                SELECT id FROM stack s
                WHERE NOT settled AND status <> 'IN_PROGRESS' AND updated_at <= now() - ? * interval '1 second'
                  AND NOT EXISTS (SELECT 1 FROM resource r WHERE r.stack_id = s.id AND (r.engine_id IS NOT NULL OR r.phase IS NOT NULL))
                ORDER BY id FOR UPDATE SKIP LOCKED)
            UPDATE stack s SET settled = true FROM quiet
            WHERE s.id = quiet.id AND NOT s.settled AND s.status <> 'IN_PROGRESS' AND s.updated_at <= now() - ? * interval '1 second'""",
                Binds.seconds(quietFor), Binds.seconds(quietFor)));
    }
}
