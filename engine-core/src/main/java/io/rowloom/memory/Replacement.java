package io.rowloom.memory;

import io.rowloom.engine.EngineId;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.ResourceReason;
import io.rowloom.stack.Status;
import io.rowloom.template.ReplacementOrder;
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
import java.util.stream.Stream;

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
        boolean deleteFirst = old.replacement == ReplacementOrder.DELETE_FIRST;
        Set<NodeRow> before = deleteFirst ? whatComesNotAfter(node, requiring(old)) : with(requiring(old), node);
        List<NodeRow> after = cleanups(old.requires).stream().filter(n -> !leadsTo(n, before)).toList();
        unlink(old, newNo, reason);
        insert(old, newNo);
        node.resource = newNo;
        if (!deleteFirst && neededByWhatFailed(old)) {
            stack.pending -= new Consequences(tables, stack.id, stack.traversal).skip(numbers(after));
            return new ReplaceResult.Replaced(newNo, List.of(nodeNo));
        }
        List<NodeRow> dependents = deleteFirst ? Stream.concat(after.stream(), Stream.of(node)).distinct().toList() : after;
        before.forEach(n -> n.dependents = with(n.dependents, cleanup));
        dependents.forEach(n -> n.waitingFor++);
        stack.pending++;
        tables.nodes(stack.id).put(cleanup, new NodeRow(stack.traversal, cleanup, old.no, NodeKind.CLEANUP, before.size(), numbers(dependents)));
        return new ReplaceResult.Replaced(newNo, !deleteFirst ? List.of(nodeNo) : before.isEmpty() ? List.of(cleanup) : List.of());
    }

    private static List<Integer> numbers(List<NodeRow> nodes) {
        return nodes.stream().map(n -> n.no).toList();
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

    /** What required the old copy moves on or goes before it does. */
    private Set<NodeRow> requiring(ResourceRow old) {
        return undone().stream().filter(n -> tables.resources(stack.id).get(n.resource).requires.contains(old.no)).collect(Collectors.toSet());
    }

    private static Set<NodeRow> with(Set<NodeRow> nodes, NodeRow added) {
        return Stream.concat(nodes.stream(), Stream.of(added)).collect(Collectors.toSet());
    }

    /** A new copy that waits for the old one's cleanup is not waited for by that; nor are those that come after it. */
    private Set<NodeRow> whatComesNotAfter(NodeRow node, Set<NodeRow> nodes) {
        Set<NodeRow> after = reachable(node);
        return nodes.stream().filter(n -> !after.contains(n)).collect(Collectors.toSet());
    }

    private List<NodeRow> cleanups(List<Integer> resources) {
        return undone().stream().filter(n -> n.kind == NodeKind.CLEANUP && resources.contains(n.resource)).toList();
    }

    /**
     * Whether one of {@code steps} waits, directly or not, for {@code node}. It must then not wait for what waits for them: the circle would never end. What
     * an interrupted action required and what older copies require can lead to that.
     */
    private boolean leadsTo(NodeRow node, Set<NodeRow> steps) {
        return reachable(node).stream().anyMatch(steps::contains);
    }

    /** The step itself, and all undone ones that wait for it, directly or not. */
    private Set<NodeRow> reachable(NodeRow node) {
        Set<NodeRow> seen = new HashSet<>();
        Queue<NodeRow> open = new ArrayDeque<>(List.of(node));
        while (!open.isEmpty()) {
            NodeRow next = open.remove();
            if (!next.done && seen.add(next)) {
                next.dependents.forEach(no -> open.add(tables.nodes(stack.id).get(no)));
            }
        }
        return seen;
    }

    private List<NodeRow> undone() {
        return tables.nodes(stack.id).values().stream().filter(n -> n.traversal == stack.traversal && !n.done).toList();
    }

    private void unlink(ResourceRow old, int newNo, String reason) {
        Optional<EngineId> by = old.engine;
        old.release();
        old.status = old.inputHash.isPresent() ? Status.COMPLETE : Status.FAILED;
        old.reason = ResourceReason.replaced(newNo, old.replacement, reason);
        old.args = old.properties.orElse(old.args);
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
        row.replacement = old.replacement;
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
