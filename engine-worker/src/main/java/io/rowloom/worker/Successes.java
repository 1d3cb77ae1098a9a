package io.rowloom.worker;

import io.rowloom.resource.ClaimedAction;
import io.rowloom.stack.StackId;
import io.rowloom.traversal.Finished;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Successes that are to be recorded, in the order in which they came. In memory only: what is lost with the process is taken over and called again. Thread-safe. */
final class Successes {
    /** An action that ended, and when that was. */
    record Entry(ClaimedAction action, Finished finished, Duration at) {}

    /** What is recorded together. */
    record Group(StackId stack, int traversal) {
        static Group of(Entry entry) {
            return new Group(entry.action().claim().stack(), entry.action().traversal());
        }
    }

    private final Tasks tasks;
    private final ConcurrentLinkedQueue<Entry> queue = new ConcurrentLinkedQueue<>();
    private final Tasks.Signal added;

    Successes(Tasks tasks) {
        this.tasks = tasks;
        this.added = tasks.signal();
    }

    void add(ClaimedAction action, Finished finished) {
        queue.add(new Entry(action, finished, tasks.elapsed()));
        added.raise();
    }

    void putBack(Collection<Entry> entries) {
        queue.addAll(entries);
    }

    /** The oldest ones, out of the queue. */
    List<Entry> take(int most) {
        List<Entry> taken = new ArrayList<>();
        for (Entry entry = queue.poll(); entry != null; entry = queue.poll()) {
            taken.add(entry);
            if (taken.size() == most) {
                break;
            }
        }
        return taken;
    }

    void await(Duration atMost) throws InterruptedException {
        added.await(atMost);
    }
}
