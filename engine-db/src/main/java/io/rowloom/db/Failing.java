package io.rowloom.db;

import com.google.common.collect.ImmutableSet;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.resource.Claim;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.traversal.Failure;
import io.rowloom.traversal.FinishResult;
import io.rowloom.traversal.FinishResult.Standing;
import io.rowloom.traversal.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The end of an action as a failure. The row stays dirty: whatever is planned next has to see to it. */
final class Failing {
    /** What is unknown stays so until a success. */
    private static final String EFFECT = "CASE WHEN r.effect = 'UNKNOWN' THEN r.effect ELSE p.effect END";

    /** After an unknown effect, nothing that is known of the last success can be relied upon. */
    private static final String ROW = """
        WITH w AS (
            UPDATE resource r SET engine_id = NULL, claimed_at = NULL, phase = NULL, cookie = NULL, next_poll_at = NULL, cancel = false, status = 'FAILED', reason = p.reason,
                effect = %1$s, physical_id = COALESCE(p.physical_id, r.physical_id), drift = p.drift::jsonb, input_hash = CASE %1$s WHEN 'UNKNOWN' THEN NULL ELSE r.input_hash END,
                definition_hash = CASE %1$s WHEN 'UNKNOWN' THEN NULL ELSE r.definition_hash END, updated_at = now()
            FROM (SELECT ?::uuid, ?::int, ?::uuid, ?::bigint, ?::text, ?::text, ?::text, ?::text)
                p(stack, no, holder, version, reason, effect, physical_id, drift)
            WHERE r.stack_id = p.stack AND r.no = p.no AND r.engine_id = p.holder AND r.version = p.version
            RETURNING %2$s, r.dirty, r.dirty_traversal, p.holder),
        e AS (%3$s)
        SELECT no, dirty, dirty_traversal FROM w""".formatted(EFFECT, EventSql.RESOURCE_COLUMNS, EventSql.OF_RESOURCES);

    /** Only the event tells of it. */
    private static final String REFUSE = """
        WITH w AS (
            UPDATE resource r SET version = r.version + 1
            FROM (SELECT ?::uuid, ?::int, ?::bigint, ?::int, ?::text, ?::text) p(stack, no, version, traversal, action, reason)
            WHERE r.stack_id = p.stack AND r.no = p.no AND r.version = p.version AND r.engine_id IS NULL AND r.phase IS NULL
            RETURNING %s, p.traversal, r.dirty, r.dirty_traversal, NULL::uuid AS holder),
        e AS (%s)
        SELECT no, dirty, dirty_traversal FROM w""".formatted(
            EventSql.RESOURCE_COLUMNS.replace("r.action", "p.action").replace("r.status", "'FAILED' AS status").replace("r.reason", "p.reason"), EventSql.OF_UNCLAIMED);

    private static final String LOCK_UNDONE = "SELECT no FROM node WHERE stack_id = ? AND traversal = ? AND NOT done ORDER BY no FOR UPDATE";

    private static final String SKIP = """
        WITH p AS MATERIALIZED (SELECT ?::uuid AS stack, ?::int AS traversal),
        v AS MATERIALIZED (SELECT p.*, t.no FROM p, unnest(?::int[]) t(no))
        UPDATE node n SET done = true FROM v
        WHERE n.stack_id = v.stack AND n.traversal = v.traversal AND n.no = v.no AND NOT n.done RETURNING n.dependents""";

    private static final String COUNT = """
        WITH s AS (
            UPDATE stack s SET %s FROM (SELECT ?::uuid, ?::int, ?::int, 1, ?::text) c(stack, traversal, done, failed, failure)
            WHERE s.id = c.stack AND s.traversal = c.traversal AND s.status = 'IN_PROGRESS' RETURNING s.*),
        e AS (%s WHERE status <> 'IN_PROGRESS')
        SELECT status FROM s""".formatted(FinishSql.COUNT, EventSql.OF_STACK);

    private final Tx tx;

    Failing(Tx tx) {
        this.tx = tx;
    }

    FinishResult fail(Failure failure, Optional<String> drift) {
        Optional<Row> written = row(failure.claim(), failure.reason(), failure.effect(), failure.physicalId(), drift);
        if (written.isEmpty()) {
            return FinishResult.nothing();
        }
        SignalRows.handled(tx, failure.claim().stack(), failure.claim().no(), failure.handled());
        return consequences(written.get(), failure.claim().stack(), failure.traversal(), failure.node(), failure.stackReason(), failure.then());
    }

    FinishResult refuse(Refusal refusal) {
        return tx.one(REFUSE, refusal.stack().value(), refusal.no(), refusal.version(), refusal.traversal(), refusal.action().name(), Texts.storable(refusal.reason()),
                        tx.eventPlaces(1))
                .map(written -> consequences(written, refusal.stack(), refusal.traversal(), refusal.node(), refusal.stackReason(), refusal.then()))
                .orElseGet(FinishResult::nothing);
    }

    private FinishResult consequences(Row written, StackId stack, int traversal, int node, String stackReason, OnFailure then) {
        boolean newer = written.flag("dirty") && written.integer("dirty_traversal") > traversal;
        Standing standing = then == OnFailure.FINISH ? branch(stack, traversal, node, stackReason)
                : new StackFailure(tx).of(stack, traversal, StackFailure.When.ALWAYS, _ -> stackReason);
        return new FinishResult(List.of(written.integer("no")), List.of(), newer, standing);
    }

    Optional<Row> row(Claim claim, String reason, Effect effect, Optional<String> physicalId, Optional<String> drift) {
        return tx.one(ROW, claim.stack().value(), claim.no(), claim.engine().value(), claim.fence(), Texts.storable(reason), effect.name(),
                Texts.storable(physicalId), Texts.storable(drift), tx.eventPlaces(1));
    }

    /** Skips everything that depends on the failed node. */
    private Standing branch(StackId stack, int traversal, int node, String stackReason) {
        int skipped = skip(stack, traversal, Set.of(node));
        return tx.one(COUNT, stack.value(), traversal, skipped, Texts.storable(stackReason), tx.eventPlaces(1))
                .map(row -> FinishStatement.standing(row.word("status", Status.class))).orElse(Standing.OVER);
    }

    /**
     * Ends nodes, and all that depend on them, without effect: level by level over what the writes answer, since a snapshot may not have every dependent. Answers how many.
     */
    int skip(StackId stack, int traversal, Set<Integer> nodes) {
        tx.query(LOCK_UNDONE, stack.value(), traversal);
        int skipped = 0;
        for (Set<Integer> level = nodes; !level.isEmpty();) {
            List<Row> done = tx.query(SKIP, stack.value(), traversal, Binds.integers(level));
            skipped += done.size();
            level = done.stream().flatMap(row -> row.integers("dependents").stream()).collect(ImmutableSet.toImmutableSet());
        }
        return skipped;
    }
}
