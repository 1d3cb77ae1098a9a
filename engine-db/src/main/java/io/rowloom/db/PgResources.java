package io.rowloom.db;

import io.rowloom.engine.Swept.Place;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.preview.PreviewRow;
import io.rowloom.preview.PreviewView;
import io.rowloom.resource.Phase;
import io.rowloom.resource.Purged;
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
import java.util.UUID;

/** Resource rows for people, and their end. */
final class PgResources implements Resources {
    private static final String LIST = """
        SELECT r.*, CASE WHEN s.status = 'IN_PROGRESS' AND s.traversal = r.dirty_traversal THEN r.held_by END AS hook
        FROM resource r JOIN stack s ON s.id = r.stack_id WHERE r.stack_id = ? ORDER BY r.no""";

    /** Parameters: seconds, stack and number of the place, rows, rows. No index serves it: rows are read in their order, a page at a time. */
    static final String PURGE = """
        WITH page AS MATERIALIZED (
            SELECT stack_id, no, version, action = 'DELETE' AND status = 'COMPLETE' AND updated_at <= now() - ? * interval '1 second' AS old
            FROM resource WHERE (stack_id, no) > (?::uuid, ?::int) ORDER BY stack_id, no LIMIT ?),
        l AS MATERIALIZED (
            SELECT r.stack_id, r.no FROM page JOIN resource r ON r.stack_id = page.stack_id AND r.no = page.no
            WHERE page.old AND r.version = page.version AND r.engine_id IS NULL AND r.phase IS NULL AND NOT r.dirty ORDER BY r.stack_id, r.no FOR UPDATE OF r SKIP LOCKED),
        d AS (DELETE FROM resource r USING l WHERE r.stack_id = l.stack_id AND r.no = l.no RETURNING r.stack_id, r.no),
        m AS MATERIALIZED (SELECT stack_id, no FROM d),
        g AS (DELETE FROM signal g USING m WHERE g.stack_id = m.stack_id AND g.resource = m.no)
        SELECT (SELECT count(*)::int FROM m) AS purged, last.stack_id, last.no
        FROM (SELECT 1) x LEFT JOIN (SELECT stack_id, no FROM page ORDER BY stack_id, no LIMIT 1 OFFSET ? - 1) last ON true""";

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
                row.word("effect", Effect.class), row.word("deletion_policy", DeletionPolicy.class), row.textIfAny("input_hash"), row.args("", trees),
                row.objectIfAny("properties", trees), row.object("outputs", trees), row.uuidIfAny("snapshot"));
    }

    @Override
    public Purged purge(Duration keepFor, Optional<Place> after, int rows) {
        UUID stack = after.map(place -> place.stack().value()).orElse(new UUID(0, 0));
        int no = after.map(Place::no).orElse(0);
        Row answer = transactions.statement(tx -> tx.one(PURGE, Binds.seconds(keepFor), stack, no, rows, rows)).orElseThrow();
        return new Purged(answer.integer("purged"), answer.uuidIfAny("stack_id").map(id -> new Place(new StackId(id), answer.integer("no"))));
    }
}
