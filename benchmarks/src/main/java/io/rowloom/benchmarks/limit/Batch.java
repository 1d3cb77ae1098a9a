package io.rowloom.benchmarks.limit;

import io.rowloom.resource.StackHead;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Steps of one stack that are claimed by one statement, and finished by one. */
record Batch(StackHead stack, List<Step> steps) {
    Batch {
        steps = List.copyOf(steps);
    }

    int size() {
        return steps.size();
    }

    Step first() {
        return steps.getFirst();
    }

    Step last() {
        return steps.getLast();
    }

    /** Whether their rows are all rows from the first number to the last, and their nodes, too. */
    boolean isRange() {
        return last().no() - first().no() == size() - 1 && last().node() - first().node() == size() - 1;
    }

    /** How often each node is named as a dependent, by its number. */
    Map<Integer, Integer> told() {
        Map<Integer, Integer> told = new TreeMap<>();
        steps.forEach(step -> step.dependents().forEach(dependent -> told.merge(dependent, 1, Integer::sum)));
        return told;
    }
}
