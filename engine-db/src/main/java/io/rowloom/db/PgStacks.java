package io.rowloom.db;

import static io.rowloom.db.jooq.Tables.STACK;

import io.rowloom.stack.Admission;
import io.rowloom.stack.NewStack;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Request;
import io.rowloom.stack.Request.Goal;
import io.rowloom.stack.Request.NewTarget;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackId;
import io.rowloom.stack.StackReason;
import io.rowloom.stack.StackState;
import io.rowloom.stack.Stacks;
import io.rowloom.stack.Status;
import io.rowloom.stack.SubmitResult;
import io.rowloom.stack.TagFilter;
import io.rowloom.stack.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Param;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Stack verbs. A request writes the stack's row; a create its target, too, if nobody has stored that lately. */
final class PgStacks implements Stacks {
    private static final String CREATE = """
        WITH p AS MATERIALIZED (SELECT ?::text AS hash, ?::jsonb AS document),
        s AS (
            INSERT INTO stack (id, tenant, name, traversal, action, status, reason, target, on_failure, request_id, tags, timeout_secs, deadline_at)
            SELECT ?, ?, ?, 1, ?, 'IN_PROGRESS', ?, p.hash, ?, ?, ?::text[], t, now() + t * interval '1 second' FROM p, (SELECT ?::int) x(t)
            ON CONFLICT (tenant, name) WHERE deleted_at IS NULL DO NOTHING
            RETURNING *),
        v AS MATERIALIZED (SELECT p.* FROM p, s),
        y AS (%s),
        e AS (%s)
        SELECT id FROM s""".formatted(PgTargets.STORED, EventSql.OF_STACK);

    /** Not "IS NULL": the index of live names would be read whole. */
    private static final String LIVE = "COALESCE(deleted_at, 'infinity') = 'infinity'";

    static final String SUBMIT = """
        WITH p AS MATERIALIZED (SELECT ?::uuid AS stack, ?::uuid AS snapshot, ?::text AS snapshot_name, ?::text AS how, ?::int AS timeout),
        o AS MATERIALIZED (SELECT s.id, s.traversal, s.action, s.status, s.reason FROM p JOIN stack s ON s.id = p.stack FOR UPDATE OF s),
        g AS MATERIALIZED (
            SELECT n.stack_id, n.target FROM p JOIN o ON p.how = 'SNAPSHOT' JOIN snapshot n ON n.stack_id = o.id AND n.id = p.snapshot
            WHERE n.resource IS NULL AND (n.ended = 'COMPLETE' OR n.traversal = o.traversal AND o.status = 'COMPLETE') FOR KEY SHARE OF n),
        s AS (
            UPDATE stack SET traversal = stack.traversal + 1, action = ?, status = 'IN_PROGRESS', reason = ?, approach = ?,
                target = CASE p.how WHEN 'LAST' THEN last_template WHEN 'SAME' THEN stack.target WHEN 'SNAPSHOT' THEN g.target ELSE ?::text END,
                restores = CASE p.how WHEN 'SNAPSHOT' THEN p.snapshot END,
                request_id = ?, on_failure = COALESCE(?::text, on_failure), tags = COALESCE(?::text[], tags), timeout_secs = COALESCE(p.timeout, timeout_secs),
                deadline_at = now() + COALESCE(p.timeout, timeout_secs) * interval '1 second', plan_attempts = 0, planner = NULL, pending = 0, failed = 0, settled = false, updated_at = now()
            FROM p JOIN o ON o.id = p.stack LEFT JOIN g ON g.stack_id = o.id
            WHERE stack.id = o.id AND stack.traversal = ? AND %s AND request_id <> ? AND stack.action || '_' || stack.status = ANY (?)
              AND (p.how <> 'SNAPSHOT' OR g.stack_id IS NOT NULL) AND (p.snapshot_name IS NULL OR stack.target IS NOT DISTINCT FROM last_template)
            RETURNING stack.*),
        t AS MATERIALIZED (SELECT id, traversal, action, target FROM s),
        y AS (
            UPDATE snapshot n SET ended = CASE o.status WHEN 'COMPLETE' THEN 'COMPLETE' ELSE 'FAILED' END,
                reason = CASE o.status WHEN 'IN_PROGRESS' THEN 'superseded by ' || t.action ELSE o.reason END
            FROM o JOIN t ON t.id = o.id WHERE o.action = 'SNAPSHOT' AND n.stack_id = o.id AND n.traversal = o.traversal AND n.ended IS NULL),
        z AS (
            INSERT INTO snapshot (stack_id, id, name, traversal, target)
            SELECT t.id, p.snapshot, p.snapshot_name, t.traversal, t.target FROM t, p WHERE t.action = 'SNAPSHOT'),
        e AS (%s)
        SELECT traversal FROM s""".formatted(LIVE, EventSql.OF_STACK);

    static final String CANCEL = """
        WITH s AS (
            UPDATE stack SET traversal = traversal + 1, planned = traversal + 1, pending = 0, status = 'FAILED', reason = 'Stack ' || action || ' cancelled', updated_at = now()
            WHERE id = ? AND traversal = ? AND %s AND action || '_' || status = ANY (?)
            RETURNING *),
        t AS MATERIALIZED (SELECT id, traversal, action, reason FROM s),
        y AS (
            UPDATE snapshot n SET ended = 'FAILED', reason = t.reason FROM t
            WHERE t.action = 'SNAPSHOT' AND n.stack_id = t.id AND n.traversal = t.traversal - 1 AND n.ended IS NULL),
        e AS (%s)
        SELECT traversal FROM s""".formatted(LIVE, EventSql.OF_STACK);

