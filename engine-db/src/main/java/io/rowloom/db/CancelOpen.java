package io.rowloom.db;

import io.rowloom.stack.StackId;
import io.rowloom.store.StoreUnavailableException;

/** Asks all open actions of a stack to stop. A request, not a guarantee: when it is lost, they run to their end and are recorded. */
final class CancelOpen {
    private static final String CANCEL = """
        WITH l AS MATERIALIZED (SELECT no FROM resource WHERE stack_id = ? AND phase IS NOT NULL ORDER BY no FOR UPDATE)
        UPDATE resource r SET cancel = true, wake = r.wake + 1 FROM l WHERE r.stack_id = ? AND r.no = l.no AND r.phase IS NOT NULL""";

    private final Transactions transactions;

    CancelOpen(Transactions transactions) {
        this.transactions = transactions;
    }

    void of(StackId stack) {
        try {
            transactions.statement(tx -> tx.write(CANCEL, stack.value(), stack.value()));
        } catch (StoreUnavailableException _) {
            return; // the end of the traversal is committed, and that is the answer
        }
    }
}
