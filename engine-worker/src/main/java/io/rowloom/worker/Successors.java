package io.rowloom.worker;

import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.CurrentRow;
import io.rowloom.resource.NextClaim;
import io.rowloom.resource.ReadyNode;
import io.rowloom.resource.StackHead;
import io.rowloom.resource.StackWork;
import io.rowloom.traversal.Finished;
import io.rowloom.worker.WriteQueue.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * What to claim in the transaction that records successes: nodes that waited for one of them alone, and of the stack's nodes that can run anyway as many as slots get free.
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

    /** At most as many as there will be free slots when the successes are recorded. */
    List<NextClaim> of(Group group, List<Success> entries) {
        StackHead stack = entries.getFirst().action().stack();
        boolean stops = context.shared().gate().filter(gate -> !gate.goesOn()).isPresent();
        if (stack.traversal() != group.traversal() || stops || !takesWork.getAsBoolean() || !context.lease().held()) {
            return List.of();
        }
        int room = entries.size() + context.freeSlots();
        List<NextClaim> next = new ArrayList<>(entries.stream().flatMap(entry -> follower(stack, entry).stream()).limit(room).toList());
        List<ReadyNode> ready = backlog.take(stack.id(), stack.traversal(), room - next.size());
        if (!ready.isEmpty()) {
            next.addAll(ready(stack, ready));
        }
        return next;
    }

    /** Some of them were got. */
    void used() {
        backlog.used();
    }

    /** What else is to be done about some of them, the {@link WorkFinder} does. */
    private List<NextClaim> ready(StackHead stack, List<ReadyNode> nodes) {
        Appraisal.Result result = appraisal.of(new StackWork(stack, nodes, Set.of()), type -> context.shared().types().find(type).isPresent());
        Set<Integer> others = result.notToBeClaimed();
        context.wakeups().ready(stack.id(), nodes.stream().filter(node -> others.contains(node.no())).map(ReadyNode::node).toList());
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
