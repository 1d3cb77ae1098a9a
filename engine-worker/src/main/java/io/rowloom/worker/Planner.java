package io.rowloom.worker;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.rowloom.problem.InvalidInputException;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackAction;
import io.rowloom.stack.StackId;
import io.rowloom.store.Hint;
import io.rowloom.store.StoreUnavailableException;
import io.rowloom.template.Blueprint;
import io.rowloom.traversal.FirstNodes;
import io.rowloom.traversal.NodeKind;
import io.rowloom.traversal.Plan;
import io.rowloom.traversal.PlanDue;
import io.rowloom.traversal.PlanResult;
import io.rowloom.traversal.PlanView;
import io.rowloom.traversal.PlannedDefinition;
import io.rowloom.traversal.Planning;
import io.rowloom.traversal.Unplanned;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns accepted requests into nodes. Any engine can plan any stack at any time; to keep them from all planning the same one, a stack belongs first to the
 * engine that its first nodes fall to, and to everybody once it has been waiting for a poll. While one that lives has begun with it, the others give it the time of a lease. Small
 * stacks that nobody has tried to plan yet are planned together; what that does not settle, and all others, one by one.
 */
final class Planner {
    private static final Logger LOG = LoggerFactory.getLogger(Planner.class);
    private static final int AT_A_TIME = 100;
    /** Of a stack that is planned together with others. */
    private static final int MOST_ROWS = 100;
    /** So few are planned without being counted while they are new: long before anybody else would plan them. */
    private static final int FEW = 10;
    /** When it comes to so many nodes, what is planned is written. */
    private static final int MANY_NODES = 1_000;
    private static final int OPTIMISTIC_TRIES = 2;
    private static final int MAX_ATTEMPTS = 20;

    private final EngineContext context;
    private final Backlog backlog;
    /** Since when it knows of them, and of who is about them. */
    private Map<Unplanned, Duration> seen = Map.of();
    /** When planning last failed, where it did for no reason that is known. */
    private final Map<PlanDue, Duration> failed = new HashMap<>();

    Planner(EngineContext context, Backlog backlog) {
        this.context = context;
        this.backlog = backlog;
    }

    void turn() throws InterruptedException {
        if (context.lease().held()) {
            List<PlanDue> mine = mine(context.store().plans().due(AT_A_TIME));
            List<PlanView> together = context.store().plans().firstAttempts(mine, context.id(), MOST_ROWS, newer(mine));
            planTogether(together);
            Set<PlanDue> done = together.stream().map(PlanDue::of).collect(Collectors.toSet());
            mine.stream().filter(one -> !done.contains(one)).forEach(one -> apart(one, () -> planAlone(one)));
        }
        context.wakeups().awaitPlan(context.config().pollEvery());
    }

    /** How new must be what is not counted. */
    private Duration newer(List<PlanDue> mine) {
        return mine.size() > FEW ? Duration.ZERO : context.config().pollEvery().dividedBy(2);
    }

    private List<PlanDue> mine(List<Unplanned> all) {
        Duration now = context.tasks().elapsed();
        Map<Unplanned, Duration> before = seen;
        seen = all.stream().collect(Collectors.toMap(one -> one, one -> before.getOrDefault(one, now)));
        failed.keySet().retainAll(all.stream().map(Unplanned::due).collect(Collectors.toSet()));
        Duration longAgo = now.minus(context.config().pollEvery());
        return all.stream().filter(one -> seen.getOrDefault(one, now).compareTo(now.minus(left(one))) <= 0).map(Unplanned::due)
                .filter(due -> failed.getOrDefault(due, longAgo).compareTo(longAgo) <= 0).toList();
    }

    /** How long it is left to others. */
    private Duration left(Unplanned one) {
        boolean another = one.planner().filter(planner -> !planner.equals(context.id())).isPresent();
        boolean mine = context.share().first().contains(one.due().stack(), 0);
        return another ? context.config().lease() : mine ? Duration.ZERO : context.config().pollEvery();
    }

