package io.rowloom.traversal;

import io.rowloom.traversal.NodeGraph.Reason;
import io.rowloom.traversal.NodeGraph.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Runs the steps of a traversal in the mind (Kahn's algorithm). Where all that is left waits in circles, it walks along one and cuts one edge of it: where
 * something should go no sooner than it must, if there is such an edge, else where one copy replaced another, else where one required another. So nothing waits for ever, and no more of the order is lost than
 * must be. An update that waits for a cleanup goes on doing so: in a circle with one, that cleanup waits for one step less, or one
 * that it waits for and that makes way for its own successor. Linear in steps and edges, plus the lengths of the circles.
 */
final class Circles {
    private final Map<Step, Map<Step, Reason>> before;
    private final Map<Step, Integer> left = new LinkedHashMap<>();
    private final Map<Step, List<Step>> after = new HashMap<>();
    private final Queue<Step> free = new ArrayDeque<>();
    /** Steps that cannot run, each waiting for the next. */
    private final List<Step> path = new ArrayList<>();
    private final Map<Step, Integer> place = new HashMap<>();

    private Circles(Map<Step, Map<Step, Reason>> before) {
        this.before = before;
        before.forEach((step, reasons) -> {
            left.put(step, reasons.size());
            reasons.keySet().forEach(first -> after.computeIfAbsent(first, _ -> new ArrayList<>()).add(step));
            if (reasons.isEmpty()) {
                free.add(step);
            }
        });
    }

    /** @param before for each step those it waits for, and why; the edges that are cut are removed from it */
    static void cut(Map<Step, Map<Step, Reason>> before) {
        Circles circles = new Circles(before);
        circles.run();
        while (!circles.left.isEmpty()) {
            circles.cutOne(circles.walk());
            circles.run();
        }
    }

    private void run() {
        while (!free.isEmpty()) {
            Step step = free.remove();
            left.remove(step);
            after.getOrDefault(step, List.of()).stream().filter(next -> before.get(next).containsKey(step)).forEach(this::lessToWaitFor);
        }
    }

    private void lessToWaitFor(Step step) {
        if (left.merge(step, -1, Integer::sum) == 0) {
            free.add(step);
        }
    }

    /** From wherever the last walk can be taken up to the first step that it meets again. Answers that step's place in the path. */
    private int walk() {
        while (!path.isEmpty() && !left.containsKey(path.getLast())) {
            place.remove(path.removeLast());
        }
        Step step = path.isEmpty() ? left.keySet().iterator().next() : unfinishedBefore(path.getLast());
        while (!place.containsKey(step)) {
            place.put(step, path.size());
            path.add(step);
            step = unfinishedBefore(step);
        }
        return place.get(step);
    }

    private Step unfinishedBefore(Step step) {
        return before.get(step).keySet().stream().filter(left::containsKey).findFirst().orElseThrow();
    }

    private void cutOne(int start) {
        int weakest = weakest(start);
        Step waiting = path.get(weakest);
        before.get(waiting).remove(follower(weakest, start));
        lessToWaitFor(waiting);
        while (path.size() > weakest + 1) {
            place.remove(path.removeLast());
        }
    }

    private int weakest(int start) {
        for (Reason reason : List.of(Reason.NO_SOONER, Reason.DELETE_FIRST, Reason.REPLACES, Reason.REQUIRES)) {
            for (int i = start; i < path.size(); i++) {
                if (before.get(path.get(i)).get(follower(i, start)) == reason) {
                    return reason == Reason.DELETE_FIRST ? lastThatMakesWay(next(i, start), start) : i;
                }
            }
        }
        throw new IllegalStateException("the target's dependencies run in a circle through " + path.subList(start, path.size()));
    }

    /** Of the cleanups that wait for one another from there on. The last one may be in a smaller circle of its own; once that is cut, the others can keep their order. */
    private int lastThatMakesWay(int first, int start) {
        int last = first;
        for (int i = first; follower(i, start).kind() == NodeKind.CLEANUP; i = next(i, start)) {
            last = makesWay(follower(i, start)) ? next(i, start) : last;
        }
        return last;
    }

    private boolean makesWay(Step cleanup) {
        return after.getOrDefault(cleanup, List.of()).stream().anyMatch(step -> before.get(step).get(cleanup) == Reason.DELETE_FIRST);
    }

    private Step follower(int i, int start) {
        return path.get(next(i, start));
    }

    private int next(int i, int start) {
        return i + 1 < path.size() ? i + 1 : start;
    }
}
