package io.rowloom.worker;

import io.rowloom.resource.ReadyNode;
import io.rowloom.resource.StackHead;
import io.rowloom.resource.StackWork;
import io.rowloom.stack.StackId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Nodes that were read when they could run, and are claimed when there are slots for them: so that there is not a look for work before each claim. All of it may be out
 * of date; a claim of what moved since matches no row. What is older than {@code lasts} is forgotten, since others will have found it. How far it reads ahead follows
 * from how fast it is used up. Thread-safe.
 */
final class Backlog {
    private static final int MOST_AHEAD = 16;
    /** So many times {@code lasts} it knows what was taken: longer than looks take. */
    private static final int REMEMBERED = 4;

    /** A row as it was read, for whichever of its nodes. */
    private record Taken(StackId stack, int no, long version) {
        static Taken of(StackHead stack, ReadyNode node) {
            return new Taken(stack.id(), node.no(), node.version());
        }
    }

    private static final class Kept {
        private StackHead stack;
        private Duration readAt;
        private final Map<Integer, ReadyNode> nodes = new LinkedHashMap<>();

        Kept(StackHead stack, Duration readAt) {
            this.stack = stack;
            this.readAt = readAt;
        }
    }

    private final Tasks tasks;
    private final Duration lasts;
    private final int slots;
    private final Map<StackId, Kept> stacks = new LinkedHashMap<>();
    /** When, the first ones first. */
    private final LinkedHashMap<Taken, Duration> taken = new LinkedHashMap<>();
    private int size;
    private int ahead;
    private boolean more;
    private boolean hungry;

    Backlog(Tasks tasks, Duration lasts, int slots) {
        this.tasks = tasks;
        this.lasts = lasts;
        this.slots = slots;
        this.ahead = slots;
    }

    /** How many nodes there is room for. */
    synchronized int room() {
        forget();
        return Math.max(0, ahead - size);
    }

    /** Less than the slots can take. */
    synchronized boolean low() {
        forget();
        return size < slots;
    }

    /** A look for work was answered with as much as it asked for: there is more. */
    synchronized void more() {
        more = true;
    }

    synchronized boolean takeMore() {
        boolean was = more;
        more = false;
        return was;
    }

    /** Claims were tried. Where others were faster at most of them, they will have been at the rest, too. */
    synchronized void tried(int claims, int won) {
        if (2 * won < claims) {
            stacks.clear();
            size = 0;
            ahead = slots;
            hungry = true;
            more = true;
        }
    }

    /** Some of what was taken was begun. */
    synchronized void used() {
        if (low()) {
            hungry = true;
            ahead = Math.min(2 * ahead, MOST_AHEAD * slots);
        }
    }

    /** Whether it was used since the last time, and little is left. */
    synchronized boolean takeHungry() {
        boolean was = hungry;
        hungry = false;
        return was;
    }

    /** Of what was found what was not taken since then: claims of the rest are under way, or over, so another one would be in vain. If they failed, a later look finds it. */
    synchronized StackWork notTaken(StackWork found, Duration since) {
        return new StackWork(found.stack(), found.nodes().stream().filter(node -> taken.getOrDefault(Taken.of(found.stack(), node), since).compareTo(since) <= 0).toList(), found.limited());
    }

    /** Takes the place of what was known of the same nodes, and of other traversals of the stack. */
    synchronized void add(StackWork work) {
        Kept kept = stacks.computeIfAbsent(work.stack().id(), _ -> new Kept(work.stack(), tasks.elapsed()));
        size -= kept.nodes.size();
        if (kept.stack.traversal() != work.stack().traversal()) {
            kept.nodes.clear();
        }
        kept.stack = work.stack();
        kept.readAt = tasks.elapsed();
        work.nodes().forEach(node -> kept.nodes.put(node.node(), node));
        size += kept.nodes.size();
    }

    /** The same of rows that were made just now: a look may have found some, and they may have been taken, before this is told of them. */
    synchronized void addNew(StackWork work) {
        add(new StackWork(work.stack(), work.nodes().stream().filter(node -> !taken.containsKey(Taken.of(work.stack(), node))).toList(), work.limited()));
    }

    /** Of any stack, those that were read first. */
    List<StackWork> take(int most) {
        return take(most, _ -> true);
    }

    /** The same of some stacks. */
    synchronized List<StackWork> take(int most, Predicate<StackHead> wanted) {
        forget();
        List<StackWork> all = new ArrayList<>();
        int room = most;
        for (Kept kept : List.copyOf(stacks.values())) {
            if (room <= 0) {
                break;
            }
            if (wanted.test(kept.stack)) {
                StackWork work = take(kept, room);
                room -= work.nodes().size();
                all.add(work);
            }
        }
        return all;
    }

    private StackWork take(Kept kept, int most) {
        List<ReadyNode> some = new ArrayList<>();
        Iterator<ReadyNode> nodes = kept.nodes.values().iterator();
        while (nodes.hasNext() && some.size() < most) {
            ReadyNode node = nodes.next();
            some.add(node);
            taken.putLast(Taken.of(kept.stack, node), tasks.elapsed());
            nodes.remove();
        }
        size -= some.size();
        if (kept.nodes.isEmpty()) {
            stacks.remove(kept.stack.id());
        }
        return new StackWork(kept.stack, some, Set.of());
    }

    private void forget() {
        Duration now = tasks.elapsed();
        while (!taken.isEmpty() && now.minus(taken.firstEntry().getValue()).compareTo(lasts.multipliedBy(REMEMBERED)) > 0) {
            taken.pollFirstEntry();
        }
        Iterator<Kept> all = stacks.values().iterator();
        while (all.hasNext()) {
            Kept kept = all.next();
            if (now.minus(kept.readAt).compareTo(lasts) > 0) {
                size -= kept.nodes.size();
                all.remove();
                ahead = slots;
            }
        }
    }
}
