package io.rowloom.simulator;

import io.rowloom.memory.Rows.Node;
import io.rowloom.memory.Rows.OfStack;
import io.rowloom.memory.Rows.Resource;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.Approach;
import io.rowloom.stack.Status;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** What the rows of a stack must be like after every write: what ARCHITECTURE.md says of the tables. */
final class RowCheck {
    private final OfStack rows;
    private final BiConsumer<Check, String> found;

    private RowCheck(OfStack rows, BiConsumer<Check, String> found) {
        this.rows = rows;
        this.found = found;
    }

    static void check(Write write, BiConsumer<Check, String> found) {
        for (Write.Change change : write.changes()) {
            RowCheck check = new RowCheck(change.after(), found);
            check.counters();
            check.dirty();
            check.resources();
            write.begun(change).forEach(check::visited);
        }
    }

    private void counters() {
        Map<Integer, Integer> undoneBefore = new HashMap<>();
        int undone = 0;
        for (Node node : rows.nodes().values()) {
            if (!node.done()) {
                undone += node.traversal() == rows.stack().traversal() ? 1 : 0;
                node.dependents().forEach(d -> undoneBefore.merge(d, 1, Integer::sum));
            }
        }
        if (rows.stack().pending() < 0 || runs() && rows.stack().pending() != undone) {
            found.accept(Check.COUNTERS, "pending is " + rows.stack().pending() + ", undone are " + undone + ": " + rows.nodes().values());
        }
        for (Node node : rows.nodes().values()) {
            if (node.waitingFor() < 0 || !node.done() && node.waitingFor() != undoneBefore.getOrDefault(node.no(), 0)) {
                found.accept(Check.COUNTERS, node + " waits for " + undoneBefore.getOrDefault(node.no(), 0));
            }
        }
    }

    private boolean runs() {
        return rows.stack().inProgress() && rows.stack().planned() == rows.stack().traversal();
    }

    private void dirty() {
        for (Node node : rows.nodes().values()) {
            Resource row = rows.resources().get(node.resource());
            if (!node.done() && (row == null || !row.view().dirty() || row.dirtyTraversal() < node.traversal())) {
                found.accept(Check.DIRTY, node + " is undone, and its row is " + row);
            }
        }
    }

    private void resources() {
        Set<String> current = new HashSet<>();
        for (Resource row : rows.resources().values()) {
            ResourceView view = row.view();
            rule(view.engine().isPresent() == view.claimedAt().isPresent(), "held and since when", row);
            rule(view.engine().isEmpty() || view.phase().isPresent(), "what is held is open", row);
            rule(view.phase().isPresent() == (view.status() == Status.IN_PROGRESS), "what is open is in progress", row);
            rule(!view.current() || current.add(view.name()), "one current copy per name", row);
            rule(view.no() < rows.stack().nextNo(), "numbers are below the next one", row);
        }
        rule(rows.stack().planned() <= rows.stack().traversal(), "planned is not ahead", rows.stack());
    }

    private void rule(boolean holds, String rule, Object row) {
        if (!holds) {
            found.accept(Check.ROWS, rule + ": " + row);
        }
    }

    /** A claim changes no node; what the same write finished before it has. */
    private void visited(Resource now) {
        Optional<Node> node = Optional.ofNullable(rows.nodes().get(now.claimNode()))
                .filter(n -> n.traversal() == now.claimTraversal() && n.resource() == now.view().no() && !n.done() && n.waitingFor() == 0);
        if (rows.stack().approach() == Approach.LEAVE && rows.stack().traversal() == now.claimTraversal()) {
            found.accept(Check.LEFT, "claimed in a stack that is abandoned: " + now);
        }
        if (node.isEmpty()) {
            found.accept(Check.VISITED, "claimed without a node that can run: " + now + ", nodes " + rows.nodes());
        }
    }
}
