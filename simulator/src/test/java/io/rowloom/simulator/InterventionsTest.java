package io.rowloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.resource.Interventions.Health;
import io.rowloom.resource.MarkResult;
import io.rowloom.resource.Phase;
import io.rowloom.resource.SignalResult;
import io.rowloom.stack.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Marks and signals, whatever may come in between. */
class InterventionsTest {
    private static final UUID ONE = new UUID(0, 1);
    private static final UUID TWO = new UUID(0, 2);

    private final World world = World.seeded(31).workers(2);

    @Test
    void aMarkedResourceIsLookedAtByTheNextUpdateAndNoOtherIs() {
        complete("A size=1", "B needs A", "C");
        assertThat(world.mark("web", "A", Health.UNHEALTHY)).isInstanceOf(MarkResult.Marked.class);
        List<String> made = world.reality().log();
        world.submit("web", "A size=1", "B needs A", "C");
        world.settle();
        assertThat(world.state("web")).hasToString("UPDATE_COMPLETE");
        assertThat(world.reality().log().subList(made.size(), world.reality().log().size())).as("what of it cannot be seen is set again, in place")
                .containsExactly("update A-1 {needs=[], size=1}");
        assertThat(world.row("web", "A").orElseThrow().status()).isEqualTo(Status.COMPLETE);
        holds();
    }

    @Test
    void aMarkedResourceThatIsGoneIsMadeAnew() {
        complete("A size=1", "B needs A");
        String thing = world.row("web", "A").orElseThrow().physicalId().orElseThrow();
        world.reality().vanish("A");
        world.mark("web", "A", Health.UNHEALTHY);
        world.submit("web", "A size=1", "B needs A");
        world.settle();
        assertThat(world.row("web", "A").orElseThrow().physicalId()).isPresent().isNotEqualTo(Optional.of(thing));
        holds();
    }

    @Test
    void aMarkThatWasTakenBackChangesNothing() {
        complete("A size=1", "B needs A");
        world.mark("web", "A", Health.UNHEALTHY);
        world.mark("web", "A", Health.HEALTHY);
        int calls = world.reality().calls();
        world.submit("web", "A size=1", "B needs A");
        world.settle();
        assertThat(world.reality().calls()).isEqualTo(calls);
        holds();
    }

    /** At whatever step of an update: it ends, and whoever is told that the mark was made finds it seen to by this update or the next. */
    @Test
    void aMarkAtAnyStepNeitherStopsAnUpdateNorIsForgotten() {
        for (int step = 0; step < 60; step++) {
            try (World busy = World.seeded(step).workers(2)) {
                busy.submit("web", "A size=1", "B needs A", "C");
                busy.settle();
                busy.submit("web", "A size=2", "B needs A", "C");
                busy.steps(step);
                busy.mark("web", "A", Health.UNHEALTHY);
                busy.mark("web", "B", Health.UNHEALTHY);
                busy.settle();
                assertThat(busy.state("web")).as("step %d", step).hasToString("UPDATE_COMPLETE");
                busy.submit("web", "A size=2", "B needs A", "C");
                busy.settle();
                assertThat(busy.state("web")).as("step %d", step).hasToString("UPDATE_COMPLETE");
                assertThat(Judge.findings(busy)).as("step %d", step).isEmpty();
            }
        }
    }

    @Test
    void aResourceWaitsForAsManySignalsAsItWants() {
        world.submit("web", "A awaits=2", "B needs A");
        waits(world);
        world.signal("web", "A", ONE);
        world.signal("web", "A", ONE);
        world.pass(Duration.ofMinutes(10));
        assertThat(world.reality().things()).as("the same one twice is one").isEmpty();
        Duration sent = world.elapsed();
        world.signal("web", "A", TWO);
        world.settle();
        assertThat(world.state("web")).hasToString("CREATE_COMPLETE");
        assertThat(world.elapsed().minus(sent)).as("it is called at once").isLessThan(Duration.ofMinutes(2));
        holds();
    }

    @Test
    void anEarlySignalIsKept() {
        world.submit("web", "A awaits=1");
        world.until(() -> world.row("web", "A").isPresent());
        assertThat(world.signal("web", "A", ONE)).isInstanceOf(SignalResult.Accepted.class);
        world.settle();
        assertThat(world.state("web")).hasToString("CREATE_COMPLETE");
        assertThat(world.signal("web", "X", ONE)).isInstanceOf(SignalResult.NotFound.class);
    }

    @Test
    void whatWaitsForSignalsCanBeDeleted() {
        world.submit("web", "A awaits=1", "B");
        waits(world);
        world.delete("web");
        world.settle();
        assertThat(world.state("web")).hasToString("DELETE_COMPLETE");
        assertThat(world.reality().things()).isEmpty();
        holds();
    }

    /** Signals at any step, twice, with hints lost and engines dying: none is lost, and none counts twice. */
    @Test
    void noSignalIsLostAndNoneCountsTwice() {
        for (int step = 0; step < 80; step++) {
            try (World shaky = World.seeded(step).workers(2)) {
                shaky.submit("web", "A awaits=2", "B needs A");
                shaky.until(() -> shaky.row("web", "A").isPresent());
                shaky.trouble(step % 3 * 0.1, 0).loseHints().steps(step);
                shaky.signal("web", "A", ONE);
                shaky.steps(step / 3).kill("worker-1").signal("web", "A", ONE);
                shaky.workers(1).pass(Duration.ofMinutes(1));
                assertThat(shaky.reality().things()).as("step %d", step).isEmpty();
                shaky.pause("worker-2", Duration.ofSeconds(20));
                shaky.signal("web", "A", TWO);
                Duration sent = shaky.elapsed();
                shaky.settle();
                assertThat(shaky.state("web")).as("step %d", step).hasToString("CREATE_COMPLETE");
                assertThat(shaky.elapsed().minus(sent)).as("by the signal, not by the hour").isLessThan(Duration.ofMinutes(30));
                assertThat(Judge.findings(shaky)).as("step %d", step).isEmpty();
            }
        }
    }

    private static void waits(World world) {
        world.until(() -> world.row("web", "A").filter(row -> row.phase().equals(Optional.of(Phase.WAIT)) && row.engine().isEmpty()).isPresent());
    }

    private void complete(String... resources) {
        world.submit("web", resources);
        world.settle();
    }

    private void holds() {
        assertThat(Judge.findings(world)).isEmpty();
    }
}
