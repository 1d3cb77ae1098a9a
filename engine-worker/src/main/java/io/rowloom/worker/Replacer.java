package io.rowloom.worker;

import io.rowloom.resource.ClaimedAction;
import io.rowloom.stack.StackId;
import io.rowloom.store.StoreUnavailableException;
import io.rowloom.traversal.ReplaceIntent;
import io.rowloom.traversal.ReplaceResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Puts new copies in the place of rows that cannot stay. Those that queue up while a transaction runs share the next one; none waits for company. One transaction is about
 * one stack and one traversal. What is queued is in memory only: what is lost with the process is taken over, and found again to need it. Thread-safe.
 */
final class Replacer {
    private static final Logger LOG = LoggerFactory.getLogger(Replacer.class);
    private static final int LARGEST_BATCH = 200;
    private static final Duration IDLE = Duration.ofSeconds(1);

    private record Entry(ClaimedAction action, String reason) {
        ReplaceIntent intent() {
            return new ReplaceIntent(action.claim(), action.node(), reason);
        }
    }

    private record Group(StackId stack, int traversal) {
        static Group of(Entry entry) {
            return new Group(entry.action().claim().stack(), entry.action().traversal());
        }
    }

    private final EngineContext context;
    private final ConcurrentLinkedQueue<Entry> queue = new ConcurrentLinkedQueue<>();
    private final Tasks.Signal added;

    Replacer(EngineContext context) {
        this.context = context;
        this.added = context.tasks().signal();
    }

    /** @param reason for people; holds no secret */
    void add(ClaimedAction action, String reason) {
        queue.add(new Entry(action, reason));
        added.raise();
    }

    void turn() throws InterruptedException {
        List<Entry> batch = take();
        if (batch.isEmpty()) {
            added.await(IDLE);
            return;
        }
        Map<Group, List<Entry>> groups = new LinkedHashMap<>();
        batch.forEach(entry -> groups.computeIfAbsent(Group.of(entry), _ -> new ArrayList<>()).add(entry));
        replaceAll(groups);
    }

    private List<Entry> take() {
        List<Entry> taken = new ArrayList<>();
        for (Entry entry = queue.poll(); entry != null; entry = taken.size() < LARGEST_BATCH ? queue.poll() : null) {
            taken.add(entry);
        }
        return taken;
    }

    /** What cannot be written for an outage goes back into the queue: written again, it does nothing twice. */
    private void replaceAll(Map<Group, List<Entry>> groups) {
        Optional<StoreUnavailableException> outage = Optional.empty();
        for (Map.Entry<Group, List<Entry>> group : groups.entrySet()) {
            try {
                replace(group.getKey(), group.getValue());
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
        LOG.atError().addKeyValue("stack", group.stack()).addKeyValue("traversal", group.traversal()).setCause(bug).log("{} replacements could not be written", entries.size());
        entries.forEach(e -> context.inFlight().leave(e.action().claim()));
        context.wakeups().slotFree();
    }

    private void replace(Group group, List<Entry> entries) {
        List<ReplaceResult> results = context.store().finishes().replace(group.stack(), group.traversal(), entries.stream().map(Entry::intent).toList());
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
        context.madeReady(group.stack(), ready);
        context.wakeups().slotFree();
    }
}
