package io.rowloom.simulator;

import com.google.common.graph.GraphBuilder;
import com.google.common.graph.Graphs;
import com.google.common.graph.MutableGraph;
import io.rowloom.memory.Rows.Node;
import io.rowloom.memory.Rows.OfStack;
import io.rowloom.memory.Rows.Resource;
import io.rowloom.stack.StackId;
import io.rowloom.traversal.NodeKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the cleanups of each traversal were to wait for, by the rows and before any circle was cut. In a circle some edge has to be given up, so there the
 * order is forgiven; everywhere else it is not. Circles with updates in them are {@link DeleteFirst}'s part.
 */
final class CleanupOrder {
    private record Traversal(StackId stack, int number) {}

    /** Rows by number; an edge from what waits to what it waits for. */
    private final Map<Traversal, MutableGraph<Integer>> waits = new HashMap<>();

    void learn(Write write) {
        for (Write.Change change : write.changes()) {
            if (write.verb().startsWith("Plans.write") || write.verb().equals("Finishes.replace")) {
                learn(change.before().orElse(change.after()), change.after());
            }
        }
    }

    /** What rows required just before the write, since the write may end an action and with it what only the old copy required. */
    private void learn(OfStack before, OfStack after) {
        MutableGraph<Integer> graph = waits.computeIfAbsent(new Traversal(after.stack().id(), after.stack().traversal()),
                _ -> GraphBuilder.directed().allowsSelfLoops(false).build());
        Set<Integer> leaving = new HashSet<>();
        after.nodes().values().stream().filter(n -> n.kind() == NodeKind.CLEANUP).map(Node::resource).forEach(leaving::add);
        leaving.forEach(graph::addNode);
        for (OfStack rows : Set.of(before, after)) {
            for (Resource row : rows.resources().values()) {
                if (leaving.contains(row.view().no())) {
                    row.view().required().stream().filter(r -> leaving.contains(r) && r != row.view().no()).forEach(r -> graph.putEdge(r, row.view().no()));
                    row.view().replaces().stream().filter(leaving::contains).forEach(old -> graph.putEdge(old, row.view().no()));
                }
            }
        }
    }

    /** Whether the cleanups of two rows waited for each other. */
    boolean inACircle(StackId stack, int traversal, int one, int other) {
        MutableGraph<Integer> graph = waits.get(new Traversal(stack, traversal));
        return graph != null && graph.nodes().contains(one) && graph.nodes().contains(other)
                && Graphs.reachableNodes(graph, one).contains(other) && Graphs.reachableNodes(graph, other).contains(one);
    }
}
