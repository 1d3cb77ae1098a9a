package io.rowloom.traversal;

import io.rowloom.engine.EngineId;
import io.rowloom.template.ReplacementOrder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a traversal will write before anything runs.
 *
 * @param traversal the one it is for
 * @param nextNoRead the stack's next number as read: a guard
 * @param nextNo the stack's next number afterwards, above those of all rows and nodes
 * @param visits existing rows that get a node; each must still be as read
 */
public record Plan(int traversal, int nextNoRead, int nextNo, List<Visit> visits, List<NewRow> newRows, List<Node> nodes) {
    /** Whether the stack had no row or node before, ever. */
    public boolean first() {
        return nextNoRead == 1;
    }

    /**
     * An existing row that the traversal has business with.
     *
     * @param version as read: a guard
     * @param holder as read: a guard
     * @param current its role from now on
     * @param cancel an open action is asked to stop; never a delete, which is what the plan wants
     * @param forget the row's definition counts as not fulfilled, also when an action that still runs succeeds
     * @param replacement what comes first, from now on, if the row has to be replaced
     */
    public record Visit(int no, long version, Optional<EngineId> holder, boolean current, OptionalInt replacedBy, boolean cancel, boolean forget,
            ReplacementOrder replacement) {
        /** Of what may exist twice. */
        public Visit(int no, long version, Optional<EngineId> holder, boolean current, OptionalInt replacedBy, boolean cancel, boolean forget) {
            this(no, version, holder, current, replacedBy, cancel, forget, ReplacementOrder.CREATE_FIRST);
        }
    }

    /** A copy to be made. Always current. */
    public record NewRow(int no, String name, String type, OptionalInt replaces, ReplacementOrder replacement) {
        /** Of what may exist twice. */
        public NewRow(int no, String name, String type, OptionalInt replaces) {
            this(no, name, type, replaces, ReplacementOrder.CREATE_FIRST);
        }
    }

    /**
     * A step.
     *
     * @param no from 1, anew in each traversal, so that it tells how far from the beginning of the plan a node is
     * @param dependents numbers of the nodes that wait for it, ascending
     * @param requiredBy numbers of the other nodes whose rows require the row that this one updates, ascending: what lets go of a copy without waiting for the next one
     */
    public record Node(int no, int resource, NodeKind kind, int waitingFor, List<Integer> dependents, List<Integer> requiredBy) {
        /** Of a row that nothing requires which does not wait for it. */
        public Node(int no, int resource, NodeKind kind, int waitingFor, List<Integer> dependents) {
            this(no, resource, kind, waitingFor, dependents, List.of());
        }
    }
}
