package io.rowloom.db;

import io.rowloom.event.Cursor;
import io.rowloom.event.Event;
import io.rowloom.event.Events;
import io.rowloom.stack.StackId;
import java.time.Duration;
import java.util.List;

/** Reads events in the order of transaction ids, up to the oldest transaction that is still running: what commits later has a higher id than all that is shown. */
final class PgEvents implements Events {
    private final Transactions transactions;

    PgEvents(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<Event> after(StackId stack, Cursor position, int limit) {
        return transactions.statement(tx -> tx.query("""
            SELECT * FROM event
            WHERE stack_id = ? AND (txid, ord) > (?, ?) AND txid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
            ORDER BY txid, ord LIMIT ?""", stack.value(), position.transaction(), position.ordinal(), limit).stream().map(PgEvents::event).toList());
    }

    @Override
    public int purge(Duration keepFor, int limit) {
        return new Purging(transactions).purgeEvents(keepFor, limit);
    }

    private static Event event(Row row) {
        return new Event(new Cursor(row.number("txid"), row.integer("ord")), row.instant("at"), row.integer("traversal"), row.integerIfAny("resource"), row.text("name"),
                row.text("type"), row.textIfAny("physical_id"), row.text("action"), row.text("status"), row.text("reason"), row.number("fence"),
                row.engineIfAny("engine_id"));
    }
}
