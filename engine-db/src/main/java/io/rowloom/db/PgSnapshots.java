package io.rowloom.db;

import com.google.common.collect.ImmutableSet;
import io.rowloom.snapshot.DeleteResult;
import io.rowloom.snapshot.Kept;
import io.rowloom.snapshot.Restoring;
import io.rowloom.snapshot.Snapshot;
import io.rowloom.snapshot.Snapshots;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Snapshot verbs. */
final class PgSnapshots implements Snapshots {
    /** Those that are there; status and reason are the stack's for as long as it is at the snapshot's traversal. */
    private static final String VIEW = """
        SELECT n.stack_id, n.id, n.name, n.traversal, n.target, n.resource, n.created_at, COALESCE(n.ended, s.status) AS status,
            CASE WHEN n.ended IS NULL THEN s.reason ELSE n.reason END AS reason
        FROM snapshot n JOIN stack s ON s.id = n.stack_id
        WHERE n.stack_id = ? AND (s.deleted_at IS NULL OR n.resource IS NOT NULL)""";

    private static final String KEPT = """
        SELECT resource, name, type, physical_id, properties, data FROM snapshot_data WHERE stack_id = ? AND snapshot = ? ORDER BY resource""";

    private static final String RESTORING = """
        SELECT s.restores, ARRAY(SELECT d.name FROM snapshot_data d WHERE d.stack_id = s.id AND d.snapshot = s.restores) AS names
        FROM stack s WHERE s.id = ? AND s.traversal = ? AND s.restores IS NOT NULL""";

    private static final String IN_USE = """
        SELECT s.status = 'IN_PROGRESS' AND (n.ended IS NULL OR s.restores IS NOT DISTINCT FROM n.id) AS in_use FROM stack s JOIN snapshot n ON n.stack_id = s.id
        WHERE s.id = ? AND n.id = ? AND (s.deleted_at IS NULL OR n.resource IS NOT NULL)""";

    private final Transactions transactions;
    private final Trees trees;

    PgSnapshots(Transactions transactions, Trees trees) {
        this.transactions = transactions;
        this.trees = trees;
    }

    @Override
    public List<Snapshot> list(StackId stack) {
        return transactions.statement(tx -> tx.query(VIEW + " ORDER BY n.created_at, n.id", stack.value())).stream().map(PgSnapshots::view).toList();
    }

    @Override
    public Optional<Snapshot> find(StackId stack, UUID id) {
        return transactions.statement(tx -> find(tx, stack, id));
    }

    static Optional<Snapshot> find(Tx tx, StackId stack, UUID id) {
        return tx.one(VIEW + " AND n.id = ?", stack.value(), id).map(PgSnapshots::view);
    }

    private static Snapshot view(Row row) {
        return new Snapshot(row.stack("stack_id"), row.uuid("id"), row.text("name"), row.integer("traversal"), row.word("status", Status.class), row.text("reason"),
                row.textIfAny("target"), row.integerIfAny("resource"), row.instant("created_at"));
    }

    @Override
    public List<Kept> kept(StackId stack, UUID id) {
        return transactions.statement(tx -> tx.query(KEPT, stack.value(), id)).stream()
                .map(row -> new Kept(row.integer("resource"), row.text("name"), row.text("type"), row.textIfAny("physical_id"), row.object("properties", trees),
                        row.object("data", trees))).toList();
    }

    @Override
    public Optional<Restoring> restoring(StackId stack, int traversal) {
        return transactions.statement(tx -> tx.one(RESTORING, stack.value(), traversal)).map(row -> new Restoring(row.uuid("restores"), ImmutableSet.copyOf(row.texts("names"))));
    }

    /** The stack's row is locked first, as by a submit; then the snapshot's, for which a finish that adds to it has to end. */
    @Override
    public DeleteResult delete(StackId stack, UUID id) {
        return transactions.transaction(tx -> {
            tx.query("SELECT id FROM stack WHERE id = ? FOR UPDATE", stack.value());
            Optional<Row> found = tx.one(IN_USE, stack.value(), id);
            if (found.isEmpty()) {
                return DeleteResult.NOT_FOUND;
            }
            if (found.get().flag("in_use")) {
                return DeleteResult.IN_USE;
            }
            tx.write("DELETE FROM snapshot WHERE stack_id = ? AND id = ?", stack.value(), id);
            tx.write("DELETE FROM snapshot_data WHERE stack_id = ? AND snapshot = ?", stack.value(), id);
            return DeleteResult.DELETED;
        });
    }

    @Override
    public int purge() {
        return transactions.transaction(tx -> {
            int purged = tx.write("DELETE FROM snapshot n USING stack s WHERE s.id = n.stack_id AND s.deleted_at IS NOT NULL AND n.resource IS NULL");
            if (purged > 0) {
                tx.write("DELETE FROM snapshot_data d WHERE NOT EXISTS (SELECT 1 FROM snapshot n WHERE n.stack_id = d.stack_id AND n.id = d.snapshot)");
            }
            return purged;
        });
    }
}
