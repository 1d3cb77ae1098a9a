package io.rowloom.worker;

import io.rowloom.problem.InvalidInputException;
import io.rowloom.resource.Spread;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackAction;
import io.rowloom.template.Blueprint;
import io.rowloom.traversal.NodeKind;
import io.rowloom.traversal.Plan;
import io.rowloom.traversal.PlanDue;
import io.rowloom.traversal.PlanResult;
import io.rowloom.traversal.PlanView;
import io.rowloom.traversal.PlannedDefinition;
import io.rowloom.traversal.Planning;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns accepted requests into nodes. Any engine can plan any stack at any time; to keep them from all planning the same one, a stack belongs first to the
 * engine whose shard it is in, and to everybody once it has been waiting for a poll.
 */
final class Planner {
    private static final Logger LOG = LoggerFactory.getLogger(Planner.class);
    private static final int AT_A_TIME = 100;
    private static final int OPTIMISTIC_TRIES = 2;
    private static final int MAX_ATTEMPTS = 20;

    private final EngineContext context;
    private Set<PlanDue> seen = Set.of();

    Planner(EngineContext context) {
        this.context = context;
    }

    void turn() throws InterruptedException {
        if (context.lease().held()) {
            Spread.Shard shard = context.share().shard();
            List<PlanDue> due = context.store().plans().due(AT_A_TIME);
            for (PlanDue one : due) {
                if (seen.contains(one) || shard.shard() == Math.floorMod(one.stack().hashCode(), shard.shards())) {
                    plan(one);
                }
            }
            seen = new HashSet<>(due);
        }
        context.wakeups().awaitPlan(pollEvery());
    }

    private Duration pollEvery() {
        return context.config().pollEvery();
    }

    private void plan(PlanDue due) {
        var attempt = context.store().plans().attempt(due);
        if (attempt.isEmpty()) {
            return;
        }
        if (attempt.getAsInt() > MAX_ATTEMPTS) {
            giveUp(due, "planning failed " + MAX_ATTEMPTS + " times; the engines' logs say why");
            return;
        }
        try {
            report(due, write(due));
        } catch (InvalidInputException | MissingTargetException e) {
            giveUp(due, e.getMessage());
        }
    }

    private PlanResult write(PlanDue due) {
        for (int i = 0; i < OPTIMISTIC_TRIES; i++) {
            Optional<PlanView> view = context.store().plans().read(due.stack()).filter(v -> v.stack().traversal() == due.traversal());
            if (view.isEmpty()) {
                return new PlanResult.NotDue();
            }
            PlanResult result = context.store().plans().write(due.stack(), compute(view.get()));
            if (!(result instanceof PlanResult.RowsMoved)) {
                return result;
            }
            context.meters().planConflicts.increment();
        }
        return context.store().plans().writeLocked(due, this::compute);
    }

    private Plan compute(PlanView view) {
        StackAction action = view.stack().action();
        return action.reachesTarget() ? Planning.plan(view, targetOf(view.stack())) : Planning.visiting(view, NodeKind.ofVisit(action));
    }

    private Map<String, PlannedDefinition> targetOf(Stack stack) {
        if (stack.target().isEmpty()) {
            return Map.of();
        }
        Blueprint blueprint = context.shared().blueprints().find(stack.target().get()).orElseThrow(() -> new MissingTargetException(stack.target().get()));
        return PlannedDefinition.all(blueprint);
    }

    private void report(PlanDue due, PlanResult result) {
        if (result instanceof PlanResult.Planned(var ready, var ended)) {
            context.meters().plans.increment();
            LOG.atInfo().addKeyValue("stack", due.stack()).addKeyValue("traversal", due.traversal()).addKeyValue("engine", context.id())
                    .log(ended ? "planned: nothing to do" : "planned: {} nodes can run at once", ready.size());
            context.madeReady(due.stack(), ready);
            if (ready.size() > context.freeSlots()) {
                context.store().hints().announce();
            }
        }
    }

    private void giveUp(PlanDue due, String reason) {
        LOG.atError().addKeyValue("stack", due.stack()).addKeyValue("traversal", due.traversal()).log("cannot be planned: {}", reason);
        context.store().plans().giveUp(due, "The stack cannot be planned: " + reason);
    }

    /** The row names a target that is not stored. */
    private static final class MissingTargetException extends RuntimeException {
        MissingTargetException(String hash) {
            super("target " + hash + " is not stored");
        }
    }
}
