package io.rowloom.traversal;

import java.util.List;

/** What became of a plan. Only {@link Planned} wrote anything. */
public sealed interface PlanResult {
    /**
     * It was written.
     *
     * @param ready numbers of the nodes that can run at once
     * @param unlimited no {@linkplain io.rowloom.limit.Limits limit} held for any of its rows when it was written; false where nobody looked
     */
    record Planned(List<Integer> ready, boolean ended, boolean unlimited) implements PlanResult {
        /** A plan without nodes ends its traversal. */
        public static Planned of(Plan plan, boolean unlimited) {
            return new Planned(plan.nodes().stream().filter(node -> node.waitingFor() == 0).map(Plan.Node::no).toList(), plan.nodes().isEmpty(), unlimited);
        }
    }

    /** A row is not as the plan saw it: compute again. */
    record RowsMoved() implements PlanResult {}

    /** Planned by another, superseded, or ended. */
    record NotDue() implements PlanResult {}
}
