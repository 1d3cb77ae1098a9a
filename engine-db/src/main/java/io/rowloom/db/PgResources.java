package io.rowloom.db;

import io.rowloom.plugin.Step.Effect;
import io.rowloom.preview.PreviewRow;
import io.rowloom.preview.PreviewView;
import io.rowloom.resource.Phase;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.ResourceView;
import io.rowloom.resource.Resources;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.template.DeletionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

    @Override
    public Optional<PreviewView> preview(StackId stack) {
        return transactions.transaction(tx -> {
            tx.write("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            Optional<Stack> found = tx.one("SELECT * FROM stack WHERE id = ?", stack.value()).map(StackRows::view);
            return found.map(s -> new PreviewView(s, tx.query("SELECT *, phase IS NOT NULL AS open FROM resource WHERE stack_id = ? ORDER BY no", stack.value())
                    .stream().map(this::previewRow).toList()));
        });
    }

    private PreviewRow previewRow(Row row) {
        return new PreviewRow(PgPlans.planRow(row), row.textIfAny("physical_id"), row.text("reason"), row.wordIfAny("phase", Phase.class), row.flag("cancel"),
                row.word("effect", Effect.class), row.word("deletion_policy", DeletionPolicy.class), row.textIfAny("input_hash"), row.object("args", trees),
                row.objectIfAny("properties", trees), row.object("outputs", trees), row.uuidIfAny("snapshot"));
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
