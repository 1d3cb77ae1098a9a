package io.rowloom.worker;

import io.rowloom.resource.ClaimedAction;
import io.rowloom.stack.StackId;
import io.rowloom.store.StoreUnavailableException;
import io.rowloom.traversal.FinishResult;
import io.rowloom.traversal.Finished;
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
 * Records successes. Those that queue up while a transaction runs share the next one; none waits for company. One transaction is about one stack and one
 * traversal.
 */
final class Finisher {
    private static final Logger LOG = LoggerFactory.getLogger(Finisher.class);
    private static final int LARGEST_BATCH = 200;
    private static final Duration IDLE = Duration.ofSeconds(1);

    private record Entry(ClaimedAction action, Finished finished, Duration at) {}

    private record Group(StackId stack, int traversal) {}

    private final EngineContext context;
    private final ConcurrentLinkedQueue<Entry> queue = new ConcurrentLinkedQueue<>();
    private final Tasks.Signal added;

    Finisher(EngineContext context) {
        this.context = context;
        this.added = context.tasks().signal();
    }

    void add(ClaimedAction action, Finished finished) {
        queue.add(new Entry(action, finished, context.tasks().elapsed()));
        added.raise();
    }

    boolean idle() {
        return queue.isEmpty();
    }

    void turn() throws InterruptedException {
        List<Entry> batch = new ArrayList<>();
        for (Entry entry = queue.poll(); entry != null; entry = queue.poll()) {
            batch.add(entry);
            if (batch.size() == LARGEST_BATCH) {
                break;
            }
        }
        if (batch.isEmpty()) {
            added.await(IDLE);
            return;
        }
        Map<Group, List<Entry>> groups = new LinkedHashMap<>();
        batch.forEach(e -> groups.computeIfAbsent(new Group(e.action().claim().stack(), e.action().traversal()), _ -> new ArrayList<>()).add(e));
        recordAll(groups);
    }

    /** What cannot be recorded for an outage goes back into the queue: written again, it does nothing twice. */
    private void recordAll(Map<Group, List<Entry>> groups) {
        Optional<StoreUnavailableException> outage = Optional.empty();
        for (Map.Entry<Group, List<Entry>> group : groups.entrySet()) {
            try {
                record(group.getKey(), group.getValue());
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
    private void forget(Group group, List<Entry> entries, Throwable bug) {
        LOG.atError().addKeyValue("stack", group.stack()).addKeyValue("traversal", group.traversal()).setCause(bug).log("{} outcomes could not be recorded", entries.size());
        entries.forEach(e -> context.inFlight().leave(e.action().claim()));
    }

    private void record(Group group, List<Entry> entries) {
        FinishResult result = context.store().finishes().finish(group.stack(), group.traversal(), entries.stream().map(Entry::finished).toList());
        entries.forEach(e -> {
            context.inFlight().leave(e.action().claim());
            context.wakeups().over(e.action().type());
            context.meters().queueAge.record(context.tasks().elapsed().minus(e.at()));
        });
        context.meters().finishBatch.record(entries.size());
        context.meters().fencesLost.increment(entries.size() - result.recorded().size());
        follow(group, entries.getFirst().action(), result);
    }

    private void follow(Group group, ClaimedAction any, FinishResult result) {
        context.madeReady(group.stack(), result.ready());
        if (result.newerWaits()) {
            context.wakeups().scanAll();
        }
        if (result.ready().size() > context.freeSlots()) {
            context.store().hints().announce();
        }
        if (result.standing() == FinishResult.Standing.COMPLETE || result.standing() == FinishResult.Standing.FAILED) {
            LOG.atInfo().addKeyValue("stack", any.stack().name()).addKeyValue("traversal", group.traversal()).addKeyValue("engine", context.id())
                    .log("stack {} {}", any.stack().action(), result.standing());
        }
        context.wakeups().slotFree();
    }
}
