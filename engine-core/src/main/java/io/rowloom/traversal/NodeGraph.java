package io.rowloom.traversal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;

/**
 * What waits for what in a traversal.
 *
 * <p>UPDATE nodes follow the target's dependencies. CLEANUP nodes run the other way, along the {@code requires} that are stored on the rows: a copy
 * goes after everything that required it has moved on or gone, after what takes its place, and after its own replacement if that goes, too. Updates
 * never wait for cleanups. Cleanups can wait for each other in a circle (dependencies that were inverted while both ends were replaced): such circles are
 * cut, first where one copy replaced another, then where one required another.
 */
final class NodeGraph {
    private enum Reason { DEPENDENCY, REPLACES, REQUIRES }

    private record Step(int resource, NodeKind kind) {}

    private final Map<Step, Map<Step, Reason>> before = new LinkedHashMap<>();

    private NodeGraph() {}

    static NodeGraph of(List<PlanRow> rows, Assignment assignment, Business business) {
        NodeGraph graph = new NodeGraph();
        business.visited().stream().sorted().forEach(no -> graph.before.put(update(no), new LinkedHashMap<>()));
        business.leaving().forEach(row -> graph.before.put(cleanup(row.no()), new LinkedHashMap<>()));
        graph.dependencies(assignment);
        graph.replacements(rows, assignment, business);
        graph.requirements(rows);
        graph.cutCircles();
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
                wait(cleanup(row.no()), update(assignment.rowFor(row.name())), Reason.DEPENDENCY);
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
            }
        }
    }

    /** Where either step is not part of the traversal, there is nothing to wait for. */
    private void wait(Step step, Step forStep, Reason reason) {
        if (before.containsKey(step) && before.containsKey(forStep) && !step.equals(forStep)) {
            before.get(step).merge(forStep, reason, (a, b) -> a == Reason.REPLACES ? b : a);
        }
    }

    private void cutCircles() {
        for (Reason weakest : List.of(Reason.REPLACES, Reason.REQUIRES)) {
            for (List<Step> stuck = stuck(); !stuck.isEmpty(); stuck = stuck()) {
                if (!cutOne(stuck, weakest)) {
                    break;
                }
            }
        }
        if (!stuck().isEmpty()) {
            throw new IllegalStateException("the target's dependencies run in a circle through " + stuck());
        }
    }

    /** Cuts one edge between two steps that can never run, so that no more is lost of the order than must be. */
    private boolean cutOne(List<Step> stuck, Reason reason) {
        for (Step step : stuck) {
            for (Map.Entry<Step, Reason> edge : before.get(step).entrySet()) {
                if (edge.getValue() == reason && step.kind() == NodeKind.CLEANUP && stuck.contains(edge.getKey()) && reaches(edge.getKey(), step)) {
                    before.get(step).remove(edge.getKey());
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether {@code from} waits, directly or not, for {@code to}. */
    private boolean reaches(Step from, Step to) {
        Queue<Step> open = new ArrayDeque<>(List.of(from));
        Set<Step> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Step step = open.remove();
            if (step.equals(to)) {
                return true;
            }
            if (seen.add(step)) {
                open.addAll(before.get(step).keySet());
            }
        }
        return false;
    }

    /** The steps that would wait for ever, by Kahn's algorithm. */
    private List<Step> stuck() {
        Map<Step, Integer> left = new LinkedHashMap<>();
        Map<Step, List<Step>> after = new HashMap<>();
        before.forEach((step, preds) -> {
            left.put(step, preds.size());
            preds.keySet().forEach(p -> after.computeIfAbsent(p, _ -> new ArrayList<>()).add(step));
        });
        Queue<Step> free = new ArrayDeque<>(left.entrySet().stream().filter(e -> e.getValue() == 0).map(Map.Entry::getKey).toList());
        while (!free.isEmpty()) {
            Step step = free.remove();
            left.remove(step);
            for (Step next : after.getOrDefault(step, List.of())) {
                if (left.merge(next, -1, Integer::sum) == 0) {
                    free.add(next);
                }
            }
        }
        return List.copyOf(left.keySet());
    }

    List<Plan.Node> numberedFrom(int first) {
        Map<Step, Integer> numbers = new HashMap<>();
        for (Step step : before.keySet()) {
            numbers.put(step, first + numbers.size());
        }
        Map<Step, TreeSet<Integer>> dependents = new HashMap<>();
        before.forEach((step, preds) -> preds.keySet().forEach(p -> dependents.computeIfAbsent(p, _ -> new TreeSet<>()).add(numbers.get(step))));
        return before.keySet().stream()
                .map(step -> new Plan.Node(numbers.get(step), step.resource(), step.kind(), before.get(step).size(),
                        List.copyOf(dependents.getOrDefault(step, new TreeSet<>()))))
                .sorted(Comparator.comparingInt(Plan.Node::no))
                .toList();
    }

    private static Step update(int no) {
        return new Step(no, NodeKind.UPDATE);
    }

    private static Step cleanup(int no) {
        return new Step(no, NodeKind.CLEANUP);
    }
}
