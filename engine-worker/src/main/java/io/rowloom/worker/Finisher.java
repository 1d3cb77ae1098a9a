package io.rowloom.worker;

import io.rowloom.resource.Claim;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.NextClaim;
import io.rowloom.resource.StackHead;
import io.rowloom.store.StoreUnavailableException;
import io.rowloom.traversal.FinishResult;
import io.rowloom.traversal.Finished;
import io.rowloom.traversal.FinishedAndClaimed;
import io.rowloom.worker.Successes.Entry;
import io.rowloom.worker.Successes.Group;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records successes, and goes on in the same transaction with what comes next. Those that queue up while a transaction runs share the next one; none waits for company.
 * One transaction is about one stack and one traversal.
 */
final class Finisher {
    private static final Logger LOG = LoggerFactory.getLogger(Finisher.class);
    private static final int LARGEST_BATCH = 200;
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final EngineContext context;
    private final Successes successes;
    private final Successors successors;
    private final Claimer claimer;

    Finisher(EngineContext context, Successes successes, Successors successors, Claimer claimer) {
        this.context = context;
        this.successes = successes;
        this.successors = successors;
        this.claimer = claimer;
    }

    void turn() throws InterruptedException {
        List<Entry> batch = successes.take(LARGEST_BATCH);
        if (batch.isEmpty()) {
            successes.await(IDLE);
            return;
        }
        Map<Group, List<Entry>> groups = new LinkedHashMap<>();
        batch.forEach(entry -> groups.computeIfAbsent(Group.of(entry), _ -> new ArrayList<>()).add(entry));
        recordAll(groups);
    }

    /** What cannot be recorded for an outage goes back into the queue: written again, it does nothing twice. */
    private void recordAll(Map<Group, List<Entry>> groups) {
        Optional<StoreUnavailableException> outage = Optional.empty();
        for (Map.Entry<Group, List<Entry>> group : groups.entrySet()) {
            try {
                record(group.getKey(), group.getValue());
            } catch (StoreUnavailableException e) {
                successes.putBack(group.getValue());
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
        entries.forEach(e -> context.inFlight().leaveInDoubt(e.action().claim()));
    }

    private void record(Group group, List<Entry> entries) {
        List<Finished> finished = entries.stream().map(Entry::finished).toList();
        List<NextClaim> next = successors.of(group, entries);
        FinishedAndClaimed result = next.isEmpty() ? new FinishedAndClaimed(context.store().finishes().finish(group.stack(), group.traversal(), finished), List.of())
                : finishAndClaim(entries.getFirst().action().stack(), finished, next);
        entries.forEach(e -> {
            context.inFlight().leave(e.action().claim());
            context.wakeups().over(e.action().type());
            context.meters().queueAge.record(context.tasks().elapsed().minus(e.at()));
        });
        context.meters().finishBatch.record(entries.size());
        context.meters().fencesLost.increment(entries.size() - result.finish().recorded().size());
        follow(group, entries.getFirst().action(), result);
    }

    private FinishedAndClaimed finishAndClaim(StackHead stack, List<Finished> finished, List<NextClaim> next) {
        List<Claim> hoped = claimer.hoped(stack.id(), next.stream().map(NextClaim::intent).toList());
        return claimer.start(hoped, () -> context.store().finishes().finishAndClaim(stack, context.id(), finished, next), FinishedAndClaimed::claimed);
    }

    private void follow(Group group, ClaimedAction any, FinishedAndClaimed recorded) {
        FinishResult result = recorded.finish();
        Set<Integer> begun = recorded.claimed().stream().map(ClaimedAction::node).collect(Collectors.toSet());
        List<Integer> ready = result.ready().stream().filter(node -> !begun.contains(node)).toList();
        context.madeReady(group.stack(), ready);
        if (result.newerWaits()) {
            context.wakeups().scanAll();
        }
        if (ready.size() > context.freeSlots()) {
            context.store().hints().announce();
        }
        if (result.standing() == FinishResult.Standing.COMPLETE || result.standing() == FinishResult.Standing.FAILED) {
            LOG.atInfo().addKeyValue("stack", any.stack().name()).addKeyValue("traversal", group.traversal()).addKeyValue("engine", context.id())
                    .log("stack {} {}", any.stack().action(), result.standing());
        }
        if (!recorded.claimed().isEmpty()) {
            successors.used();
        }
        context.wakeups().slotFree();
    }
}
