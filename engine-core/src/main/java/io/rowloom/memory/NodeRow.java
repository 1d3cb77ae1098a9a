package io.rowloom.memory;

import io.rowloom.traversal.NodeKind;
import java.util.List;

/** A row of the table {@code node}. */
final class NodeRow {
    final int traversal;
    final int no;
    int resource;
    final NodeKind kind;
    int waitingFor;
    boolean done;
    List<Integer> dependents;

    NodeRow(int traversal, int no, int resource, NodeKind kind, int waitingFor, List<Integer> dependents) {
        this.traversal = traversal;
        this.no = no;
        this.resource = resource;
        this.kind = kind;
        this.waitingFor = waitingFor;
        this.dependents = dependents;
    }

    Snapshot.Node snapshot() {
        return new Snapshot.Node(traversal, no, resource, kind, waitingFor, done, dependents);
    }
}
