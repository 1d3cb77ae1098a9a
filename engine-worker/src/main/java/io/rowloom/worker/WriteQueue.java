package io.rowloom.worker;

import com.google.common.collect.Lists;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.stack.StackId;
import io.rowloom.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be written about actions, in the order in which it came. What queues up while a transaction runs shares the next one; nothing waits for company. In memory only: what
 * is lost with the process is taken over, and its action is called again. Adding is thread-safe, turns are for one thread.
 */
final class WriteQueue<E extends WriteQueue.Entry> {
    private static final Logger LOG = LoggerFactory.getLogger(WriteQueue.class);
    private static final int LARGEST_BATCH = 200;
    private static final Duration IDLE = Duration.ofSeconds(1);

    /** What is to be written about one action. */
    interface Entry {
        ClaimedAction action();
    }

    /** What is to be written about one traversal of a stack. */
    record Batch<E>(StackId stack, int traversal, List<E> entries) {}

    /** Writes all of it, or throws. Called again after an outage, and after a defect for each batch alone: written again, it does nothing twice. */
    interface Writer<E> {
        /** @param batches of different stacks */
        void write(List<Batch<E>> batches);
    }

    private final EngineContext context;
    private final int stacksTogether;
    private final ConcurrentLinkedQueue<E> queue = new ConcurrentLinkedQueue<>();
    private final Tasks.Signal added;

    /** @param stacksTogether about so many stacks at most one call of a writer is */
    WriteQueue(EngineContext context, int stacksTogether) {
        this.context = context;
        this.stacksTogether = stacksTogether;
        this.added = context.tasks().signal();
    }

    void add(E entry) {
        queue.add(entry);
        added.raise();
    }

    /** Writes the oldest ones; waits for some when there are none. */
    void turn(Writer<E> writer) throws InterruptedException {
        List<Batch<E>> batches = take();
        if (batches.isEmpty()) {
            added.await(IDLE);
        } else {
            writeAll(batches, writer);
        }
    }

    private List<Batch<E>> take() {
        record Key(StackId stack, int traversal) {}
        Map<Key, Batch<E>> batches = new LinkedHashMap<>();
        int taken = 0;
        for (E entry = queue.poll(); entry != null; entry = ++taken < LARGEST_BATCH ? queue.poll() : null) {
            Key key = new Key(entry.action().claim().stack(), entry.action().traversal());
            batches.computeIfAbsent(key, of -> new Batch<>(of.stack(), of.traversal(), new ArrayList<>())).entries().add(entry);
        }
        return List.copyOf(batches.values());
    }

    /** What cannot be written for an outage goes back into the queue. */
    private void writeAll(List<Batch<E>> batches, Writer<E> writer) {
        Optional<StoreUnavailableException> outage = Optional.empty();
        for (List<Batch<E>> together : together(batches)) {
            try {
                write(together, writer);
            } catch (StoreUnavailableException e) {
                together.forEach(batch -> queue.addAll(batch.entries()));
                outage = Optional.of(e);
            }
        }
        if (outage.isPresent()) {
            throw outage.get();
        }
    }

    /** Two traversals of one stack are not written together. */
    private List<List<Batch<E>>> together(List<Batch<E>> batches) {
        Set<StackId> seen = new HashSet<>();
        Map<Boolean, List<Batch<E>>> byFirst = batches.stream().collect(Collectors.partitioningBy(batch -> seen.add(batch.stack())));
        return Stream.concat(Lists.partition(byFirst.getOrDefault(true, List.of()), stacksTogether).stream(), byFirst.getOrDefault(false, List.of()).stream().map(List::of)).toList();
    }

    /** A defect that shows with one stack does not hold up the others. */
    private void write(List<Batch<E>> together, Writer<E> writer) {
        try {
            writer.write(together);
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            if (context.tasks().ends(e)) {
                throw e;
            }
            if (together.size() > 1) {
                together.forEach(batch -> write(List.of(batch), writer));
            } else {
                together.forEach(batch -> forget(batch, e));
            }
        }
    }

    /** The claims leave the registry, so that the audit gives the rows back and their actions are taken up again. */
    private void forget(Batch<E> batch, Throwable defect) {
        LOG.atError().addKeyValue("stack", batch.stack()).addKeyValue("traversal", batch.traversal()).setCause(defect).log("{} outcomes could not be recorded", batch.entries().size());
        batch.entries().forEach(e -> context.inFlight().leaveInDoubt(e.action().claim()));
        context.wakeups().slotFree();
    }
}
