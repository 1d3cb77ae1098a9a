package io.rowloom.db;

import io.rowloom.stack.OnFailure;
import io.rowloom.stack.StackAction;
import io.rowloom.stack.StackId;
import io.rowloom.traversal.FinishResult.Standing;
import java.util.Optional;
import java.util.function.Function;

/** What a failed traversal comes to: a rollback, or the end. Of several failures the first one that locks the stack's row decides; the others change nothing. */
final class StackFailure {
    /** What must hold, besides that the traversal is current and in progress. */
    enum When {
        ALWAYS("true"), NOT_PLANNED("planned < traversal"), LATE("deadline_at < now()");

        private final String guard;

        When(String guard) {
            this.guard = guard;
        }
    }

    private static final String END = """
        WITH s AS (UPDATE stack SET status = 'FAILED', reason = ?, updated_at = now() WHERE id = ? AND traversal = ? AND status = 'IN_PROGRESS' RETURNING *),
        e AS (%s)
        SELECT id FROM s""".formatted(EventSql.OF_STACK);

    private static final String ROLL_BACK = """
        WITH s AS (
            UPDATE stack SET traversal = traversal + 1, action = 'ROLLBACK', approach = 'TRUST', status = 'IN_PROGRESS', reason = ?, target = last_template, plan_attempts = 0, planner = NULL, pending = 0,
                failed = 0, deadline_at = now() + timeout_secs * interval '1 second', settled = false, updated_at = now()
            WHERE id = ? AND traversal = ? AND status = 'FAILED' RETURNING *),
        e AS (%s)
        SELECT id FROM s""".formatted(EventSql.OF_STACK);

    private final Tx tx;

    StackFailure(Tx tx) {
        this.tx = tx;
    }

    /** @return FAILED, ROLLING_BACK, or OVER when it was superseded or over before */
    Standing of(StackId stack, int traversal, When when, Function<StackAction, String> reason) {
        Optional<Row> found = tx.one("SELECT action, on_failure FROM stack WHERE id = ? AND traversal = ? AND status = 'IN_PROGRESS' AND " + when.guard + " FOR UPDATE",
                stack.value(), traversal);
        if (found.isEmpty()) {
            return Standing.OVER;
        }
        StackAction action = found.get().word("action", StackAction.class);
        String why = Texts.storable(reason.apply(action));
        end(END, stack, traversal, why);
        return switch (found.get().word("on_failure", OnFailure.class).during(action)) {
            case ROLLBACK -> {
                end(ROLL_BACK, stack, traversal, why);
                yield Standing.ROLLING_BACK;
            }
            case STOP, FINISH -> Standing.FAILED;
        };
    }

    private void end(String statement, StackId stack, int traversal, String reason) {
        tx.one(statement, reason, stack.value(), traversal, tx.eventPlaces(1)).orElseThrow(() -> Tx.missing("the locked row", stack));
    }
}
