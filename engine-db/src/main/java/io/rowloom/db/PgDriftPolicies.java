package io.rowloom.db;

import io.rowloom.drift.DriftPolicies;
import io.rowloom.drift.DriftPolicy;
import io.rowloom.drift.Look;
import io.rowloom.drift.Scheduled;
import io.rowloom.stack.StackId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Verbs on drift policies. */
final class PgDriftPolicies implements DriftPolicies {
    private static final String SET = """
        INSERT INTO drift_policy AS p (stack_id, mode, every_secs, due_at)
        SELECT id, ?::text, ?::int, now() FROM stack WHERE id = ? AND deleted_at IS NULL
        ON CONFLICT (stack_id) DO UPDATE SET mode = EXCLUDED.mode, every_secs = EXCLUDED.every_secs,
            due_at = CASE p.mode WHEN 'OFF' THEN now() ELSE LEAST(p.due_at, now() + EXCLUDED.every_secs * interval '1 second') END
        RETURNING mode, every_secs, due_at""";

    /** Parameter: limit. Those that are due by their index, and each one's stack by its key, also with a plan that was made for empty tables. */
    static final String DUE = """
        SELECT s.*, p.mode, p.every_secs, p.look
        FROM (SELECT * FROM drift_policy WHERE mode <> 'OFF' AND due_at <= now() ORDER BY due_at, stack_id OFFSET 0) p
        JOIN LATERAL (SELECT * FROM stack WHERE id = p.stack_id OFFSET 0) s ON s.status <> 'IN_PROGRESS' AND s.deleted_at IS NULL
        ORDER BY p.due_at, p.stack_id LIMIT ?""";

    private static final String LOOKED = """
        UPDATE drift_policy SET look = look + 1, due_at = now() + every_secs * interval '1 second' WHERE stack_id = ? AND look = ?""";

    private static final String PURGE = """
        DELETE FROM drift_policy p WHERE NOT EXISTS (SELECT 1 FROM stack s WHERE s.id = p.stack_id AND s.deleted_at IS NULL)""";

    private final Transactions transactions;

    PgDriftPolicies(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<Scheduled> set(StackId stack, DriftPolicy policy) {
        return transactions.statement(tx -> tx.one(SET, policy.mode().name(), StackRows.seconds(policy.every()), stack.value())).map(PgDriftPolicies::scheduled);
    }

    @Override
    public Optional<Scheduled> find(StackId stack) {
        return transactions.statement(tx -> tx.one("SELECT mode, every_secs, due_at FROM drift_policy WHERE stack_id = ?", stack.value())).map(PgDriftPolicies::scheduled);
    }

    @Override
    public List<Look> due(int limit) {
        return transactions.statement(tx -> tx.query(DUE, limit)).stream().map(row -> new Look(StackRows.view(row), policy(row), row.integer("look"))).toList();
    }

    @Override
    public boolean looked(Look look) {
        return transactions.statement(tx -> tx.write(LOOKED, look.stack().id().value(), look.number())) > 0;
    }

    @Override
    public int purge() {
        return transactions.statement(tx -> tx.write(PURGE));
    }

    private static Scheduled scheduled(Row row) {
        return new Scheduled(policy(row), row.instant("due_at"));
    }

    private static DriftPolicy policy(Row row) {
        return new DriftPolicy(row.word("mode", DriftPolicy.Mode.class), Duration.ofSeconds(row.integer("every_secs")));
    }
}
