package io.rowloom.traversal;

import io.rowloom.resource.ResourceAction;
import io.rowloom.stack.Approach;
import io.rowloom.stack.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * What a traversal has business with. Not visited is what is as the target wants it, was left clean, and depends on nothing visited. A row that is not
 * visited keeps its version, and nobody can claim it.
 *
 * @param kept rows that serve the target and get an UPDATE node
 * @param leaving rows that serve nothing and get a CLEANUP node
 * @param visited numbers of all rows with an UPDATE node, new ones included
 */
record Business(List<PlanRow> kept, List<PlanRow> leaving, Set<Integer> visited) {

    static Business of(List<PlanRow> rows, Assignment assignment, Approach approach) {
        Map<Integer, PlanRow> existing = new HashMap<>();
        rows.forEach(row -> existing.put(row.no(), row));
        Set<Integer> visited = withConsumers(changed(existing, assignment, approach), assignment);
        List<PlanRow> kept = rows.stream().filter(row -> visited.contains(row.no())).toList();
        List<PlanRow> leaving = rows.stream()
                .filter(row -> assignment.servedBy(row.no()).isEmpty() && !(row.tombstone() && !row.dirty())).toList();
        return new Business(kept, leaving, visited);
    }

    private static List<PlannedDefinition> changed(Map<Integer, PlanRow> existing, Assignment assignment, Approach approach) {
        List<PlannedDefinition> changed = new ArrayList<>();
        for (PlannedDefinition definition : assignment.definitions()) {
            Optional<PlanRow> row = Optional.ofNullable(existing.get(assignment.rowFor(definition.name())));
            if (row.isEmpty() || approach == Approach.OBSERVE || !settledAs(definition, row.get())) {
                changed.add(definition);
            }
        }
        return changed;
    }

    private static boolean settledAs(PlannedDefinition definition, PlanRow row) {
        return row.status() == Status.COMPLETE && row.action() != ResourceAction.INIT && row.definitionHash().equals(Optional.of(definition.hash()))
                && row.current() && row.replacedBy().isEmpty() && !row.dirty() && !row.open() && row.holder().isEmpty();
    }

    /** A consumer's inputs may change with what it consumes; if they come out equal, its node will be cut off. */
    private static Set<Integer> withConsumers(List<PlannedDefinition> changed, Assignment assignment) {
        Map<String, List<PlannedDefinition>> consumers = new HashMap<>();
        for (PlannedDefinition definition : assignment.definitions()) {
            definition.dependencies().forEach(d -> consumers.computeIfAbsent(d, _ -> new ArrayList<>()).add(definition));
        }
        Set<Integer> visited = new HashSet<>();
        Queue<PlannedDefinition> open = new ArrayDeque<>(changed);
        while (!open.isEmpty()) {
            PlannedDefinition definition = open.remove();
            if (visited.add(assignment.rowFor(definition.name()))) {
                open.addAll(consumers.getOrDefault(definition.name(), List.of()));
            }
        }
        return visited;
    }
}
