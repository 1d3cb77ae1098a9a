package io.rowloom.worker;

import io.rowloom.stack.StackId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Why the engine's loops should look now rather than at their next poll: nodes that became ready by what it did itself, hints from others, open actions
 * that come due. All of it may be lost; the polls find the same in the rows. Thread-safe.
 */
final class Wakeups {
    /** More would only repeat what a scan finds. */
    private static final int MOST_NODES = 10_000;

    private record Left(StackId stack, int node) {}

    private final Tasks tasks;
    private final Tasks.Signal work;
    private final Tasks.Signal plan;
    private final DueActions due;
    private final Map<StackId, Set<Integer>> nodes = new LinkedHashMap<>();
    /** When to look at nodes again that were left to others. */
    private final Map<Left, Duration> left = new HashMap<>();
    private final Set<String> limitedTypes = ConcurrentHashMap.newKeySet();
    private int count;
    private boolean scan = true;
    private boolean scanAll;

    Wakeups(Tasks tasks) {
        this.tasks = tasks;
        this.work = tasks.signal();
        this.plan = tasks.signal();
        this.due = new DueActions(tasks::elapsed, work::raise);
    }

    /** Nodes of a stack that can run now, as far as their predecessors go. */
    synchronized void ready(StackId stack, List<Integer> numbers) {
        if (numbers.isEmpty()) {
            return;
        }
        if (count + numbers.size() > MOST_NODES) {
            scan = true;
        } else {
            Set<Integer> known = nodes.computeIfAbsent(stack, _ -> new LinkedHashSet<>());
            count -= known.size();
            known.addAll(numbers);
            count += known.size();
        }
        work.raise();
    }

    /** Nodes that others should claim, which may be ready still after that time. */
    synchronized void readyIn(Duration time, StackId stack, List<Integer> numbers) {
        Duration at = tasks.elapsed().plus(time);
        if (left.size() < MOST_NODES) {
            numbers.forEach(number -> left.merge(new Left(stack, number), at, (one, other) -> one.compareTo(other) < 0 ? one : other));
        }
        work.raise();
    }

    /** Most likely they are claimed by now, and there is time for others. */
    private void takeLeft() {
        Duration now = tasks.elapsed();
        List<Left> over = left.entrySet().stream().filter(entry -> entry.getValue().compareTo(now) <= 0).map(Map.Entry::getKey)
                .sorted(Comparator.comparing((Left node) -> node.stack().value()).thenComparing(Left::node)).toList();
        over.forEach(node -> {
            left.remove(node);
            ready(node.stack(), List.of(node.node()));
        });
        scan |= !over.isEmpty();
    }

    /** There may be ready nodes somewhere. */
    synchronized void scan() {
        scan = true;
        work.raise();
    }

    /** Open actions to go on with. */
    DueActions due() {
        return due;
    }

    /** There may be ready nodes that no other engine has heard of, whoever they fall to. */
    synchronized void scanAll() {
        scanAll = true;
        scan();
    }

    /** There may be something of any kind. */
    void everything() {
        synchronized (this) {
            scan = true;
        }
        due.look();
        work.raise();
        plan.raise();
    }

    /** Limits hold for some resources of these types. Never forgotten: one that is taken away costs a look for work too many after each action. */
    void limited(Collection<String> types) {
        limitedTypes.addAll(types);
    }

    /** An action with a resource of this type is over: where a limit holds, others may begin. */
    void over(String type) {
        if (limitedTypes.contains(type)) {
            scanAll();
        }
    }

    void slotFree() {
        work.raise();
    }

    void plan() {
        plan.raise();
    }

    /** Takes up to {@code limit} nodes out. */
    synchronized Map<StackId, List<Integer>> takeNodes(int limit) {
        takeLeft();
        Map<StackId, List<Integer>> taken = new LinkedHashMap<>();
        int room = limit;
        var stacks = nodes.entrySet().iterator();
        while (stacks.hasNext() && room > 0) {
            var stack = stacks.next();
            List<Integer> some = new ArrayList<>(stack.getValue().stream().limit(room).toList());
            some.forEach(stack.getValue()::remove);
            if (stack.getValue().isEmpty()) {
                stacks.remove();
            }
            taken.put(stack.getKey(), some);
            room -= some.size();
            count -= some.size();
        }
        return taken;
    }

    synchronized int knownNodes() {
        return count;
    }

    synchronized boolean takeScan() {
        boolean was = scan;
        scan = false;
        return was;
    }

    /** Whether the scan is for everybody's nodes. To be asked after {@link #takeScan}: then none is missed. */
    synchronized boolean takeScanAll() {
        boolean was = scanAll;
        scanAll = false;
        return was;
    }

    /** Waits for work, at most until an open action is due, or a node that was left to others is to be looked at again. */
    void awaitWork(Duration atMost) throws InterruptedException {
        Duration untilNext;
        synchronized (this) {
            Duration next = due.next();
            untilNext = left.values().stream().min(Duration::compareTo).filter(at -> at.compareTo(next) < 0).orElse(next).minus(tasks.elapsed());
        }
        work.await(untilNext.compareTo(atMost) < 0 ? untilNext : atMost);
    }

    /** Waits while nothing can be begun, whatever is due. */
    void awaitSlot(Duration atMost) throws InterruptedException {
        work.await(atMost);
    }

    void awaitPlan(Duration atMost) throws InterruptedException {
        plan.await(atMost);
    }
}
