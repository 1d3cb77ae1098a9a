package io.rowloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.resource.ResourceAction;
import io.rowloom.stack.SubmitResult;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Stacks that leave what they made, and stacks that take it over. */
class AdoptionsTest {
    private static final String[] WEB = {"A size=1", "B size=2 needs A", "C"};

    @Test
    void whatOneStackAbandonsAnotherTakesOver() {
        try (World world = World.seeded(3).workers(2)) {
            Map<String, String> ids = abandoned(world);
            Collection<Reality.Thing> before = world.reality().things();
            world.adopt("web", ids, WEB);
            world.settle();
            assertThat(world.state("web")).hasToString("ADOPT_COMPLETE");
            assertThat(world.reality().things()).extracting(Reality.Thing::id).containsExactlyElementsOf(before.stream().map(Reality.Thing::id).toList());
            assertThat(world.row("web", "A").orElseThrow().physicalId()).hasValue(ids.get("A"));
            holds(world);

            int calls = world.reality().calls();
            world.submit("web", WEB);
            world.settle();
            assertThat(world.reality().calls()).as("nothing to do").isEqualTo(calls);
            world.submit("web", "A size=5", "B needs A");
            world.settle();
            assertThat(world.row("web", "A").orElseThrow().physicalId()).as("changed in place").hasValue(ids.get("A"));
            holds(world);
            world.delete("web");
            world.settle();
            assertThat(world.reality().things()).isEmpty();
        }
    }

    @Test
    void whatIsNotTheOldOneIsMade() {
        try (World world = World.seeded(4).workers(2)) {
            Map<String, String> ids = abandoned(world);
            world.reality().vanish("C");
            ids.remove("C");
            world.adopt("web", ids, WEB);
            world.settle();
            assertThat(world.state("web")).hasToString("ADOPT_COMPLETE");
            assertThat(world.row("web", "A").orElseThrow().action()).isEqualTo(ResourceAction.ADOPT);
            assertThat(world.row("web", "C").orElseThrow().action()).isEqualTo(ResourceAction.CREATE);
            holds(world);
        }
    }

    @Test
    void whatIsMissingOrDifferentIsNotAdoptedAndNothingIsRolledBack() {
        try (World world = World.seeded(5).workers(2)) {
            Map<String, String> ids = abandoned(world);
            world.reality().vanish("B");
            world.adopt("web", ids, WEB);
            world.settle();
            assertThat(world.state("web")).hasToString("ADOPT_FAILED");
            assertThat(world.stack("web").reason()).contains("Resource ADOPT failed: resources.B:", ids.get("B"));
            assertThat(world.submit("web", WEB)).isInstanceOf(SubmitResult.NotAdmitted.class);

            world.abandon("web");
            world.settle();
            ids.remove("B");
            world.adopt("web", ids, "A size=2", "B size=2 needs A", "C");
            world.settle();
            assertThat(world.state("web")).as("A has another size").hasToString("ADOPT_FAILED");
            assertThat(world.row("web", "A").orElseThrow().drift()).hasSize(1);

            world.delete("web");
            world.settle();
            assertThat(world.reality().things()).as("what was adopted goes, what was not stays").extracting(Reality.Thing::resource).contains("A").doesNotContain("B");
        }
    }

    @Test
    void aWorkerThatDiesOrStandsStillAtAnyStepDoesNotMatter() {
        for (int step = 0; step < 40; step++) {
            try (World world = World.seeded(step).workers(2)) {
                world.submit("old", WEB);
                world.settle();
                Map<String, String> ids = ids(world, "old");
                world.abandon("old");
                world.steps(step).kill("worker-1").settle();
                assertThat(world.state("old")).as("step %d", step).hasToString("DELETE_COMPLETE");
                assertThat(world.reality().things()).hasSize(3);
                assertThat(Judge.findings(world)).isEmpty();

                world.adopt("web", ids, WEB);
                world.steps(step).workers(1).pause("worker-2", Duration.ofSeconds(20)).settle();
                assertThat(world.state("web")).hasToString("ADOPT_COMPLETE");
                assertThat(world.reality().things()).hasSize(3);
                holds(world);
            }
        }
    }

    /** What was adopted by then belongs to the stack and goes with it; what was not stays as it is. */
    @Test
    void aDeleteInTheMiddleOfAnAdoptDeletesOnlyWhatIsTheStacks() {
        for (int step = 0; step < 60; step++) {
            try (World world = World.seeded(step).workers(2)) {
                Map<String, String> ids = abandoned(world);
                world.adopt("web", ids, WEB);
                world.steps(step);
                world.delete("web");
                world.settle();
                assertThat(world.state("web")).hasToString("DELETE_COMPLETE");
                var deleted = world.store().resources().list(world.stack("web").id()).stream().filter(r -> r.reason().equals("state changed")).map(r -> r.name()).toList();
                var kept = world.reality().things().stream().map(Reality.Thing::resource).toList();
                assertThat(deleted).as("step %d\n%s", step, world.describe()).noneMatch(kept::contains);
                assertThat(deleted.size() + kept.size()).isEqualTo(3);
            }
        }
    }

    @Test
    void aCancelledAdoptIsAbandonedAndAdoptedAgain() {
        for (int step = 0; step < 60; step += 3) {
            try (World world = World.seeded(step).workers(2)) {
                Map<String, String> ids = abandoned(world);
                world.adopt("web", ids, WEB);
                world.steps(step);
                world.cancel("web");
                world.settle();
                world.abandon("web");
                world.settle();
                assertThat(world.reality().things()).hasSize(3);
                world.adopt("web", ids, WEB);
                world.settle();
                assertThat(world.state("web")).as("step %d\n%s", step, world.describe()).hasToString("ADOPT_COMPLETE");
                assertThat(world.reality().things()).hasSize(3);
                holds(world);
            }
        }
    }

    private static Map<String, String> abandoned(World world) {
        world.submit("old", WEB);
        world.settle();
        Map<String, String> ids = ids(world, "old");
        world.abandon("old");
        world.settle();
        return ids;
    }

    private static Map<String, String> ids(World world, String stack) {
        Map<String, String> ids = new TreeMap<>();
        world.rows(stack).forEach(row -> ids.put(row.name(), row.physicalId().orElseThrow()));
        return ids;
    }

    private static void holds(World world) {
        assertThat(Judge.findings(world)).isEmpty();
    }
}
