package io.rowloom.db;

import io.rowloom.resource.Phase;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.ResourceView;
import io.rowloom.resource.Resources;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import java.time.Duration;
import java.util.List;

/** Resource rows for people, and their end. */
final class PgResources implements Resources {
    private static final int PURGED_AT_ONCE = 10_000;

    private static final String LIST = """
        SELECT r.*, CASE WHEN s.status = 'IN_PROGRESS' AND s.traversal = r.dirty_traversal THEN r.held_by END AS hook
        FROM resource r JOIN stack s ON s.id = r.stack_id WHERE r.stack_id = ? ORDER BY r.no""";

    private final Transactions transactions;
    private final Trees trees;

    PgResources(Transactions transactions, Trees trees) {
        this.transactions = transactions;
        this.trees = trees;
    }

    @Override
    public List<ResourceView> list(StackId stack) {
        return transactions.statement(tx -> tx.query(LIST, stack.value())).stream().map(this::view).toList();
    }

    private ResourceView view(Row row) {
        return new ResourceView(row.integer("no"), row.text("name"), row.text("type"), row.flag("current"), row.textIfAny("physical_id"),
                row.word("action", ResourceAction.class), row.word("status", Status.class), row.text("reason"), row.engineIfAny("engine_id"),
                row.instantIfAny("claimed_at"), row.number("version"), row.wordIfAny("phase", Phase.class), row.instantIfAny("next_poll_at"),
                row.objectIfAny("properties", trees).orElseGet(() -> row.object("args", trees)), row.object("outputs", trees), Differences.read(row.jsonIfAny("drift"), trees),
                row.integers("requires"),
                row.integerIfAny("replaces"), row.integerIfAny("replaced_by"), row.flag("dirty"),
                row.hookIfAny("hook"), row.instant("created_at"), row.instant("updated_at"));
    }

    /** Signals go after the row that they were for. At most {@value #PURGED_AT_ONCE} at once; what is left is old enough the next time, too. Reads the whole table. */
    @Override
    public int purge(Duration keepFor) {
        return transactions.transaction(tx -> {
            int purged = tx.write("""
            WITH old AS MATERIALIZED (
                SELECT stack_id, no, version FROM resource
                WHERE action = 'DELETE' AND status = 'COMPLETE' AND engine_id IS NULL AND phase IS NULL AND NOT dirty AND updated_at <= now() - ? * interval '1 second'
                ORDER BY stack_id, no LIMIT ? FOR UPDATE SKIP LOCKED)
            DELETE FROM resource r USING old
            WHERE r.stack_id = old.stack_id AND r.no = old.no AND r.version = old.version AND r.engine_id IS NULL AND NOT r.dirty""",
                Binds.seconds(keepFor), PURGED_AT_ONCE);
            tx.write("DELETE FROM signal g WHERE NOT EXISTS (SELECT 1 FROM resource r WHERE r.stack_id = g.stack_id AND r.no = g.resource)");
            return purged;
        });
    }
}