    private final Transactions transactions;
    private final PgTargets targets;

    PgStacks(Transactions transactions, PgTargets targets) {
        this.transactions = transactions;
        this.targets = targets;
    }

    @Override
    public SubmitResult create(NewStack stack) {
        List<String> target = targets.binds(stack.target());
        for (;;) {
            if (inserted(stack, target)) {
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
    private boolean inserted(NewStack stack, List<String> target) {
        try {
            return transactions.statement(tx -> tx.one(CREATE, target.getFirst(), target.getLast(), stack.id().value(), Texts.storable(stack.tenant()), Texts.storable(stack.name()), stack.action().name(),
                    StackReason.started(stack.action()), stack.onFailure().name(), stack.requestId(),
                    Binds.texts(stack.tags().words(), Texts::storable), stack.timeout().map(StackRows::seconds), 0)).isPresent();
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
        Optional<UUID> snapshot = switch (request.goal()) {
            case Goal.Snapshot(var id, var _) -> Optional.of(id);
            case Goal.Restore(var id) -> Optional.of(id);
            case Goal.Update _, Goal.Converge _, Goal.Rollback _, Goal.Delete _, Goal.Check _, Goal.Suspend _, Goal.Resume _, Goal.Abandon _ -> Optional.empty();
        };
        Optional<String> name = request.goal() instanceof Goal.Snapshot(var _, var given) ? Optional.of(given) : Optional.empty();
        return tx.one(SUBMIT, stack.value(), snapshot, Texts.storable(name), word(request.goal().newTarget()), request.timeout().map(StackRows::seconds),
                request.action().name(), request.started(), request.goal().approach().name(), Texts.storable(target),
                request.requestId(), Texts.storable(request.onFailure().map(OnFailure::name)), Binds.texts(request.tags().map(Tags::words)), seenTraversal, request.requestId(), words(Admission.admitting(request.goal())), 0);
    }

    private static String word(NewTarget target) {
        return switch (target) {
            case NewTarget.Stored _, NewTarget.Nothing _ -> "GIVEN";
            case NewTarget.LastCompleted _ -> "LAST";
            case NewTarget.Same _ -> "SAME";
            case NewTarget.OfSnapshot _ -> "SNAPSHOT";
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
        Set<StackState> admitting = Admission.admitting(request.goal());
        if (request.goal() instanceof Goal.Restore(var snapshot) && now.traversal() == seenTraversal && admitting.contains(now.state()) && !isComplete(id, snapshot)) {
            return Optional.of(new SubmitResult.NotAdmitted(now, Admission.noSnapshot(snapshot)));
        }
        if (request.goal() instanceof Goal.Snapshot && now.traversal() == seenTraversal && admitting.contains(now.state()) && !Admission.reachedItsTarget(now)) {
            return Optional.of(new SubmitResult.NotAdmitted(now, Admission.NOT_REACHED));
        }
        return whyNot(now, seenTraversal, admitting, Admission.refusal(request.goal(), now.state()));
    }

    private boolean isComplete(StackId stack, UUID snapshot) {
        return transactions.statement(tx -> PgSnapshots.find(tx, stack, snapshot)).filter(s -> s.resource().isEmpty() && s.status() == Status.COMPLETE).isPresent();
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
        return transactions.statement(tx -> tx.sql().selectFrom(STACK).where(STACK.ID.eq(stack.value())).fetchOptional(Columns::row).map(StackRows::view));
    }

    @Override
    public Optional<Stack> find(String tenant, String name) {
        return transactions.statement(tx -> tx.sql().selectFrom(STACK)
                .where(STACK.TENANT.eq(Texts.storable(tenant)), STACK.NAME.eq(Texts.storable(name)), STACK.DELETED_AT.isNull())
                .fetchOptional(Columns::row).map(StackRows::view));
    }

    @Override
    public List<Stack> list(String tenant, boolean withDeleted, TagFilter tags, int limit) {
        return transactions.statement(tx -> tx.sql().selectFrom(STACK)
                .where(STACK.TENANT.eq(Texts.storable(tenant)), withDeleted ? DSL.noCondition() : STACK.DELETED_AT.isNull(), admitted(tags))
                .orderBy(STACK.ID.desc()).limit(limit).fetch(Columns::row).stream().map(StackRows::view).toList());
    }

    private static Condition admitted(TagFilter tags) {
        Condition all = DSL.condition("tags @> {0}::text[]", texts(tags.all()));
        Condition any = tags.any().isEmpty() ? DSL.noCondition() : DSL.condition("tags && {0}::text[]", texts(tags.any()));
        Condition notAll = tags.notAll().isEmpty() ? DSL.noCondition() : DSL.condition("NOT tags @> {0}::text[]", texts(tags.notAll()));
        return all.and(any).and(notAll).and("NOT tags && {0}::text[]", texts(tags.notAny()));
    }

    private static Param<String[]> texts(List<String> words) {
        return DSL.val(Binds.texts(words, Texts::storable), SQLDataType.VARCHAR.array());
    }

    @Override
    public List<StackId> enforceDeadlines() {
        return new Deadlines(transactions).enforce();
    }

    @Override
    public int purge(Duration keepFor, int limit) {
        return new Purging(transactions).purgeDeleted(keepFor, limit);
    }

    @Override
    public int settle(Duration quietFor) {
        return transactions.statement(tx -> tx.write(Settling.SETTLE, Binds.seconds(quietFor)));
    }
}
