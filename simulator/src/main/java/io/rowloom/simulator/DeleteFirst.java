package io.rowloom.simulator;

import io.rowloom.memory.Rows.Node;
import io.rowloom.memory.Rows.OfStack;
import io.rowloom.memory.Rows.Resource;
import io.rowloom.resource.ResourceAction;
import io.rowloom.stack.StackAction;
import io.rowloom.stack.StackId;
import io.rowloom.template.ReplacementOrder;
import io.rowloom.traversal.NodeKind;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is to be so where copies of a name must not exist side by side: whose copies must be made alone, and whose deletion may let down what still requires them. As of the
 * claim that a call is made under.
 */
final class DeleteFirst {
    record Copy(StackId stack, int no) {}

    private record Traversal(StackId stack, int number) {}

    private final Map<Traversal, Model> accepted = new HashMap<>();
    /** Of each stack the last traversal that was planned and led to what a user asked for. */
    private final Map<StackId, Integer> planned = new HashMap<>();
    private final Set<Copy> alone = new HashSet<>();
    /** Copies that are deleted so that another one of their name can be made. */
    private final Set<Copy> makingWay = new HashSet<>();
    /** These, and copies that are deleted so that these can be, with those that must have let go of them before. */
    private final Map<Copy, Set<Integer>> lettingDown = new HashMap<>();

    /** A request was accepted. Nothing is known of it before its user was told; what the rows say counts meanwhile. */
    void accepted(StackId stack, int traversal, Model model) {
        accepted.put(new Traversal(stack, traversal), model);
    }

    void learn(Write write) {
        if (write.verb().startsWith("Plans.write")) {
            write.changes().stream().map(Write.Change::after).map(OfStack::stack).filter(stack -> stack.planned() == stack.traversal() && stack.action().reachesTarget()
                    && stack.action() != StackAction.ROLLBACK).forEach(stack -> planned.put(stack.id(), stack.traversal()));
        }
        write.changes().forEach(change -> write.begun(change).forEach(now -> claimed(change.after(), now)));
    }

    private void claimed(OfStack rows, Resource row) {
        Copy copy = new Copy(rows.stack().id(), row.view().no());
        alone.remove(copy);
        makingWay.remove(copy);
        lettingDown.remove(copy);
        if (row.view().action() == ResourceAction.DELETE) {
            successor(rows, row, row.claimTraversal()).ifPresent(_ -> makingWay.add(copy));
            Set<Integer> later = new HashSet<>();
            cleanups(rows, row).stream().flatMap(gone -> successor(rows, gone, row.claimTraversal()).stream()).forEach(node -> later.addAll(reachable(rows, node)));
            if (!later.isEmpty()) {
                lettingDown.put(copy, ahead(rows, row, later));
            }
        } else if (mustBeAlone(rows, row)) {
            alone.add(copy);
        }
    }

    /** A rollback has to do with the copies of the request that it undoes. */
    private boolean mustBeAlone(OfStack rows, Resource row) {
        StackId stack = rows.stack().id();
        boolean back = rows.stack().action() == StackAction.ROLLBACK && rows.stack().traversal() == row.claimTraversal();
        Model model = accepted.getOrDefault(new Traversal(stack, back ? planned.getOrDefault(stack, 0) : row.claimTraversal()), Model.of());
        return row.replacement() == ReplacementOrder.DELETE_FIRST
                || Optional.ofNullable(model.resources().get(row.view().name())).filter(Model.Resource::deletedFirst).isPresent();
    }

    /** The copy, and those whose cleanups wait for it to go, directly or not. */
    private static Set<Resource> cleanups(OfStack rows, Resource first) {
        Set<Resource> seen = new LinkedHashSet<>(Set.of(first));
        Queue<Integer> open = new ArrayDeque<>(List.of(first.claimNode()));
        while (!open.isEmpty()) {
            Optional.ofNullable(rows.nodes().get(open.remove())).map(Node::dependents).orElse(List.of()).stream().map(rows.nodes()::get)
                    .filter(n -> n != null && n.kind() == NodeKind.CLEANUP && !n.done() && seen.add(rows.resources().get(n.resource()))).forEach(n -> open.add(n.no()));
        }
        return seen;
    }

    /** The step that makes, or keeps, the one copy of the name, after the others are gone. */
    private static Optional<Node> successor(OfStack rows, Resource old, int traversal) {
        return rows.nodes().values().stream().filter(n -> !n.done() && n.traversal() == traversal && n.kind() == NodeKind.UPDATE).filter(n -> {
            Resource other = rows.resources().get(n.resource());
            return other.view().name().equals(old.view().name()) && other.replacement() == ReplacementOrder.DELETE_FIRST;
        }).findAny();
    }

    /** What requires the old copy and has a step of its own that need not wait for the new one. */
    private static Set<Integer> ahead(OfStack rows, Resource old, Set<Integer> later) {
        return rows.nodes().values().stream().filter(n -> !n.done() && n.traversal() == old.claimTraversal() && n.no() != old.claimNode() && !later.contains(n.no()))
                .map(Node::resource).filter(no -> rows.resources().get(no).view().required().contains(old.view().no())).collect(Collectors.toSet());
    }

    private static Set<Integer> reachable(OfStack rows, Node first) {
        Set<Integer> seen = new HashSet<>();
        Queue<Integer> open = new ArrayDeque<>(List.of(first.no()));
        while (!open.isEmpty()) {
            Node next = rows.nodes().get(open.remove());
            if (!next.done() && seen.add(next.no())) {
                open.addAll(next.dependents());
            }
        }
        return seen;
    }

    boolean mustBeAlone(Copy copy) {
        return alone.contains(copy);
    }

    boolean makesWay(Copy copy) {
        return makingWay.contains(copy);
    }

    /** Whether {@code copy} may go while {@code needing} still requires it. */
    boolean mayLetDown(Copy copy, Copy needing) {
        return Optional.ofNullable(lettingDown.get(copy)).filter(ahead -> !ahead.contains(needing.no())).isPresent();
    }
}
