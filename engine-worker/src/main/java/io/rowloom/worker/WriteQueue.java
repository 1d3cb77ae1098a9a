package io.rowloom.worker;

import io.rowloom.resource.ClaimedAction;
import io.rowloom.stack.StackId;
import io.rowloom.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be written about actions, in the order in which it came. What queues up while a transaction runs shares the next one; nothing waits for company. One transaction is
 * about one stack and one traversal. In memory only: what is lost with the process is taken over, and its action is called again. Adding is thread-safe, turns are for one thread.
 */
final class WriteQueue<E extends WriteQueue.Entry> {
    private static final Logger LOG = LoggerFactory.getLogger(WriteQueue.class);
    private static final int LARGEST_BATCH = 200;
    private static final Duration IDLE = Duration.ofSeconds(1);

    /** What is to be written about one action. */
    interface Entry {
        ClaimedAction action();
    }

    /** What is written together. */
    record Group(StackId stack, int traversal) {
        static Group of(Entry entry) {
            return new Group(entry.action().claim().stack(), entry.action().traversal());
        }
    }

    /** Writes all of a group, or throws. Called again after an outage: written again, it does nothing twice. */
    interface Writer<E> {
        void write(Group group, List<E> entries);
    }

    private final EngineContext context;
    private final ConcurrentLinkedQueue<E> queue = new ConcurrentLinkedQueue<>();
    private final Tasks.Signal added;

    WriteQueue(EngineContext context) {
        this.context = context;
        this.added = context.tasks().signal();
    }

    void add(E entry) {
        queue.add(entry);
        added.raise();
    }

    /** Writes the oldest ones; waits for some when there are none. */
    void turn(Writer<E> writer) throws InterruptedException {
        Map<Group, List<E>> groups = take();
        if (groups.isEmpty()) {
            added.await(IDLE);
        } else {
            writeAll(groups, writer);
        }
    }

    private Map<Group, List<E>> take() {
        Map<Group, List<E>> groups = new LinkedHashMap<>();
        int taken = 0;
        for (E entry = queue.poll(); entry != null; entry = ++taken < LARGEST_BATCH ? queue.poll() : null) {
            groups.computeIfAbsent(Group.of(entry), _ -> new ArrayList<>()).add(entry);
        }
        return groups;
    }

    /** What cannot be written for an outage goes back into the queue. */
    private void writeAll(Map<Group, List<E>> groups, Writer<E> writer) {
        Optional<StoreUnavailableException> outage = Optional.empty();
        for (Map.Entry<Group, List<E>> group : groups.entrySet()) {
            try {
                writer.write(group.getKey(), group.getValue());
            } catch (StoreUnavailableException e) {
                queue.addAll(group.getValue());
                outage = Optional.of(e);
            } catch (RuntimeException | Error e) {
                if (context.tasks().ends(e)) {
                    throw e;
                }
                forget(group.getKey(), group.getValue(), e);
            }
        }
        if (outage.isPresent()) {
            throw outage.get();
        }
    }

    /** A bug: the claims leave the registry, so that the audit gives the rows back and their actions are taken up again. */
    private void forget(Group group, List<E> entries, Throwable bug) {
        LOG.atError().addKeyValue("stack", group.stack()).addKeyValue("traversal", group.traversal()).setCause(bug).log("{} outcomes could not be recorded", entries.size());
        entries.forEach(e -> context.inFlight().leaveInDoubt(e.action().claim()));
        context.wakeups().slotFree();
    }
}
