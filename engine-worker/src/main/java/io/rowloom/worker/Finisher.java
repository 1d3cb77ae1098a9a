package io.rowloom.worker;

import io.rowloom.resource.Claim;
import io.rowloom.resource.ClaimIntent;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.NextClaim;
import io.rowloom.resource.StackHead;
import io.rowloom.store.Hint;
import io.rowloom.traversal.FinishResult;
import io.rowloom.traversal.Finished;
import io.rowloom.traversal.FinishedAndClaimed;
import io.rowloom.worker.WriteQueue.Group;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records successes, and goes on in the same transaction with what comes next. */
final class Finisher {
    private static final Logger LOG = LoggerFactory.getLogger(Finisher.class);

    private final EngineContext context;
    private final WriteQueue<Success> successes;
    private final Successors successors;
    private final Claimer claimer;

    Finisher(EngineContext context, WriteQueue<Success> successes, Successors successors, Claimer claimer) {
        this.context = context;
        this.successes = successes;
        this.successors = successors;
        this.claimer = claimer;
    }

    void turn() throws InterruptedException {
        successes.turn(this::record);
    }

    private void record(Group group, List<Success> entries) {
        List<Finished> finished = entries.stream().map(Success::finished).toList();
        List<NextClaim> next = successors.of(group, entries);
        FinishedAndClaimed result = next.isEmpty() ? finish(group, finished)
                : claimer.through(group.stack(), next.stream().map(NextClaim::intent).toList(), let -> finishAndClaim(group, entries, finished, among(let, next)));
        entries.forEach(e -> {
            context.inFlight().leave(e.action().claim());
            context.wakeups().over(e.action().type());
            context.meters().queueAge.record(context.tasks().elapsed().minus(e.at()));
        });
        context.meters().finishBatch.record(entries.size());
        context.meters().fencesLost.increment(entries.size() - result.finish().recorded().size());
        follow(group, entries.getFirst().action(), result);
    }

    private FinishedAndClaimed finish(Group group, List<Finished> finished) {
        return new FinishedAndClaimed(context.store().finishes().finish(group.stack(), group.traversal(), finished), List.of());
    }

    private static List<NextClaim> among(List<ClaimIntent> let, List<NextClaim> next) {
        Set<Integer> numbers = let.stream().map(ClaimIntent::no).collect(Collectors.toSet());
        return next.stream().filter(claim -> numbers.contains(claim.intent().no())).toList();
    }

    private FinishedAndClaimed finishAndClaim(Group group, List<Success> entries, List<Finished> finished, List<NextClaim> next) {
        if (next.isEmpty()) {
            return finish(group, finished);
        }
        StackHead stack = entries.getFirst().action().stack();
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
            context.store().hints().announce(Hint.NODES);
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
