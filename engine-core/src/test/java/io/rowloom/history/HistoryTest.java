package io.rowloom.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.engine.EngineId;
import io.rowloom.event.Cursor;
import io.rowloom.event.Event;
import io.rowloom.history.Traversal.Counts;
import io.rowloom.history.Traversal.Destination;
import io.rowloom.history.Traversal.Ending;
import io.rowloom.stack.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final EngineId ONE = new EngineId(new UUID(0, 1));
    private static final EngineId TWO = new EngineId(new UUID(0, 2));

    private final List<Event> events = new ArrayList<>();

    private HistoryTest stack(int traversal, String action, String status, String reason) {
        events.add(event(traversal, OptionalInt.empty(), "web", action, status, reason, Optional.empty()));
        return this;
    }

    private HistoryTest begin(int traversal, String action) {
        return stack(traversal, action, "IN_PROGRESS", "Stack " + action + " started");
    }

    private HistoryTest complete(int traversal, String action) {
        return stack(traversal, action, "COMPLETE", "Stack " + action + " completed successfully");
    }

    private HistoryTest resource(int traversal, int row, String name, String action, String status, String reason, EngineId... engine) {
        events.add(event(traversal, OptionalInt.of(row), name, action, status, reason, engine.length == 0 ? Optional.empty() : Optional.of(engine[0])));
        return this;
    }

    /** An action from its beginning to its end. */
    private HistoryTest acted(int traversal, int row, String name, String action, EngineId engine) {
        return resource(traversal, row, name, action, "IN_PROGRESS", "state changed", engine)
                .resource(traversal, row, name, action, "COMPLETE", "state changed", engine);
    }

    /** Events are a second apart. */
    private Event event(int traversal, OptionalInt row, String name, String action, String status, String reason, Optional<EngineId> engine) {
        return new Event(new Cursor(events.size(), 0), Instant.EPOCH.plusSeconds(events.size()), traversal, row, name, "T", Optional.empty(), action, status, reason,
                events.size(), engine);
    }

    private List<Traversal> told() {
        return History.of(events);
    }

    private Traversal told(int index) {
        return told().get(index);
    }

    @Test
    void noEventsAreNoHistory() {
        assertThat(told()).isEmpty();
    }

    @Test
    void aTraversalHasABeginningAnEndAndThoseWhoActed() {
        begin(1, "CREATE").acted(1, 1, "a", "CREATE", ONE).acted(1, 2, "b", "CREATE", TWO).acted(1, 3, "c", "CREATE", TWO).complete(1, "CREATE");
        assertThat(told()).containsExactly(new Traversal(1, "CREATE", Origin.USER, Instant.EPOCH, new Ending.Complete(Instant.EPOCH.plusSeconds(7)), Optional.empty(),
                new Counts(3, 0, 0, 0, 0, 0, 0), Map.of(TWO, 2, ONE, 1)));
        assertThat(told(0).took()).contains(Duration.ofSeconds(7));
        assertThat(told(0).actions().keySet()).containsExactly(TWO, ONE);
    }

    @Test
    void whatRunsHasNoEnd() {
        begin(1, "CREATE").resource(1, 1, "a", "CREATE", "IN_PROGRESS", "", ONE);
        assertThat(told(0).ending()).isEqualTo(new Ending.Running());
        assertThat(told(0).took()).isEmpty();
        assertThat(told(0).actions()).containsOnlyKeys(ONE);
    }

    @Test
    void aNewerRequestSupersedesAndLateOutcomesBelongToTheOlder() {
        begin(1, "CREATE").resource(1, 1, "a", "CREATE", "IN_PROGRESS", "", ONE).begin(2, "UPDATE").resource(1, 1, "a", "CREATE", "COMPLETE", "", ONE)
                .acted(2, 1, "a", "UPDATE", ONE).complete(2, "UPDATE");
        assertThat(told(0).ending()).isEqualTo(new Ending.Superseded(Instant.EPOCH.plusSeconds(2), 2));
        assertThat(told(0).counts().created()).isEqualTo(1);
        assertThat(told(1).counts()).isEqualTo(new Counts(0, 1, 0, 0, 0, 0, 0));
    }

    @Test
    void aFailureLeadsBackToWhatCompletedLast() {
        begin(1, "CREATE").complete(1, "CREATE").begin(2, "UPDATE").resource(2, 1, "a", "UPDATE", "FAILED", "it broke", ONE)
                .stack(2, "UPDATE", "FAILED", "Resource UPDATE failed: it broke").stack(3, "ROLLBACK", "IN_PROGRESS", "Resource UPDATE failed: it broke")
                .complete(3, "ROLLBACK").begin(4, "UPDATE").stack(4, "UPDATE", "FAILED", "no").begin(5, "ROLLBACK");
        assertThat(told(1).ending()).isEqualTo(new Ending.Failed(Instant.EPOCH.plusSeconds(4), "Resource UPDATE failed: it broke", OptionalInt.of(3)));
        assertThat(told(1).counts().failed()).isEqualTo(1);
        assertThat(told(2).leadsTo()).contains(new Destination.ToTraversal(1));
        assertThat(((Ending.Failed) told(3).ending()).rolledBackBy()).as("a user asked for it").isEmpty();
        assertThat(told(4).leadsTo()).as("a rollback led to the same").contains(new Destination.ToTraversal(1));
    }

    @Test
    void whatAPolicyAskedForIsToldFromWhatUsersAskedFor() {
        begin(1, "CREATE").complete(1, "CREATE").stack(2, "UPDATE", "IN_PROGRESS", "Stack UPDATE started by the drift policy").complete(2, "UPDATE").begin(3, "UPDATE");
        assertThat(told()).extracting(Traversal::origin).containsExactly(Origin.USER, Origin.DRIFT_POLICY, Origin.USER);
    }

    @Test
    void aRollbackOfACreateLeadsToNothing() {
        begin(1, "CREATE").stack(1, "CREATE", "FAILED", "Stack CREATE timed out").stack(2, "ROLLBACK", "IN_PROGRESS", "Stack CREATE timed out");
        assertThat(told(0).ending()).isEqualTo(new Ending.TimedOut(Instant.EPOCH.plusSeconds(1), OptionalInt.of(2)));
        assertThat(told(1).leadsTo()).contains(new Destination.ToNothing());
    }

    @Test
    void aCancelEndsTheTraversalBeforeIt() {
        begin(1, "CREATE").resource(1, 1, "a", "CREATE", "IN_PROGRESS", "", ONE).stack(2, "CREATE", "FAILED", "Stack CREATE cancelled")
                .resource(1, 1, "a", "CREATE", "FAILED", "cancelled", TWO).begin(3, "UPDATE");
        assertThat(told()).extracting(Traversal::number).containsExactly(1, 3);
        assertThat(told(0).ending()).isEqualTo(new Ending.Cancelled(Instant.EPOCH.plusSeconds(2)));
        assertThat(told(0).counts()).isEqualTo(new Counts(0, 0, 0, 0, 0, 1, 0));
        assertThat(told(0).actions()).as("both took part in the one action").isEqualTo(Map.of(ONE, 1, TWO, 1));
    }

    @Test
    void aReplacementIsOneThing() {
        begin(1, "UPDATE").resource(1, 1, "a", "UPDATE", "IN_PROGRESS", "", ONE).resource(1, 1, "a", "UPDATE", "COMPLETE", "replaced by 4: a property changed", ONE)
                .acted(1, 4, "a", "CREATE", ONE).acted(1, 2, "b", "UPDATE", ONE).acted(1, 1, "a", "DELETE", ONE).complete(1, "UPDATE");
        assertThat(told(0).counts()).isEqualTo(new Counts(0, 1, 1, 0, 0, 0, 0));
        begin(2, "UPDATE").acted(2, 9, "a", "CREATE", ONE).resource(2, 4, "a", "DELETE", "COMPLETE", "retained by its deletion policy").acted(2, 2, "b", "DELETE", ONE)
                .resource(2, 3, "c", "DELETE", "COMPLETE", "nothing was created").complete(2, "UPDATE");
        assertThat(told(1).counts()).isEqualTo(new Counts(0, 0, 1, 1, 0, 0, 0));
    }

    @Test
    void aReplacementThatIsNotDoneWasNone() {
        begin(1, "UPDATE").resource(1, 1, "a", "UPDATE", "FAILED", "replaced by 4: its create failed", ONE).resource(1, 4, "a", "CREATE", "FAILED", "broke", ONE)
                .stack(1, "UPDATE", "FAILED", "broke");
        assertThat(told(0).counts()).isEqualTo(new Counts(0, 0, 0, 0, 1, 0, 0));
    }

    @Test
    void whereOldEventsAreGoneItBeginsWithTheOldestWholeTraversal() {
        begin(1, "CREATE").acted(1, 1, "a", "CREATE", ONE).complete(1, "CREATE").begin(2, "UPDATE").resource(1, 2, "b", "CREATE", "COMPLETE", "", ONE)
                .acted(2, 1, "a", "UPDATE", ONE).stack(2, "UPDATE", "FAILED", "no").begin(3, "ROLLBACK").complete(3, "ROLLBACK");
        for (int gone = 1; gone <= 4; gone++) {
            List<Traversal> rest = History.of(events.subList(gone, events.size()));
            assertThat(rest).as("%d gone", gone).extracting(Traversal::number).containsExactly(2, 3);
            assertThat(rest.getFirst().counts()).isEqualTo(new Counts(0, 1, 0, 0, 0, 0, 0));
            assertThat(rest.getLast().leadsTo()).contains(new Destination.ToBeforeHistory());
        }
        List<Traversal> rest = History.of(events.subList(5, events.size()));
        assertThat(rest).extracting(Traversal::number).containsExactly(3);
        assertThat(History.of(events.subList(10, events.size()))).isEmpty();
    }
}
