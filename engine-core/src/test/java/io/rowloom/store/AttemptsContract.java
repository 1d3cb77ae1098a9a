package io.rowloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.engine.EngineId;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.StackId;
import io.rowloom.traversal.PlanDue;
import io.rowloom.traversal.Unplanned;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Attempts to plan: how they are counted, and who is told of them. */
abstract class AttemptsContract extends StoreContract.Part {
    AttemptsContract(Supplier<Store> stores) {
        super(stores);
    }

    @Test
    void attemptsAreCountedPerTraversalWhileItIsDue() {
        StackId web = world.create("web");
        PlanDue due = world.due(web);
        assertThat(store.plans().attempt(due, world.engine)).hasValue(1);
        assertThat(store.plans().attempt(due, world.engine)).hasValue(2);
        world.submitUpdate(web);
        assertThat(store.plans().attempt(due, world.engine)).as("superseded").isEmpty();
        assertThat(store.plans().attempt(world.due(web), world.engine)).hasValue(1);
        world.plan(web, "A");
        assertThat(store.plans().attempt(world.due(web), world.engine)).as("planned").isEmpty();
        assertThat(store.plans().attempt(new PlanDue(world.newStack("none", OnFailure.STOP).id(), 1), world.engine)).isEmpty();
    }

    @Test
    void whoAttemptedLastIsToldAsLongAsItLives() {
        StackId large = world.create("large");
        StackId small = world.create("small");
        assertThat(store.plans().due(10)).extracting(Unplanned::planner).containsOnly(Optional.empty());
        EngineId late = world.startEngine(Duration.ofMillis(-1));
        store.plans().attempt(world.due(large), late);
        assertThat(store.plans().due(10)).as("its lease is over").extracting(Unplanned::planner).containsOnly(Optional.empty());
        store.plans().attempt(world.due(large), world.engine);
        store.plans().firstAttempts(List.of(world.due(small)), world.engine, 100, Duration.ZERO);
        assertThat(store.plans().due(10)).extracting(Unplanned::planner).containsOnly(Optional.of(world.engine));
        world.claim(world.running("A"), "update A");
        store.engines().leave(world.engine);
        assertThat(store.engines().list()).as("its row is there for its claim").hasSize(2);
        assertThat(store.plans().due(10)).as("gone").extracting(Unplanned::planner).containsOnly(Optional.empty());
    }

    @Test
    void anAttemptOfATraversalIsNoneOfTheNextOne() {
        StackId web = world.create(world.newStack("web", OnFailure.ROLLBACK));
        store.plans().attempt(world.due(web), world.engine);
        world.submitUpdate(web);
        assertThat(store.plans().due(10)).containsExactly(new Unplanned(world.due(web), Optional.empty()));
        store.plans().attempt(world.due(web), world.engine);
        store.plans().giveUp(world.due(web), "no way");
        assertThat(store.plans().due(10)).as("rolled back").containsExactly(new Unplanned(world.due(web), Optional.empty()));
    }

    @Test
    void whatNobodyHasAttemptedIsCountedTogetherAndOnce() {
        StackId web = world.complete("A", "B needs A");
        world.submitUpdate(web);
        List<PlanDue> both = List.of(world.due(web), world.due(world.create("fresh")));
        assertThat(store.plans().firstAttempts(both, world.engine, 100, Duration.ZERO)).containsExactlyInAnyOrderElementsOf(both.stream().map(due -> store.plans().read(due.stack()).orElseThrow()).toList())
                .extracting(view -> view.rows().size()).containsExactlyInAnyOrder(2, 0);
        assertThat(store.plans().firstAttempts(both, world.engine, 100, Duration.ZERO)).isEmpty();
        assertThat(store.plans().attempt(both.getFirst(), world.engine)).hasValue(2);
    }

    @Test
    void whatIsNewIsAnsweredAndNotCounted() {
        StackId web = world.complete("A", "B needs A");
        world.submitUpdate(web);
        List<PlanDue> both = List.of(world.due(web), world.due(world.create("fresh")));
        Duration hour = Duration.ofHours(1);
        assertThat(store.plans().firstAttempts(both, world.engine, 100, hour)).containsExactlyInAnyOrderElementsOf(both.stream().map(due -> store.plans().read(due.stack()).orElseThrow()).toList());
        assertThat(store.plans().firstAttempts(both, world.engine, 1, hour)).as("small ones").extracting(PlanDue::of).containsExactly(both.getLast());
        assertThat(store.plans().attempt(both.getFirst(), world.engine)).hasValue(1);
        assertThat(store.plans().firstAttempts(both, world.engine, 100, hour)).as("what was attempted is left out").extracting(PlanDue::of).containsExactly(both.getLast());
        world.plan(both.getLast().stack(), "A");
        assertThat(store.plans().firstAttempts(both, world.engine, 100, hour)).isEmpty();
    }

    @Test
    void firstAttemptsLeaveOutWhatIsLargeSupersededOrPlanned() {
        StackId large = world.complete("A", "B", "C");
        world.submitUpdate(large);
        PlanDue superseded = world.due(world.create("superseded"));
        world.submitUpdate(superseded.stack());
        PlanDue planned = world.due(world.create("planned"));
        world.plan(planned.stack(), "A");
        assertThat(store.plans().firstAttempts(List.of(world.due(large), superseded, planned), world.engine, 2, Duration.ZERO)).isEmpty();
        assertThat(store.plans().attempt(world.due(large), world.engine)).hasValue(1);
        assertThat(store.plans().attempt(world.due(superseded.stack()), world.engine)).hasValue(1);
    }

    @Test
    void aStackWithFewRowsIsSmallHoweverOftenItWasUpdated() {
        StackId web = world.complete("A", "B");
        for (int i = 2; i < 8; i++) {
            world.submitUpdate(web);
            world.plan(web, "A=" + i, "B=" + i);
            world.runAll(web);
        }
        world.submitUpdate(web);
        assertThat(store.plans().firstAttempts(List.of(world.due(web)), world.engine, 2, Duration.ZERO)).hasSize(1);
    }
}
