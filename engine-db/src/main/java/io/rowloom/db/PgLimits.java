package io.rowloom.db;

import io.rowloom.limit.Limit;
import io.rowloom.limit.Limits;
import io.rowloom.limit.Scope;
import io.rowloom.stack.StackId;
import java.util.List;

/** Limit verbs: one statement each. */
final class PgLimits implements Limits {
    private static final String SET_TYPE = "INSERT INTO type_limit (type, most) VALUES (?, ?) ON CONFLICT (type) DO UPDATE SET most = EXCLUDED.most";

    private static final String SET_STACK = """
        INSERT INTO stack_limit (stack_id, most) SELECT id, ? FROM stack WHERE id = ? AND deleted_at IS NULL ON CONFLICT (stack_id) DO UPDATE SET most = EXCLUDED.most""";

    private static final String LIST = """
        WITH o AS MATERIALIZED (%s),
        n AS MATERIALIZED (
            SELECT s.id, r.type, count(*)::int AS waiting FROM stack s
            JOIN node n ON n.stack_id = s.id AND n.traversal = s.traversal AND n.waiting_for = 0 AND NOT n.done
            JOIN resource r ON r.stack_id = n.stack_id AND r.no = n.resource AND r.phase IS NULL AND r.held_by IS NULL
            WHERE s.status = 'IN_PROGRESS' AND s.planned = s.traversal AND EXISTS (SELECT 1 FROM type_limit UNION ALL SELECT 1 FROM stack_limit)
            GROUP BY s.id, r.type)
        SELECT t.type, NULL::uuid AS stack_id, t.most, COALESCE(o.open, 0) AS open, (SELECT COALESCE(sum(n.waiting), 0)::int FROM n WHERE n.type = t.type) AS waiting
        FROM type_limit t LEFT JOIN o ON o.type = t.type
        UNION ALL
        SELECT NULL, k.stack_id, k.most, (SELECT count(*)::int FROM resource r WHERE r.stack_id = k.stack_id AND r.phase IS NOT NULL),
            (SELECT COALESCE(sum(n.waiting), 0)::int FROM n WHERE n.id = k.stack_id)
        FROM stack_limit k
        ORDER BY stack_id NULLS FIRST, type""".formatted(LimitSql.OPEN_OF_LIMITED_TYPES);

    private final Transactions transactions;

    PgLimits(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public boolean set(Scope scope, int most) {
        return transactions.statement(tx -> switch (scope) {
            case Scope.OfType(var type) -> tx.write(SET_TYPE, Texts.storable(type), most);
            case Scope.OfStack(var stack) -> tx.write(SET_STACK, most, stack.value());
        }) == 1;
    }

    @Override
    public boolean remove(Scope scope) {
        return transactions.statement(tx -> switch (scope) {
            case Scope.OfType(var type) -> tx.write("DELETE FROM type_limit WHERE type = ?", Texts.storable(type));
            case Scope.OfStack(var stack) -> tx.write("DELETE FROM stack_limit WHERE stack_id = ?", stack.value());
        }) == 1;
    }

    @Override
    public List<Limit> list() {
        return transactions.statement(tx -> tx.query(LIST).stream().map(PgLimits::limit).toList());
    }

    private static Limit limit(Row row) {
        Scope scope = row.textIfAny("type").<Scope>map(Scope.OfType::new).orElseGet(() -> new Scope.OfStack(new StackId(row.uuid("stack_id"))));
        return new Limit(scope, row.integer("most"), row.integer("open"), row.integer("waiting"));
    }
}
