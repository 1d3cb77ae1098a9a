package io.rowloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.resource.ResourceAction;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Resources that a stack refers to without making them. The things belong to the stack {@code base}. */
class ExternalsTest {
    private static World based(int seed) {
        World world = World.seeded(seed).workers(2);
        world.submit("base", "A size=2", "B");
        world.settle();
        return world;
    }

    private static List<String> ids(World world) {
        return world.reality().things().stream().map(Reality.Thing::id).toList();
    }

    private static void holds(World world) {
        assertThat(Judge.findings(world)).isEmpty();
    }

    @Test
    void whatIsThereIsTakenAsItIsAndLetGo() {
        try (World world = based(1)) {
            world.submit("web", "X external=A-1 size=9", "Y size=$X.size needs X");
            world.settle();
            assertThat(world.state("web")).hasToString("CREATE_COMPLETE");
            assertThat(world.row("web", "X").orElseThrow().physicalId()).hasValue("A-1");
            assertThat(world.row("web", "X").orElseThrow().action()).isEqualTo(ResourceAction.ADOPT);
            assertThat(world.row("web", "Y").orElseThrow().outputs().path("size").asText()).as("its attribute, as it really is").isEqualTo("2");
            holds(world);

            int calls = world.reality().calls();
            world.submit("web", "X external=A-1 size=9", "Y size=$X.size needs X");
            world.settle();
            assertThat(world.reality().calls()).as("nothing to do").isEqualTo(calls);
            world.delete("web");
            world.settle();
            assertThat(world.state("web")).hasToString("DELETE_COMPLETE");
            assertThat(ids(world)).containsExactlyInAnyOrder("A-1", "B-1");
            assertThat(world.reality().story()).doesNotContain("update A-1", "delete A-1", "adopt A-1");
            holds(world);
        }
    }

    @Test
    void whatIsMissingFailsAndIsMendedByAnotherId() {
        try (World world = based(2)) {
            world.onFailure(OnFailure.STOP).submit("web", "X external=Z-7", "Y needs X");
            world.settle();
            assertThat(world.state("web").status()).isEqualTo(Status.FAILED);
            assertThat(world.stack("web").reason()).contains("Z-7", "cannot be taken as it is", "it is not there");
            world.submit("web", "X external=B-1", "Y needs X");
            world.settle();
            assertThat(world.state("web")).hasToString("UPDATE_COMPLETE");
            assertThat(world.row("web", "X").orElseThrow().physicalId()).hasValue("B-1");
            holds(world);
        }
    }

    @Test
    void aCheckFindsThatItIsGoneAndVisitsDoNotTouchIt() {
        try (World world = based(3)) {
            world.submit("web", "X external=A-1", "Y needs X");
            world.settle();
            world.suspend("web");
            world.settle();
            assertThat(world.reality().resting()).containsExactly("Y");
            world.resume("web");
            world.settle();
            world.reality().tamper("A", "size", "3");
            world.check("web");
            world.settle();
            assertThat(world.state("web")).as("it is as it should be however it is").hasToString("CHECK_COMPLETE");
            world.reality().vanish("A");
            world.check("web");
            world.settle();
            assertThat(world.state("web")).hasToString("CHECK_FAILED");
            assertThat(world.row("web", "X").orElseThrow().status()).isEqualTo(Status.FAILED);
        }
    }

    @Test
    void anotherIdIsAnotherRowAndWhoeverDependsOnItMoves() {
        try (World world = based(4)) {
            world.submit("web", "X external=A-1", "Y needs X");
            world.settle();
            int first = world.row("web", "X").orElseThrow().no();
            world.submit("web", "X external=B-1", "Y needs X");
            world.settle();
            assertThat(world.row("web", "X").orElseThrow().no()).isNotEqualTo(first);
            holds(world);
            world.submit("web", "X size=1", "Y needs X");
            world.settle();
            assertThat(ids(world)).as("now one of its own").contains("A-1", "B-1", "X-1");
            holds(world);
        }
    }

    /** Heat refuses this. Here nothing is deleted that the template still refers to. */
    @Test
    void theStacksOwnBecomesExternalByItsOwnId() {
        try (World world = based(5)) {
            world.submit("base", "A external=A-1", "B needs A");
            world.settle();
            assertThat(world.state("base")).hasToString("UPDATE_COMPLETE");
            world.delete("base");
            world.settle();
            assertThat(ids(world)).containsExactly("A-1");
        }
    }

    @Test
    void aWorkerThatDiesOrStandsStillAtAnyStepDoesNotMatter() {
        for (int step = 0; step < 40; step++) {
            try (World world = based(step)) {
                world.submit("web", "X external=A-1", "Y needs X");
                world.steps(step).kill("worker-1").settle();
                assertThat(world.state("web")).as("step %d", step).hasToString("CREATE_COMPLETE");
                world.submit("web", "X external=B-1", "Y needs X");
                world.steps(step).workers(1).pause("worker-2", Duration.ofSeconds(20)).settle();
                assertThat(world.state("web")).hasToString("UPDATE_COMPLETE");
                holds(world);
                world.delete("web");
                world.settle();
                assertThat(ids(world)).containsExactlyInAnyOrder("A-1", "B-1");
            }
        }
    }
}
