package io.rowloom.db;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;

/**
 * What replacements do to the steps of a traversal: works it out for one after the other, each on what the ones before it made. Pure; for one thread.
 *
 * <p>Per replacement there are steps {@code before} the cleanup of the old copy: the own one, and all of rows that require that copy. And there are steps {@code after} it:
 * cleanups of what the old copy requires. Those cannot be running, since each waits for the own step itself. Where the old copy goes first, the own step waits for the
 * cleanup instead.
 */
final class Relinking {
    /**
     * A step that is not done.
     *
     * @param requires what its row requires, at least of the rows to be replaced
     * @param ownOnly whether it is no cleanup, and waits for nothing but the own steps of the rows to be replaced: these are under way, so nothing else leads to it
     */
    record Step(int no, int resource, boolean cleanup, Set<Integer> requires, boolean ownOnly) {}

    /** A row to be replaced, and its step. */
    record Old(int no, int own, Set<Integer> requires, boolean goesFirst) {}

    /** What changes about a step. {@code copy}: the row that it is about from now on; none: as before. */
    static final class Change {
        private final List<Integer> dependents = new ArrayList<>();
        private int waits;
        private int copy;

        List<Integer> dependents() {
            return dependents;
        }

        int waits() {
            return waits;
        }

        /** 0: none. */
        int copy() {
            return copy;
        }
    }

    /** A new step: the cleanup of a row. */
    static final class Cleanup {
        private final int no;
        private final int resource;
        private final List<Integer> dependents;
        private int waitingFor;

        private Cleanup(int no, int resource, int waitingFor, Collection<Integer> dependents) {
            this.no = no;
            this.resource = resource;
            this.waitingFor = waitingFor;
            this.dependents = new ArrayList<>(dependents);
        }

        int no() {
            return no;
        }

        int resource() {
            return resource;
        }

        int waitingFor() {
            return waitingFor;
        }

        List<Integer> dependents() {
            return dependents;
        }
    }

    private final Map<Integer, Step> steps = new TreeMap<>();
    private final Map<Integer, List<Integer>> dependents = new HashMap<>();
    private final Map<Integer, Change> changes = new TreeMap<>();
    private final Map<Integer, Cleanup> cleanups = new TreeMap<>();

    /** @param steps at least those that are undone and of the rows, of what requires them, or a cleanup of what they require */
    Relinking(Collection<Step> steps) {
        steps.forEach(step -> this.steps.put(step.no(), step));
    }

    boolean has(int step) {
        return steps.containsKey(step);
    }

    /** From where it must be known which steps come later, before anything is replaced; nothing, where no circle can come of it. */
    Set<Integer> toBeFollowed(List<Old> rows) {
        Set<Integer> replaced = rows.stream().map(Old::no).collect(ImmutableSet.toImmutableSet());
        boolean anyGoesFirst = rows.stream().anyMatch(Old::goesFirst);
        if (rows.stream().noneMatch(row -> (anyGoesFirst ? requiring(row).size() > 1 : canBeReached(row))
                && (row.goesFirst() || !cleanupsFor(row).isEmpty() || !Collections.disjoint(row.requires(), replaced)))) {
            return Set.of();
        }
        Set<Integer> from = new HashSet<>();
        for (Old row : rows) {
            from.addAll(cleanupsFor(row));
            if (row.goesFirst()) {
                from.add(row.own());
            }
        }
        return from;
    }

    /** @param dependents of all steps that are not done and come after one of those {@link #toBeFollowed}, themselves included */
    void follow(Map<Integer, List<Integer>> dependents) {
        dependents.forEach((step, later) -> this.dependents.put(step, new ArrayList<>(later)));
    }

    /** The old copy is cleaned up by a step of number {@code cleanup}. Answers what can run now, of the step and that one. */
    List<Integer> replace(Old old, int copy, int cleanup) {
        List<Integer> before = before(old);
        List<Integer> after = new ArrayList<>(after(old, before));
        if (old.goesFirst()) {
            after.add(old.own());
        }
        repoint(old, copy);
        before.forEach(step -> dependentsOf(step).add(cleanup));
        after.forEach(this::waitForOneMore);
        cleanups.put(cleanup, new Cleanup(cleanup, old.no(), before.size(), after));
        steps.put(cleanup, new Step(cleanup, old.no(), true, old.requires(), false));
        before.stream().filter(dependents::containsKey).forEach(step -> dependents.get(step).add(cleanup));
        dependents.put(cleanup, new ArrayList<>(after));
        if (!old.goesFirst()) {
            return List.of(old.own());
        }
        return before.isEmpty() ? List.of(cleanup) : List.of();
    }

    /** The old copy stays. Answers the cleanups of what it requires, which then stays, too. */
    List<Integer> keep(Old old, int copy) {
        List<Integer> after = after(old, before(old));
        repoint(old, copy);
        return after;
    }

    private void repoint(Old old, int copy) {
        change(old.own()).copy = copy;
        steps.put(old.own(), new Step(old.own(), copy, false, Set.of(), false));
    }

    private List<Integer> dependentsOf(int step) {
        return cleanups.containsKey(step) ? cleanups.get(step).dependents : change(step).dependents;
    }

    private void waitForOneMore(int step) {
        if (cleanups.containsKey(step)) {
            cleanups.get(step).waitingFor++;
        } else {
            change(step).waits++;
        }
    }

    private Change change(int step) {
        return changes.computeIfAbsent(step, _ -> new Change());
    }

    Map<Integer, Change> changes() {
        return changes;
    }

    List<Cleanup> cleanups() {
        return ImmutableList.copyOf(cleanups.values());
    }

    private List<Integer> requiring(Old old) {
        return steps.values().stream().filter(step -> step.no() == old.own() || step.requires().contains(old.no())).map(Step::no).toList();
    }

    /** Whether a cleanup may lead to what requires the old copy, while none goes first. */
    private boolean canBeReached(Old old) {
        return requiring(old).stream().anyMatch(step -> step != old.own() && !steps.get(step).ownOnly());
    }

    private List<Integer> cleanupsFor(Old old) {
        return steps.values().stream().filter(step -> step.cleanup() && old.requires().contains(step.resource())).map(Step::no).toList();
    }

    /** Where the new copy's step waits for the old one's cleanup, so do all steps that come after that step: the cleanup must not wait for them. */
    private List<Integer> before(Old old) {
        List<Integer> requiring = requiring(old);
        if (!old.goesFirst()) {
            return requiring;
        }
        Set<Integer> later = Sets.union(reachable(old.own()), Set.of(old.own()));
        return requiring.stream().filter(step -> !later.contains(step)).toList();
    }

    /**
     * Cleanups that do not lead to one of {@code before}: such a one must not wait for what waits for it. What an interrupted action required and what older copies require
     * can lead to that. None leads to the own step: that is under way, so it waits for nothing.
     */
    private List<Integer> after(Old old, List<Integer> before) {
        Set<Integer> others = Sets.difference(ImmutableSet.copyOf(before), Set.of(old.own()));
        return cleanupsFor(old).stream().filter(first -> others.isEmpty() || Collections.disjoint(reachable(first), others)).toList();
    }

    private Set<Integer> reachable(int first) {
        Set<Integer> seen = new HashSet<>();
        Queue<Integer> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            int next = open.remove();
            if (dependents.containsKey(next) && seen.add(next)) {
                open.addAll(dependents.get(next));
            }
        }
        return seen;
    }
}
