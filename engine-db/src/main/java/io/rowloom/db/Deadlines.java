package io.rowloom.db;

import io.rowloom.stack.StackId;
import io.rowloom.stack.StackReason;
import io.rowloom.traversal.FinishResult.Standing;
import java.util.ArrayList;
import java.util.List;

/** Ends traversals whose time is over, each in a transaction of its own. */
final class Deadlines {
    private final Transactions transactions;

    Deadlines(Transactions transactions) {
        this.transactions = transactions;
    }

    List<StackId> enforce() {
        List<StackId> ended = new ArrayList<>();
        for (Row late : transactions.statement(tx -> tx.query("SELECT id, traversal FROM stack WHERE status = 'IN_PROGRESS' AND deadline_at < now() ORDER BY id"))) {
            StackId stack = late.stack("id");
            Standing standing = transactions.transaction(tx ->
                    new StackFailure(tx).of(stack, late.integer("traversal"), StackFailure.When.LATE, StackReason::timedOut));
            if (standing == Standing.FAILED) {
                new CancelOpen(transactions).of(stack);
            }
            if (standing != Standing.OVER) {
                ended.add(stack);
            }
        }
        return ended;
    }
}
