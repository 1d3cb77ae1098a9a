package io.rowloom.worker;

import io.rowloom.resource.DueAction;
import io.rowloom.stack.StackId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Open actions to go on with: those that this engine put aside itself, when their time has come, and those that a look into the rows found. So nothing needs to be read
 * for an action that is looked at again and again. In memory only: what is lost with the process, or forgotten because there is too much, looks find. What somebody else went
 * on with is out of date here, and the resume of it matches no row. Thread-safe.
 */
final class DueActions {
    /** More than that is not put aside here, but left to looks; what these find is due, and always remembered. */
    static final int MOST = 100_000;

    private record Key(StackId stack, int no, long version) {
        static Key of(DueAction action) {
            return new Key(action.stack(), action.no(), action.version());
        }
    }

    /** @param order those of one time come in the order in which they were told of */
    private record Entry(Duration at, long order, DueAction action) {}

    private final Supplier<Duration> elapsed;
    private final Runnable wake;
    private final NavigableSet<Entry> byTime = new TreeSet<>(Comparator.comparing(Entry::at).thenComparing(Entry::order));
    private final Map<Key, Entry> known = new HashMap<>();
    private long told;
    private boolean more;
    /** The first one at once. */
    private Duration nextLook = Duration.ZERO;

    /**
     * @param elapsed as of {@link Tasks#elapsed}
     * @param wake for whoever waits until {@link #next}
     */
    DueActions(Supplier<Duration> elapsed, Runnable wake) {
        this.elapsed = elapsed;
        this.wake = wake;
    }

    /** To be gone on with after that time. */
    synchronized void putAside(DueAction action, Duration time) {
        if (known.size() < MOST || known.containsKey(Key.of(action))) {
            remember(action, elapsed.get().plus(time));
        } else {
            lookIn(time);
        }
    }

    private void remember(DueAction action, Duration at) {
        Entry entry = new Entry(at, told++, action);
        Entry before = known.put(Key.of(action), entry);
        if (before != null) {
            byTime.remove(before);
        }
        byTime.add(entry);
        if (byTime.first().equals(entry)) {
            wake.run();
        }
    }

    /** There may be something in the rows that is due. */
    void look() {
        lookIn(Duration.ZERO);
    }

    /** There may be after that time. */
    synchronized void lookIn(Duration time) {
        Duration at = elapsed.get().plus(time);
        if (at.compareTo(nextLook) < 0) {
            nextLook = at;
            wake.run();
        }
    }

    /** Whether to look into the rows now. */
    synchronized boolean takeLook() {
        Duration now = elapsed.get();
        boolean was = nextLook.compareTo(now) <= 0 || (more && !anyAt(now));
        if (was) {
            more = false;
            nextLook = now.plus(Duration.ofDays(1));
        }
        return was;
    }

    /**
     * What a look found.
     *
     * @param all it was not cut short
     */
    synchronized void found(List<DueAction> actions, boolean all) {
        Duration now = elapsed.get();
        actions.stream().filter(action -> isLater(known.get(Key.of(action)), now)).forEach(action -> remember(action, now));
        more = !all;
    }

    private static boolean isLater(@Nullable Entry entry, Duration now) {
        return entry == null || entry.at().compareTo(now) > 0;
    }

    /** Takes out what is due, the oldest first. */
    synchronized List<DueAction> take(int most) {
        Duration now = elapsed.get();
        List<DueAction> taken = new ArrayList<>();
        while (taken.size() < most && anyAt(now)) {
            DueAction action = byTime.removeFirst().action();
            known.remove(Key.of(action));
            taken.add(action);
        }
        return taken;
    }

    private boolean anyAt(Duration now) {
        return !byTime.isEmpty() && byTime.first().at().compareTo(now) <= 0;
    }

    /** When there will be something to take, or to look for. */
    synchronized Duration next() {
        Duration first = byTime.isEmpty() ? nextLook : byTime.first().at();
        return first.compareTo(nextLook) < 0 ? first : nextLook;
    }
}
