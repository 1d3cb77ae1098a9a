package io.rowloom.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Who did what when, in virtual time, for people. Kept only when asked for, since most runs are never looked at. */
public final class Chronicle {
    /** @param what the verb or action; {@code came} what it came to */
    public record Entry(Duration at, String who, String what, String came) {}

    /** The actor outside of all processes. */
    static final String USER = "user";

    private final Supplier<Duration> clock;
    private final Supplier<String> actor;
    private final List<Entry> entries = new ArrayList<>();
    private boolean kept;

    /** @param actor who acts now, by name */
    Chronicle(Supplier<Duration> clock, Supplier<String> actor) {
        this.clock = clock;
        this.actor = actor;
    }

    void keep() {
        kept = true;
    }

    /** What a worker wrote. What a user asks for is told by who makes the request. */
    void write(String verb, Supplier<String> came) {
        if (kept && !actor.get().equals(USER)) {
            say(verb, came.get());
        }
    }

    void say(String what, String came) {
        say(kept ? actor.get() : "", what, came);
    }

    public void say(String who, String what, String came) {
        if (kept) {
            entries.add(new Entry(clock.get(), who, what, came));
        }
    }

    public List<Entry> entries() {
        return List.copyOf(entries);
    }
}
