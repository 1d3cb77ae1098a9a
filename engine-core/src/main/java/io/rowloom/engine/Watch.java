package io.rowloom.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one engine makes of the sessions of the others, as a value: whom it saw, whom it misses, and which of those it may declare dead. Pure; times are those
 * of one monotonic clock.
 *
 * <p>An engine is suspected when it was seen before and is missed now; so one that keeps no session, or keeps it elsewhere, never is. Who is suspected is asked
 * to renew its lease. It is to be declared dead when its lease has stood as it was for the whole time to answer, and only if it still stands so then: the
 * database decides. Who answers twice lives without a session, and is left to its lease until it is seen again.
 *
 * <p>Who does not see itself suspects nobody, and forgets whom it saw: either the service has lost its sessions, or the observer has stood still.
 *
 * @param rules the time to answer
 * @param standings those that were seen, until they answered, or are gone
 */
public record Watch(Rules rules, Map<EngineId, Standing> standings) {
    /** So that a renewal that was under way when its engine died does not count as a sign of life. */
    private static final int ANSWERS = 2;

    /** @param answer how long a lease must stand still before its engine is declared dead */
    public record Rules(Duration answer) {
        public Rules {
            if (!answer.isPositive()) {
                throw new IllegalArgumentException("the time to answer (" + answer + ") must be positive");
            }
        }
    }

    /** What is known of an engine that was seen. */
    public sealed interface Standing {
        record Present() implements Standing {}

        /** Its lease has not been looked at since. */
        record Missed() implements Standing {}

        /**
         * @param lease as it was read first
         * @param since when that was
         * @param answers how often it renewed while it was missed
         */
        record Suspected(Instant lease, Duration since, int answers) implements Standing {}
    }

    /** What to do about an engine that is missed. */
    public sealed interface Step {
        EngineId engine();

        /** Ask it to renew its lease at once. {@code first}: it was not suspected before. */
        record Ask(EngineId engine, boolean first) implements Step {}

        /** Declare it dead, if its lease is still that one. */
        record Declare(EngineId engine, Instant lease) implements Step {}
    }

    /** What follows from what was read. */
    public record Next(Watch watch, List<Step> steps) {
        public Next {
            steps = List.copyOf(steps);
        }
    }

    public Watch {
        standings = Map.copyOf(standings);
    }

    /** Nobody was seen yet. */
    public static Watch begin(Rules rules) {
        return new Watch(rules, Map.of());
    }

    /** All that was seen is forgotten. */
    public Watch forget() {
        return begin(rules);
    }

    /** @param self who looked, as well as the others */
    public Watch saw(EngineId self, Sighting sighting) {
        return switch (sighting) {
            case Sighting.Unknown _ -> forget();
            case Sighting.Seen(var members) when !members.contains(self) -> forget();
            case Sighting.Seen(var members) -> new Watch(rules, seen(self, members));
        };
    }

    private Map<EngineId, Standing> seen(EngineId self, Set<EngineId> members) {
        Map<EngineId, Standing> now = new LinkedHashMap<>();
        standings.forEach((engine, standing) -> now.put(engine, standing instanceof Standing.Present ? new Standing.Missed() : standing));
        members.forEach(member -> now.put(member, new Standing.Present()));
        now.remove(self);
        return now;
    }

    /** Whose leases are to be read now. */
    public Set<EngineId> suspects() {
        return standings.entrySet().stream().filter(entry -> !(entry.getValue() instanceof Standing.Present)).map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /** Whom to look for: those that are believed to live, those that were seen, and oneself. */
    public Set<EngineId> wanted(EngineId self, Iterable<EngineId> live) {
        Set<EngineId> all = new HashSet<>(standings.keySet());
        live.forEach(all::add);
        all.add(self);
        return all;
    }

    /**
     * @param leases of the suspects, read after they were missed; without those that are dead or have no row
     * @param now when they had been read
     */
    public Next read(Map<EngineId, Instant> leases, Duration now) {
        Map<EngineId, Standing> next = new LinkedHashMap<>();
        List<Step> steps = new ArrayList<>();
        standings.forEach((engine, standing) -> {
            if (standing instanceof Standing.Present) {
                next.put(engine, standing);
            } else {
                Optional.ofNullable(leases.get(engine)).flatMap(lease -> suspected(standing, lease, now)).ifPresent(suspected -> {
                    next.put(engine, suspected);
                    steps.add(isOver(suspected, now) ? new Step.Declare(engine, suspected.lease()) : new Step.Ask(engine, standing instanceof Standing.Missed));
                });
            }
        });
        return new Next(new Watch(rules, next), steps);
    }

    /** Empty: it lives without a session. */
    private static Optional<Standing.Suspected> suspected(Standing before, Instant lease, Duration now) {
        return switch (before) {
            case Standing.Suspected same when same.lease().equals(lease) -> Optional.of(same);
            case Standing.Suspected(_, _, int answers) when answers + 1 >= ANSWERS -> Optional.empty();
            case Standing.Suspected(_, _, int answers) -> Optional.of(new Standing.Suspected(lease, now, answers + 1));
            case Standing.Missed _, Standing.Present _ -> Optional.of(new Standing.Suspected(lease, now, 0));
        };
    }

    private boolean isOver(Standing.Suspected suspected, Duration now) {
        return now.minus(suspected.since()).compareTo(rules.answer()) >= 0;
    }

    /** It is dead, and nothing more is to be done about it. */
    public Watch without(EngineId engine) {
        Map<EngineId, Standing> others = new LinkedHashMap<>(standings);
        others.remove(engine);
        return new Watch(rules, others);
    }

    /** How long until somebody's time to answer is over; empty when nobody is suspected. */
    public Optional<Duration> nextIn(Duration now) {
        return standings.values().stream().filter(Standing.Suspected.class::isInstance).map(Standing.Suspected.class::cast)
                .map(suspected -> suspected.since().plus(rules.answer()).minus(now)).min(Duration::compareTo);
    }
}
