package io.rowloom.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.lock.LockScope;
import io.rowloom.simulator.Judge;
import io.rowloom.simulator.LockService;
import io.rowloom.simulator.World;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.SubmitResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A story about one stack: what is asked for, at which moment something interferes, what is seen then, and how it ends. A value: it can be played any
 * number of times.
 *
 * <p>Two workers play it, in an order of steps that the seed decides. What is seen on the way ({@code sees…}) is looked at only while nothing disturbs
 * the workers; the end, and the {@link Judge}, are the same in every case.
 */
record Scenario(String name, boolean apart, List<Move> moves) {

    /** @param undisturbedOnly a look at how things are on the way, which a dead worker may delay or change */
    record Move(boolean undisturbedOnly, Consumer<Scene> what) {}

    static Scenario scenario(String name) {
        return new Scenario(name, false, List.of());
    }

    private Scenario move(boolean undisturbedOnly, Consumer<Scene> what) {
        List<Move> longer = new ArrayList<>(moves);
        longer.add(new Move(undisturbedOnly, what));
        return new Scenario(name, apart, List.copyOf(longer));
    }

    Scenario named(String other) {
        return new Scenario(other, apart, moves);
    }

    /** With moments between a success and the claim of what comes next: a lock service, which does nothing wrong, has locks on stacks. */
    Scenario stepByStep() {
        return new Scenario(name, true, moves);
    }

    /** A move of any kind. */
    Scenario then(Consumer<Scene> what) {
        return move(false, what);
    }

    // ---- what users do

    Scenario onFailure(OnFailure setting) {
        return then(scene -> scene.world().onFailure(setting));
    }

    Scenario timeout(Duration setting) {
        return then(scene -> scene.world().timeout(setting));
    }

    /** A create or an update: each resource in a line, as in {@link io.rowloom.simulator.Model}. */
    Scenario submit(String... model) {
        return then(scene -> accepted(scene.world().submit(Scene.STACK, model)));
    }

    /** A create or an update that comes to its end. */
    Scenario complete(String... model) {
        return submit(model).then(scene -> {
            scene.world().settle();
            assertThat(scene.state()).endsWith("_COMPLETE");
        });
    }

    Scenario rollback() {
        return then(scene -> accepted(scene.world().rollback(Scene.STACK)));
    }

    Scenario delete() {
        return then(scene -> accepted(scene.world().delete(Scene.STACK)));
    }

    Scenario cancel() {
        return then(scene -> accepted(scene.world().cancel(Scene.STACK)));
    }

    private static void accepted(SubmitResult result) {
        assertThat(result).isInstanceOf(SubmitResult.Accepted.class);
    }

    // ---- the moment of interference

    /** Lets steps happen until the first moment at which this holds. */
    Scenario until(Predicate<Scene> moment) {
        return then(scene -> scene.world().until(() -> moment.test(scene)));
    }

    // ---- what is seen

    Scenario sees(Consumer<Scene> what) {
        return move(true, what);
    }

    /** Exactly these physical copies exist. */
    Scenario seesThings(String... ids) {
        return sees(scene -> assertThat(scene.things()).as("what exists").containsExactlyInAnyOrder(ids));
    }

    /** Exactly these rows, as {@link Scene#rows()} has them. */
    Scenario seesRows(String... rows) {
        return sees(scene -> assertThat(scene.rows()).as("rows").containsExactlyInAnyOrder(rows));
    }

    /** These rows, and perhaps others, whose state another order of steps would change. */
    Scenario seesAmongRows(String... rows) {
        return sees(scene -> assertThat(scene.rows()).as("rows").contains(rows));
    }

    /** All that was done to physical copies so far, in this order. */
    Scenario seesStory(String... story) {
        return sees(scene -> assertThat(scene.world().reality().story()).as("all that was done").containsExactly(story));
    }

    /** Among all that was done to physical copies, these come in this order. */
    Scenario seesInOrder(String... story) {
        return sees(scene -> assertThat(scene.world().reality().story()).as("some of what was done").containsSubsequence(story));
    }

    /** Not one of these was done to a physical copy. */
    Scenario seesNo(String... deeds) {
        return sees(scene -> assertThat(scene.world().reality().story()).as("what was done").doesNotContain(deeds));
    }

    // ---- the end

    /** Everything comes to rest, in this state, and the judge has no objection: reality is the target, if it is complete. */
    Scenario ends(String state) {
        return then(scene -> {
            scene.disturbance().isOver(scene.world().settle());
            assertThat(Judge.findings(scene.world())).as("findings").isEmpty();
            assertThat(scene.state()).as("state").isEqualTo(state);
        });
    }

    /** And exactly these physical copies are left, and the rows know of them all. */
    Scenario with(String... ids) {
        return then(scene -> {
            assertThat(scene.things()).as("what exists in the end").containsExactlyInAnyOrder(ids);
            assertThat(scene.world().rows(Scene.STACK).stream().flatMap(row -> row.physicalId().stream())).as("what the rows know of").containsExactlyInAnyOrder(ids);
        });
    }

    Scenario withNothing() {
        return with();
    }

    // ---- playing it

    /** Answers how many steps it took. */
    long play(long seed, Disturbance disturbance) {
        try (World world = World.seeded(seed)) {
            try {
                if (apart) {
                    new Disturbance.Locked(LockScope.STACK, LockService.WORKS).prepare(world);
                }
                disturbance.prepare(world);
                Scene scene = new Scene(world.workers(2), disturbance);
                moves.stream().filter(move -> !move.undisturbedOnly() || disturbance instanceof Disturbance.None).forEach(move -> move.what().accept(scene));
                return world.stepCount();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(name + ", seed " + seed + ", " + disturbance + ": " + e.getMessage() + "\n" + world.describe(), e);
            }
        }
    }
}
