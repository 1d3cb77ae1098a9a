package io.rowloom.db;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowloom.plugin.Signal;
import io.rowloom.resource.SignalResult;
import io.rowloom.stack.StackId;
import java.util.List;
import java.util.UUID;

/** The table {@code signal}. */
final class SignalRows {
    /** The row first, and the signal only where there was a row. The count of wake-ups grows without a look at who holds the row: whoever does will see it. */
    private static final String SEND = """
        WITH w AS (
            UPDATE resource r SET wake = r.wake + 1 FROM (SELECT ?::uuid, ?::text) p(stack, name)
            WHERE r.stack_id = p.stack AND r.name = p.name AND r.current
            RETURNING r.stack_id, r.no),
        g AS (INSERT INTO signal (stack_id, resource, id, data) SELECT stack_id, no, ?::uuid, ?::jsonb FROM w ON CONFLICT DO NOTHING)
        SELECT no FROM w""";

    private SignalRows() {}

    static SignalResult send(Tx tx, StackId stack, String resource, UUID id, String data) {
        return tx.one(SEND, stack.value(), Texts.storable(resource), id, data).<SignalResult>map(row -> new SignalResult.Accepted(row.integer("no")))
                .orElseGet(SignalResult.NotFound::new);
    }

    static List<Signal> unhandled(Tx tx, StackId stack, int no, Trees trees) {
        return tx.query("SELECT id, at, data FROM signal WHERE stack_id = ? AND resource = ? AND NOT handled ORDER BY at, id", stack.value(), no).stream()
                .map(row -> new Signal(row.uuid("id"), row.instant("at"), row.jsonIfAny("data").<JsonNode>map(trees::read).orElseThrow())).toList();
    }

    /** Only by a transaction that wrote the row under its claim's fence. */
    static void handled(Tx tx, StackId stack, int no, List<UUID> ids) {
        if (!ids.isEmpty()) {
            tx.write("UPDATE signal SET handled = true WHERE stack_id = ? AND resource = ? AND id = ANY (?) AND NOT handled", stack.value(), no, ids.toArray(UUID[]::new));
        }
    }
}
