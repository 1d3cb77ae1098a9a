package io.rowloom.worker;

import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.CurrentRow;
import io.rowloom.resource.NextClaim;
import io.rowloom.resource.ReadyNode;
import io.rowloom.resource.StackHead;
import io.rowloom.resource.StackWork;
import io.rowloom.stack.StackId;
import io.rowloom.traversal.Finished;
import io.rowloom.worker.WriteQueue.Batch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * What to claim in the transaction that records successes: nodes that waited for one of them alone, and of the nodes that can run anyway as many as slots get free, of whatever stack.
 * Nothing, where locks are on more than the rows themselves, or the engine takes nothing new.
 */
final class Successors {
    private final EngineContext context;
    private final Appraisal appraisal;
    private final Backlog backlog;
    private final BooleanSupplier takesWork;

    Successors(EngineContext context, Appraisal appraisal, Backlog backlog, BooleanSupplier takesWork) {
        this.context = context;
        this.appraisal = appraisal;
        this.backlog = backlog;
        this.takesWork = takesWork;
    }

    /** At most as many as there will be free slots when the successes are recorded. Of the stacks that these are of, at the same traversals. */
    Map<StackHead, List<NextClaim>> of(List<Batch<Success>> batches) {
        if (context.shared().gate().filter(gate -> !gate.goesOn()).isPresent() || !takesWork.getAsBoolean() || !context.lease().held()) {
            return Map.of();
        }
        Map<StackId, Next> next = new LinkedHashMap<>();
        batches.stream().map(this::followers).forEach(one -> next.put(one.stack().id(), one));
        int ending = batches.stream().mapToInt(batch -> batch.entries().size()).sum();
        int following = next.values().stream().mapToInt(one -> one.claims().size()).sum();
        for (StackWork work : backlog.take(ending + context.freeSlots() - following, stack -> Optional.ofNullable(next.get(stack.id())).stream().allMatch(one -> one.isAt(stack)))) {
            StackHead stack = work.stack();
            next.computeIfAbsent(stack.id(), _ -> new Next(stack, stack.traversal(), new ArrayList<>())).claims().addAll(ready(work));
        }
        return next.values().stream().filter(one -> !one.claims().isEmpty()).collect(Collectors.toMap(Next::stack, Next::claims));
    }

    /** Each success has one at most. */
    private Next followers(Batch<Success> batch) {
        StackHead stack = batch.entries().getFirst().action().stack();
        Next next = new Next(stack, batch.traversal(), new ArrayList<>());
        if (next.isAt(stack)) {
            batch.entries().forEach(entry -> follower(stack, entry).ifPresent(next.claims()::add));
        }
        return next;
    }

    /** @param traversal of which successes are recorded */
    private record Next(StackHead stack, int traversal, List<NextClaim> claims) {
        boolean isAt(StackHead head) {
            return head.traversal() == traversal;
        }
    }

    /** What became of them. */
    void tried(int claims, int won) {
        backlog.tried(claims, won);
        if (won > 0) {
            backlog.used();
        }
    }

    /** What else is to be done about some of them, the {@link WorkFinder} does. */
    private List<NextClaim> ready(StackWork work) {
        Appraisal.Result result = appraisal.of(work, type -> context.shared().types().find(type).isPresent());
        Set<Integer> others = result.notToBeClaimed();
        context.wakeups().ready(work.stack().id(), work.nodes().stream().filter(node -> others.contains(node.no())).map(ReadyNode::node).toList());
        return result.intents().stream().map(intent -> new NextClaim(intent, Optional.empty())).toList();
    }

    private Optional<NextClaim> follower(StackHead stack, Success entry) {
        ClaimedAction action = entry.action();
        Finished finished = entry.finished();
        if (finished.hook().isPresent()) {
            return Optional.empty();
        }
        CurrentRow before = new CurrentRow(action.claim().no(), action.name(), action.type(), finished.physicalId().or(action::physicalId),
                finished.outputs().orElseGet(action::outputs));
        return action.follower().flatMap(node -> appraisal.after(stack, node, action.action(), before)).map(intent -> new NextClaim(intent, Optional.of(action.claim())));
    }
}
