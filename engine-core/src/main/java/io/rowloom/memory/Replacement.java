package io.rowloom.memory;

import io.rowloom.engine.EngineId;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.ResourceReason;
import io.rowloom.stack.Status;
import io.rowloom.traversal.NodeKind;
import io.rowloom.traversal.ReplaceResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts a new copy in the place of a row, within the stack's current traversal. */
final class Replacement {
    private final MemoryTables tables;
    private final StackRow stack;

    Replacement(MemoryTables tables, StackRow stack) {
        this.tables = tables;
        this.stack = stack;
    }

    ReplaceResult replace(ResourceRow old, int nodeNo, String reason) {
        NodeRow node = tables.nodes(stack.id).get(nodeNo);
        if (node == null || node.done) {
            throw new IllegalStateException("node " + nodeNo + " of stack " + stack.id + " is done while its resource " + old.no + " is claimed for it");
        }
        int newNo = stack.nextNo;
        int cleanup = newNo + 1;
        stack.nextNo += 2;
        Set<NodeRow> before = predecessorsOfCleanup(old, node);
        List<NodeRow> after = cleanups(old.requires).stream().filter(n -> !leadsTo(n, before)).toList();
        unlink(old, newNo, reason);
        insert(old, newNo);
        node.resource = newNo;
        if (neededByWhatFailed(old)) {
            stack.pending -= new Consequences(tables, stack.id, stack.traversal).skip(after.stream().map(n -> n.no).toList());
        } else {
            before.forEach(n -> n.dependents = with(n.dependents, cleanup));
            after.forEach(n -> n.waitingFor++);
            stack.pending++;
            tables.nodes(stack.id).put(cleanup, new NodeRow(stack.traversal, cleanup, old.no, NodeKind.CLEANUP, before.size(), after.stream().map(n -> n.no).toList()));
        }
        return new ReplaceResult.Replaced(newNo, nodeNo);
    }

    /**
     * Whether something that failed in this traversal, or was skipped for it, still requires the old copy. Then the copy stays, and what it requires stays, too: the
     * traversal will end as failed, and the next plan sees to all of them.
     */
    private boolean neededByWhatFailed(ResourceRow old) {
        if (stack.failed == 0) {
            return false;
        }
        Set<Integer> toCome = undone().stream().map(n -> n.resource).collect(Collectors.toSet());
        return tables.resources(stack.id).values().stream()
                .anyMatch(row -> row.requires.contains(old.no) && row.dirty && !row.tombstone() && !toCome.contains(row.no) && row != old);
    }

    /** The cleanup of the old copy waits for its replacement and for everything that required it to move on or go. */
    private Set<NodeRow> predecessorsOfCleanup(ResourceRow old, NodeRow own) {
        Set<NodeRow> found = new HashSet<>(Set.of(own));
        for (NodeRow node : undone()) {
            if (tables.resources(stack.id).get(node.resource).requires.contains(old.no)) {
                found.add(node);
            }
        }
        return found;
    }

    private List<NodeRow> cleanups(List<Integer> resources) {
        return undone().stream().filter(n -> n.kind == NodeKind.CLEANUP && resources.contains(n.resource)).toList();
    }

    /**
     * Whether one of {@code steps} waits, directly or not, for {@code node}. It must then not wait for what waits for them: the circle would never end. What
     * an interrupted action required and what older copies require can lead to that.
     */
    private boolean leadsTo(NodeRow node, Set<NodeRow> steps) {
        Set<NodeRow> seen = new HashSet<>();
        Queue<NodeRow> open = new ArrayDeque<>(List.of(node));
        while (!open.isEmpty()) {
            NodeRow next = open.remove();
            if (!next.done && seen.add(next)) {
                next.dependents.forEach(no -> open.add(tables.nodes(stack.id).get(no)));
            }
        }
        return seen.stream().anyMatch(steps::contains);
    }

    private List<NodeRow> undone() {
        return tables.nodes(stack.id).values().stream().filter(n -> n.traversal == stack.traversal && !n.done).toList();
    }

    private void unlink(ResourceRow old, int newNo, String reason) {
        Optional<EngineId> by = old.engine;
        old.release();
        old.status = old.inputHash.isPresent() ? Status.COMPLETE : Status.FAILED;
        old.reason = ResourceReason.replaced(newNo, reason);
        old.current = false;
        old.replacedBy = OptionalInt.of(newNo);
        old.dirty = true;
        old.updatedAt = tables.now();
        tables.resourceEvent(old, by);
    }

    private void insert(ResourceRow old, int newNo) {
        ResourceRow row = new ResourceRow(stack.id, newNo, old.name, old.type, tables.now());
        row.current = true;
        row.replaces = OptionalInt.of(old.no);
        row.dirty = true;
        row.dirtyTraversal = stack.traversal;
        row.action = ResourceAction.INIT;
        tables.resources(stack.id).put(newNo, row);
    }

    private static List<Integer> with(List<Integer> numbers, int added) {
        List<Integer> all = new ArrayList<>(numbers);
        all.add(added);
        return List.copyOf(all);
    }
}
