package io.rowloom.worker;

import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.DueAction;
import io.rowloom.resource.ParkResult;
import io.rowloom.resource.Parking;
import java.util.List;

/** Puts open actions aside. One whose turn is lost with the process is taken over, and called again. Adding is thread-safe. */
final class Parker {
    /** In one statement: it holds the rows of all until it ends. */
    private static final int STACKS_TOGETHER = 50;

    private record Entry(ClaimedAction action, Parking parking) implements WriteQueue.Entry {}

    private final EngineContext context;
    private final WriteQueue<Entry> queue;

    Parker(EngineContext context) {
        this.context = context;
        this.queue = new WriteQueue<>(context, STACKS_TOGETHER);
    }

    void add(ClaimedAction action, Parking parking) {
        queue.add(new Entry(action, parking));
    }

    void turn() throws InterruptedException {
        queue.turn(batches -> park(batches.stream().flatMap(batch -> batch.entries().stream()).toList()));
    }

    private void park(List<Entry> entries) {
        List<ParkResult> results = context.store().claims().park(entries.stream().map(Entry::parking).toList());
        entries.forEach(entry -> context.inFlight().leave(entry.action().claim()));
        for (int i = 0; i < entries.size(); i++) {
            follow(entries.get(i), results.get(i));
        }
        context.wakeups().slotFree();
    }

    /** What was not put aside now may have been before, when the answer was lost. */
    private void follow(Entry entry, ParkResult result) {
        ClaimedAction action = entry.action();
        switch (result) {
            case PARKED -> context.wakeups().due().putAside(new DueAction(action.claim().stack(), action.claim().no(), action.claim().fence(), action.type()), entry.parking().due());
            case FENCE_LOST -> {
                context.meters().fencesLost.increment();
                context.wakeups().due().lookIn(entry.parking().due());
            }
        }
    }
}
