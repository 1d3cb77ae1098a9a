package io.rowloom.db;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowloom.plugin.Signal;
import io.rowloom.resource.HookResult;
import io.rowloom.resource.Interventions;
import io.rowloom.resource.MarkResult;
import io.rowloom.resource.Marking;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.SignalResult;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.template.rule.Hook;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Interventions: one guarded statement each. */
final class PgInterventions implements Interventions {
    /** What admits a mark is as {@link Marking} says. */
    private static final String MARK = """
        WITH w AS (
            UPDATE resource r SET version = r.version + 1, action = 'CHECK', status = p.status, reason = p.reason, input_hash = NULL, drift = NULL, updated_at = now()
            FROM (SELECT ?::uuid, ?::int, ?::bigint, ?::text, ?::text) p(stack, no, version, status, reason)
            WHERE r.stack_id = p.stack AND r.no = p.no AND r.version = p.version AND r.engine_id IS NULL AND r.phase IS NULL
              AND CASE p.status WHEN 'FAILED' THEN r.action NOT IN ('INIT', 'DELETE') AND (r.action <> 'ADOPT' OR r.properties IS NOT NULL)
                  ELSE r.action = 'CHECK' AND r.status = 'FAILED' AND r.properties IS NOT NULL END
            RETURNING %s, NULL::uuid AS holder),
        e AS (%s)
        SELECT no FROM w""".formatted(EventSql.RESOURCE_COLUMNS, EventSql.OF_RESOURCES);

    private static final String NOW = "SELECT version, engine_id, phase IS NOT NULL AS open, action, status, reason, properties IS NOT NULL AS made FROM resource WHERE stack_id = ? AND no = ?";

    private final Transactions transactions;
    private final Trees trees;

    PgInterventions(Transactions transactions, Trees trees) {
        this.transactions = transactions;
        this.trees = trees;
    }

    @Override
    public MarkResult mark(StackId stack, int no, long seenVersion, Health health, String reason) {
        Status status = health == Health.HEALTHY ? Status.COMPLETE : Status.FAILED;
        boolean marked = transactions.statement(tx -> tx.one(MARK, stack.value(), no, seenVersion, status.name(), Texts.storable(reason), 0)).isPresent();
        return marked ? new MarkResult.Marked() : whyNot(stack, no, seenVersion, health, status, Texts.storable(reason));
    }

    private MarkResult whyNot(StackId stack, int no, long seenVersion, Health health, Status wanted, String reason) {
        Optional<Row> found = transactions.statement(tx -> tx.one(NOW, stack.value(), no));
        if (found.isEmpty()) {
            return new MarkResult.NotFound();
        }
        Row row = found.get();
        ResourceAction action = row.word("action", ResourceAction.class);
        if (row.number("version") != seenVersion) {
            boolean ours = row.number("version") == seenVersion + 1 && action == ResourceAction.CHECK && row.word("status", Status.class) == wanted
                    && row.text("reason").equals(reason);
            return ours ? new MarkResult.Marked() : new MarkResult.Moved();
        }
        if (row.flag("open")) {
            return new MarkResult.Busy(row.engineIfAny("engine_id"), action);
        }
        return Marking.refusal(action, row.word("status", Status.class), row.flag("made"), health)
                .<MarkResult>map(MarkResult.NotAdmitted::new).orElseGet(MarkResult.Moved::new);
    }

    @Override
    public SignalResult signal(StackId stack, String resource, UUID id, JsonNode data) {
        String tree = trees.write(data);
        return transactions.statement(tx -> SignalRows.send(tx, stack, resource, id, tree));
    }

    @Override
    public List<Signal> unhandled(StackId stack, int no) {
        return transactions.statement(tx -> SignalRows.unhandled(tx, stack, no, trees));
    }

    @Override
    public HookResult clear(StackId stack, String resource, Hook hook) {
        return transactions.transaction(tx -> Holding.clear(tx, stack, resource, hook)) ? new HookResult.Cleared() : new HookResult.NotSet();
    }
}
