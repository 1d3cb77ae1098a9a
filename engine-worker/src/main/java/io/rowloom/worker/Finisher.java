package io.rowloom.worker;

import com.google.common.collect.Lists;
import com.google.common.collect.Maps;
import io.rowloom.resource.Claim;
import io.rowloom.resource.ClaimIntent;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.NextClaim;
import io.rowloom.resource.StackHead;
import io.rowloom.stack.StackId;
import io.rowloom.store.Hint;
import io.rowloom.traversal.FinishResult;
import io.rowloom.traversal.FinishedAndClaimed;
import io.rowloom.traversal.StackFinish;
import io.rowloom.worker.WriteQueue.Batch;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records successes, and goes on in the same transaction with what comes next. */
final class Finisher {
    /** In one transaction: it holds the rows of all until it ends. */
    static final int STACKS_TOGETHER = 50;

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

    private void record(List<Batch<Success>> batches) {
        List<StackFinish> finishes = batches.stream().map(batch -> new StackFinish(batch.stack(), batch.traversal(), batch.entries().stream().map(Success::finished).toList())).toList();
        Map<StackHead, List<NextClaim>> next = successors.of(batches);
        FinishedAndClaimed result = next.isEmpty() ? finish(finishes) : claimer.through(intents(next), let -> finishAndClaim(finishes, among(let, next)));
        batches.forEach(batch -> batch.entries().forEach(this::left));
        context.meters().finishBatch.record(batches.stream().mapToInt(batch -> batch.entries().size()).sum());
        for (int i = 0; i < batches.size(); i++) {
            follow(batches.get(i), result.finished().get(i), result.claimed());
        }
        context.wakeups().slotFree();
    }

    private void left(Success entry) {
        context.inFlight().leave(entry.action().claim());
        context.wakeups().over(entry.action().type());
        context.meters().queueAge.record(context.tasks().elapsed().minus(entry.at()));
    }

    private FinishedAndClaimed finish(List<StackFinish> finishes) {
        return new FinishedAndClaimed(context.store().finishes().finish(finishes), List.of());
    }

    private static Map<StackHead, List<ClaimIntent>> intents(Map<StackHead, List<NextClaim>> next) {
        return Maps.transformValues(next, claims -> Lists.transform(claims, NextClaim::intent));
    }

    private static Map<StackHead, List<NextClaim>> among(Map<StackHead, List<ClaimIntent>> let, Map<StackHead, List<NextClaim>> next) {
        return let.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, of -> {
            Set<Integer> numbers = of.getValue().stream().map(ClaimIntent::no).collect(Collectors.toSet());
            return next.getOrDefault(of.getKey(), List.of()).stream().filter(claim -> numbers.contains(claim.intent().no())).toList();
        }));
    }

    private FinishedAndClaimed finishAndClaim(List<StackFinish> finishes, Map<StackHead, List<NextClaim>> next) {
        List<Claim> hoped = claimer.hoped(intents(next));
        if (hoped.isEmpty()) {
            return finish(finishes);
        }
        FinishedAndClaimed result = claimer.start(hoped, () -> context.store().finishes().finishAndClaim(context.id(), finishes, next), FinishedAndClaimed::claimed);
        successors.tried(hoped.size(), result.claimed().size());
        return result;
    }

    private void follow(Batch<Success> batch, FinishResult result, Collection<ClaimedAction> claimed) {
        context.meters().fencesLost.increment(batch.entries().size() - result.recorded().size());
        StackId stack = batch.stack();
        Set<Integer> begun = claimed.stream().filter(action -> action.claim().stack().equals(stack)).map(ClaimedAction::node).collect(Collectors.toSet());
        List<Integer> ready = result.ready().stream().filter(node -> !begun.contains(node)).toList();
        context.madeReady(stack, ready);
        if (result.newerWaits()) {
            context.wakeups().scanAll();
        }
        if (ready.size() > context.freeSlots()) {
            context.store().hints().announce(Hint.NODES);
        }
        if (result.standing() == FinishResult.Standing.COMPLETE || result.standing() == FinishResult.Standing.FAILED) {
            StackHead head = batch.entries().getFirst().action().stack();
            LOG.atInfo().addKeyValue("stack", head.name()).addKeyValue("traversal", batch.traversal()).addKeyValue("engine", context.id())
                    .log("stack {} {}", head.action(), result.standing());
        }
    }
}
