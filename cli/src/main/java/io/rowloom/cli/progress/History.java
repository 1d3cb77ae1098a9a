package io.rowloom.cli.progress;

import io.rowloom.engine.EngineId;
import io.rowloom.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a stack's events tell about its resources that their rows do not: when the last action began and ended, and who did it. Not thread-safe. */
public final class History {
    private final Map<Integer, Action> last = new HashMap<>();

    /** @param ended empty while it runs */
    public record Action(Instant began, Optional<Instant> ended, Optional<EngineId> engine) {
        public Optional<Duration> took() {
            return ended.map(end -> Duration.between(began, end));
        }
    }

    /** Events in their order. */
    public void add(Event event) {
        event.resource().ifPresent(no -> last.merge(no, first(event), (before, now) -> now.ended().isEmpty() || before.ended().isPresent() ? now
                : new Action(before.began(), now.ended(), now.engine().or(before::engine))));
    }

    private static Action first(Event event) {
        boolean running = event.status().equals("IN_PROGRESS");
        return new Action(event.at(), running ? Optional.empty() : Optional.of(event.at()), event.engine());
    }

    public Optional<Action> of(int resource) {
        return Optional.ofNullable(last.get(resource));
    }
}
