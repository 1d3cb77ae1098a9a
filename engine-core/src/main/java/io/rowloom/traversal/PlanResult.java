package io.rowloom.traversal;

import java.util.List;

/** What became of a plan. Only {@link Planned} wrote anything. */
public sealed interface PlanResult {
    /** @param ready numbers of the nodes that can run at once */
    record Planned(List<Integer> ready, boolean ended) implements PlanResult {}

    /** A row is not as the plan saw it: compute again. */
    record RowsMoved() implements PlanResult {}

    /** Planned by another, superseded, or ended. */
    record NotDue() implements PlanResult {}
}
