package io.rowloom.cli.progress;

import io.rowloom.engine.EngineId;
import io.rowloom.engine.EngineRow;
import io.rowloom.event.Cursor;
import io.rowloom.event.Event;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackId;
import io.rowloom.store.Store;
import io.rowloom.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Follows one stack until its current traversal ends, by reading committed rows a few times a second. An outage of the database is waited out. Not
 * thread-safe.
 */
public final class Watch {
    private static final int PAGE = 500;
    private static final Duration PERIOD = Duration.ofMillis(200);
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(1);

    private final Store store;
    private final StackId stack;
    private final Function<String, SortedMap<String, Set<String>>> dependencies;
    private final Clock clock;
    private final History history = new History();
    private final Map<EngineId, String> engines = new HashMap<>();
    private Cursor position = Cursor.START;
    private String targetHash = "";
    private SortedMap<String, Set<String>> target = new TreeMap<>();
    private int traversal = -1;
    /** The first traversal whose events are news; it begins with an event of its own. */
    private int shownFrom;
    private boolean begun;
    /** How far the database's clock, which rows and events are stamped with, is ahead of ours. */
    private Duration ahead = Duration.ZERO;

    /** @param dependencies of the stored target with this hash: its resources with what each depends on */
    public Watch(Store store, StackId stack, Function<String, SortedMap<String, Set<String>>> dependencies, Clock clock) {
        this.store = store;
        this.stack = stack;
        this.dependencies = dependencies;
        this.clock = clock;
    }

    /** From now on only what happens from the first event of that traversal on is news, also what actions of older ones still come to. */
    public Watch since(int first) {
        shownFrom = first;
        return this;
    }

    /**
     * Shows progress until the stack is not in progress any more, or the limit is over.
     *
     * @return the stack as it ended; empty when it took too long
     * @throws StoreUnavailableException after a minute without database
     */
    public Optional<Stack> untilEnd(Display display, Optional<Duration> limit) throws InterruptedException {
        return until(display, limit, picture -> !picture.stack().inProgress());
    }

    /** The same with a condition of the caller's. */
    public Optional<Stack> until(Display display, Optional<Duration> limit, java.util.function.Predicate<Picture> enough) throws InterruptedException {
        Instant began = clock.instant();
        Instant reached = began;
        while (true) {
            try {
                Picture picture = look(display);
                reached = clock.instant();
                if (enough.test(picture)) {
                    return Optional.of(picture.stack());
                }
            } catch (StoreUnavailableException e) {
                if (Duration.between(reached, clock.instant()).compareTo(LONGEST_OUTAGE) > 0) {
                    throw e;
                }
            }
            if (limit.filter(most -> Duration.between(began, clock.instant()).compareTo(most) >= 0).isPresent()) {
                return Optional.empty();
            }
            Thread.sleep(PERIOD);
        }
    }

    /** The stack row is read first: when it says that it ended, its last events are committed, too. */
    private Picture look(Display display) {
        Stack now = store.stacks().find(stack).orElseThrow(() -> new IllegalStateException("stack " + stack + " has no row any more"));
        List<Event> news = news();
        engineNames(news);
        now.target().filter(hash -> !hash.equals(targetHash)).ifPresent(hash -> {
            target = dependencies.apply(hash);
            targetHash = hash;
        });
        if (traversal >= 0 && now.traversal() != traversal) {
            display.say("The stack is now at " + now.action() + " (traversal " + now.traversal() + ").");
        }
        traversal = now.traversal();
        Picture picture = new Picture(now, store.resources().list(stack), now.target().isPresent() ? target : new TreeMap<>(), history, engines,
                clock.instant().plus(ahead));
        display.show(picture, news);
        return picture;
    }

    private List<Event> news() {
        List<Event> all = new ArrayList<>();
        List<Event> page;
        do {
            page = store.events().after(stack, position, PAGE);
            page.forEach(event -> {
                history.add(event);
                begun |= event.traversal() >= shownFrom;
                if (begun) {
                    all.add(event);
                }
            });
            position = page.isEmpty() ? position : page.getLast().position();
        } while (page.size() == PAGE);
        return all;
    }

    private void engineNames(List<Event> news) {
        boolean unknown = engines.isEmpty() || news.stream().anyMatch(event -> event.engine().filter(id -> !engines.containsKey(id)).isPresent());
        if (unknown) {
            for (EngineRow row : store.engines().list()) {
                engines.put(row.info().id(), row.info().name());
                ahead = Duration.between(clock.instant(), row.now());
            }
        }
    }
}
