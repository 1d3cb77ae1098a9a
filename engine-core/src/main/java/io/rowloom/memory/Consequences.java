package io.rowloom.memory;

import io.rowloom.stack.StackId;
import io.rowloom.stack.StackReason;
import io.rowloom.stack.Status;
import io.rowloom.traversal.FinishResult;
import io.rowloom.traversal.FinishResult.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What follows from rows that ended an action of one traversal: nodes done, dependents that wait for less, the stack's count and end. */
final class Consequences {
    private final MemoryTables tables;
    private final StackId stack;
    private final int traversal;

    Consequences(MemoryTables tables, StackId stack, int traversal) {
        this.tables = tables;
        this.stack = stack;
        this.traversal = traversal;
    }

    FinishResult ofDone(List<ResourceRow> recorded, List<Integer> claimNodes) {
        if (recorded.isEmpty()) {
            return FinishResult.nothing();
        }
        List<Integer> ready = new ArrayList<>();
        int flipped = 0;
        for (NodeRow node : flip(claimNodes)) {
            flipped++;
            for (int number : node.dependents) {
                NodeRow dependent = tables.nodes(stack).get(number);
                if (!dependent.done && --dependent.waitingFor == 0) {
                    ready.add(number);
                }
            }
        }
        Standing standing = count(flipped, 0, "");
        return result(recorded, standing == Standing.GOES_ON ? ready : List.of(), standing);
    }

    FinishResult ofFailure(ResourceRow row, String stackReason) {
        Optional<StackRow> current = tables.stack(stack).filter(s -> s.inProgressAt(traversal));
        current.ifPresent(s -> tables.failTraversal(s, stackReason));
        Standing standing = current.map(s -> s.status == Status.FAILED ? Standing.FAILED : Standing.ROLLING_BACK).orElse(Standing.OVER);
        return result(List.of(row), List.of(), standing);
    }

    /** Skips everything that depends on the failed node; the other branches go on. */
    FinishResult ofFailedBranch(ResourceRow row, int node, String stackReason) {
        return result(List.of(row), List.of(), count(skip(List.of(node)), 1, stackReason));
    }

    /** Ends nodes, and all that depend on them, without effect. Answers how many. */
    int skip(List<Integer> numbers) {
        List<NodeRow> skipped = new ArrayList<>(flip(numbers));
        for (int i = 0; i < skipped.size(); i++) {
            skipped.addAll(flip(skipped.get(i).dependents));
        }
        return skipped.size();
    }

    private List<NodeRow> flip(List<Integer> numbers) {
        List<NodeRow> flipped = new ArrayList<>();
        for (int number : numbers) {
            NodeRow node = tables.nodes(stack).get(number);
            if (node != null && node.traversal == traversal && !node.done) {
                node.done = true;
                flipped.add(node);
            }
        }
        return flipped;
    }

    private Standing count(int done, int failed, String failure) {
        Optional<StackRow> current = tables.stack(stack).filter(s -> s.inProgressAt(traversal));
        if (current.isEmpty()) {
            return Standing.OVER;
        }
        StackRow row = current.get();
        row.pending -= done;
        row.failed += failed;
        if (failed > 0 && row.failed == failed) {
            row.reason = failure;
        }
        if (row.pending > 0 || done == 0) {
            return Standing.GOES_ON;
        }
        boolean complete = row.failed == 0;
        tables.end(row, complete ? Status.COMPLETE : Status.FAILED, complete ? StackReason.completed(row.action) : row.reason);
        return complete ? Standing.COMPLETE : Standing.FAILED;
    }

    private FinishResult result(List<ResourceRow> recorded, List<Integer> ready, Standing standing) {
        boolean newerWaits = recorded.stream().anyMatch(row -> row.dirty && row.dirtyTraversal > traversal);
        return new FinishResult(recorded.stream().map(row -> row.no).toList(), ready, newerWaits, standing);
    }
}