    /** A defect that shows with one stack does not hold up the others. It is tried again after a poll interval, and given up after some times. */
    private void apart(PlanDue due, Runnable planning) {
        try {
            planning.run();
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            if (context.tasks().ends(e)) {
                throw e;
            }
            failed.put(due, context.tasks().elapsed());
            LOG.atError().addKeyValue("stack", due.stack()).addKeyValue("traversal", due.traversal()).setCause(e).log("planning failed; it will be tried again");
        }
    }

    private void planTogether(List<PlanView> views) {
        Map<StackId, Drawn> plans = new LinkedHashMap<>();
        for (PlanView view : views) {
            PlanDue due = PlanDue.of(view);
            apart(due, () -> draw(due, view).ifPresent(plan -> plans.put(due.stack(), plan)));
            if (plans.values().stream().mapToInt(drawn -> drawn.plan().nodes().size()).sum() >= MANY_NODES) {
                writeTogether(plans);
                plans.clear();
            }
        }
        writeTogether(plans);
    }

    /** A plan, and what it was made of. */
    private record Drawn(PlanDue due, PlanView view, Plan plan) {}

    private Optional<Drawn> draw(PlanDue due, PlanView view) {
        try {
            return Optional.of(new Drawn(due, view, compute(view)));
        } catch (InvalidInputException | MissingTargetException e) {
            giveUp(due, e.getMessage());
            return Optional.empty();
        }
    }

    private void writeTogether(Map<StackId, Drawn> plans) {
        if (!plans.isEmpty()) {
            Map<StackId, PlanResult> results = context.store().plans().writeAll(ImmutableMap.copyOf(Maps.transformValues(plans, Drawn::plan)));
            plans.values().forEach(one -> apart(one.due(), () -> settle(one, Optional.ofNullable(results.get(one.due().stack())).orElseGet(PlanResult.NotDue::new))));
        }
    }

    /** What an action was faster than is planned anew, as a part of the same attempt. */
    private void settle(Drawn drawn, PlanResult result) {
        switch (result) {
            case PlanResult.RowsMoved _ -> {
                context.meters().planConflicts.increment();
                planNow(drawn.due());
            }
            case PlanResult.Planned planned -> report(drawn.due(), planned, kept -> goOn(drawn, planned, kept));
            case PlanResult.NotDue _ -> { }
        }
    }

    /** Nobody needs to read what was just written, if there is room for it. */
    private void goOn(Drawn drawn, PlanResult.Planned planned, List<Integer> nodes) {
        if (drawn.plan().first() && planned.unlimited() && nodes.size() <= backlog.room()) {
            backlog.addNew(FirstNodes.of(drawn.view(), drawn.plan(), Set.copyOf(nodes)));
            context.wakeups().slotFree();
        } else {
            context.wakeups().ready(drawn.due().stack(), nodes);
        }
    }

    private void planAlone(PlanDue due) {
        var attempt = context.store().plans().attempt(due, context.id());
        if (attempt.isEmpty()) {
            return;
        }
        if (attempt.getAsInt() > MAX_ATTEMPTS) {
            giveUp(due, "planning failed " + MAX_ATTEMPTS + " times; the engines' logs say why");
            return;
        }
        planNow(due);
    }

    private void planNow(PlanDue due) {
        try {
            report(due, write(due));
        } catch (InvalidInputException | MissingTargetException e) {
            giveUp(due, e.getMessage());
        }
    }

    private PlanResult write(PlanDue due) {
        for (int i = 0; i < OPTIMISTIC_TRIES; i++) {
            Optional<PlanView> view = context.store().plans().read(due.stack()).filter(v -> PlanDue.of(v).equals(due));
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
        if (result instanceof PlanResult.Planned planned) {
            report(due, planned, kept -> context.wakeups().ready(due.stack(), kept));
        }
    }

    private void report(PlanDue due, PlanResult.Planned planned, Consumer<List<Integer>> goingOn) {
        context.meters().plans.increment();
        LOG.atInfo().addKeyValue("stack", due.stack()).addKeyValue("traversal", due.traversal()).addKeyValue("engine", context.id())
                .log(planned.ended() ? "planned: nothing to do" : "planned: {} nodes can run at once", planned.ready().size());
        context.madeReady(due.stack(), planned.ready(), goingOn);
        if (planned.ready().size() > context.freeSlots()) {
            context.store().hints().announce(Hint.NODES);
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
