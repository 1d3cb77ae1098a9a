package io.rowloom.traversal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What waits for what in a traversal.
 *
 * <p>UPDATE nodes follow the target's dependencies. CLEANUP nodes run the other way, along the {@code requires} that are stored on the rows: a copy
 * goes after everything that required it has moved on or gone, after what takes its place, and after its own replacement if that goes, too. Cleanups can
 * wait for each other in a circle (dependencies that were inverted while both ends were replaced): such circles are cut ({@link Circles}).
 *
 * <p>An update waits for cleanups only where the copies of its name must not exist side by side: then it waits for those of all others. What still requires one of
 * them and comes after the update would be a circle; it is let down, and refers to nothing until its turn comes. Where there is no circle, such a cleanup waits for what the
 * update depends on, so that the old copy does not go before the new one can be made, nor where that cannot be made at all.
 */
final class NodeGraph {
    /** Why a step waits for another. {@code DELETE_FIRST}: the update of one copy for the cleanup of another. {@code NO_SOONER}: that cleanup for what the update depends on. */
    enum Reason { DEPENDENCY, DELETE_FIRST, NO_SOONER, REPLACES, REQUIRES }

    /** A node before it has a number. */
    record Step(int resource, NodeKind kind) {
        @Override
        public String toString() {
            return kind + " of " + resource;
        }
    }

    private final Map<Step, Map<Step, Reason>> before = new LinkedHashMap<>();
    private final Map<Step, List<Step>> requiring = new HashMap<>();

    private NodeGraph() {}

    static NodeGraph of(List<PlanRow> rows, Assignment assignment, Business business) {
        NodeGraph graph = new NodeGraph();
        business.visited().stream().sorted().forEach(no -> graph.before.put(update(no), new LinkedHashMap<>()));
        business.leaving().forEach(row -> graph.before.put(cleanup(row.no()), new LinkedHashMap<>()));
        graph.dependencies(assignment);
        graph.replacements(rows, assignment, business);
        graph.requirements(rows);
        Circles.cut(graph.before);
        return graph;
    }

    /** One step for each row. Who goes to rest does so before what it requires; in every other visit, after. */
    static NodeGraph ofVisits(List<PlanRow> rows, NodeKind kind) {
        NodeGraph graph = new NodeGraph();
        rows.forEach(row -> graph.before.put(new Step(row.no(), kind), new LinkedHashMap<>()));
        for (PlanRow row : rows) {
            for (int required : row.requires()) {
                Step own = new Step(row.no(), kind);
                Step other = new Step(required, kind);
                graph.wait(kind == NodeKind.SUSPEND ? other : own, kind == NodeKind.SUSPEND ? own : other, Reason.REQUIRES);
            }
        }
        Circles.cut(graph.before);
        return graph;
    }

    private void dependencies(Assignment assignment) {
        for (PlannedDefinition definition : assignment.definitions()) {
            Step step = update(assignment.rowFor(definition.name()));
            definition.dependencies().forEach(d -> wait(step, update(assignment.rowFor(d)), Reason.DEPENDENCY));
        }
    }

    private void replacements(List<PlanRow> rows, Assignment assignment, Business business) {
        for (PlanRow row : business.leaving()) {
            if (assignment.serves(row.name())) {
                Step serving = update(assignment.rowFor(row.name()));
                switch (assignment.order(row.name())) {
                    case CREATE_FIRST -> wait(cleanup(row.no()), serving, Reason.DEPENDENCY);
                    case DELETE_FIRST -> {
                        wait(serving, cleanup(row.no()), Reason.DELETE_FIRST);
                        assignment.dependencies(row.name()).forEach(d -> wait(cleanup(row.no()), update(assignment.rowFor(d)), Reason.NO_SOONER));
                    }
                }
            }
        }
        for (PlanRow row : rows) {
            row.replaces().ifPresent(old -> wait(cleanup(old), cleanup(row.no()), Reason.REPLACES));
        }
    }

    private void requirements(List<PlanRow> rows) {
        for (PlanRow row : rows) {
            for (int required : row.requires()) {
                wait(cleanup(required), update(row.no()), Reason.REQUIRES);
                wait(cleanup(required), cleanup(row.no()), Reason.REQUIRES);
                List<Step> steps = requiring.computeIfAbsent(update(required), _ -> new ArrayList<>());
                steps.add(update(row.no()));
                steps.add(cleanup(row.no()));
            }
        }
    }

    /** Where either step is not part of the traversal, there is nothing to wait for. */
    private void wait(Step step, Step forStep, Reason reason) {
        if (before.containsKey(step) && before.containsKey(forStep) && !step.equals(forStep)) {
            before.get(step).merge(forStep, reason, (a, b) -> a == Reason.NO_SOONER || a == Reason.REPLACES ? b : a);
        }
    }

    List<Plan.Node> numbered() {
        Map<Step, Integer> numbers = new HashMap<>();
        for (Step step : before.keySet()) {
            numbers.put(step, 1 + numbers.size());
        }
        Map<Step, TreeSet<Integer>> dependents = new HashMap<>();
        before.forEach((step, preds) -> preds.keySet().forEach(p -> dependents.computeIfAbsent(p, _ -> new TreeSet<>()).add(numbers.get(step))));
        return before.keySet().stream()
                .map(step -> node(step, numbers, dependents.getOrDefault(step, new TreeSet<>())))
                .sorted(Comparator.comparingInt(Plan.Node::no))
                .toList();
    }

    private Plan.Node node(Step step, Map<Step, Integer> numbers, Set<Integer> dependents) {
        List<Integer> requiredBy = requiring.getOrDefault(step, List.of()).stream().filter(s -> numbers.containsKey(s) && !s.equals(step)).map(numbers::get)
                .filter(no -> !dependents.contains(no)).sorted().distinct().toList();
        return new Plan.Node(numbers.get(step), step.resource(), step.kind(), before.get(step).size(), List.copyOf(dependents), requiredBy);
    }

    private static Step update(int no) {
        return new Step(no, NodeKind.UPDATE);
    }

    private static Step cleanup(int no) {
        return new Step(no, NodeKind.CLEANUP);
    }
}
