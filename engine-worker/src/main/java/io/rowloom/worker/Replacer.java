package io.rowloom.worker;

import io.rowloom.resource.ClaimedAction;
import io.rowloom.traversal.ReplaceIntent;
import io.rowloom.traversal.ReplaceResult;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Puts new copies in the place of rows that cannot stay. A row whose replacement is lost with the process is taken over, and found again to need it. Adding is thread-safe. */
final class Replacer {
    private static final Logger LOG = LoggerFactory.getLogger(Replacer.class);

    private record Entry(ClaimedAction action, String reason) implements WriteQueue.Entry {
        ReplaceIntent intent() {
            return new ReplaceIntent(action.claim(), action.node(), reason);
        }
    }

    private final EngineContext context;
    private final WriteQueue<Entry> queue;

    Replacer(EngineContext context) {
        this.context = context;
        this.queue = new WriteQueue<>(context, 1);
    }

    /** @param reason for people; holds no secret */
    void add(ClaimedAction action, String reason) {
        queue.add(new Entry(action, reason));
    }

    void turn() throws InterruptedException {
        queue.turn(batches -> batches.forEach(this::replace));
    }

    private void replace(WriteQueue.Batch<Entry> batch) {
        List<Entry> entries = batch.entries();
        List<ReplaceResult> results = context.store().finishes().replace(batch.stack(), batch.traversal(), entries.stream().map(Entry::intent).toList());
        List<Integer> ready = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            ClaimedAction action = entries.get(i).action();
            context.inFlight().leave(action.claim());
            context.wakeups().over(action.type());
            switch (results.get(i)) {
                case ReplaceResult.Replaced(var newNo, var nodes) -> {
                    ActionLog.at(LOG, Level.INFO, action).log("replaced by {}: {}", newNo, entries.get(i).reason());
                    ready.addAll(nodes);
                }
                case ReplaceResult.Stopped() -> context.wakeups().scanAll();
                case ReplaceResult.FenceLost() -> context.meters().fencesLost.increment();
            }
        }
        context.madeReady(batch.stack(), ready);
        context.wakeups().slotFree();
    }
}
