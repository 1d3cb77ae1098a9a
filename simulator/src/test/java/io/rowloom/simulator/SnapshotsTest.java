package io.rowloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.snapshot.Kept;
import io.rowloom.snapshot.Snapshot;
import io.rowloom.stack.Status;
import io.rowloom.stack.SubmitResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Snapshots, going back to them, and last copies. */
class SnapshotsTest {
    private static final String[] WEB = {"A size=1", "B size=2 needs A", "C"};

    @Test
    void whatWasThenIsAgain() {
        try (World world = complete(1)) {
            world.snapshot("web", "then");
            world.settle();
            assertThat(world.state("web")).hasToString("SNAPSHOT_COMPLETE");
            assertThat(world.snapshots("web")).singleElement().returns(Status.COMPLETE, Snapshot::status);
            String thing = world.row("web", "A").orElseThrow().physicalId().orElseThrow();
            world.submit("web", "A size=7", "D needs A");
            world.settle();
            world.restore("web", "then");
            world.settle();
            assertThat(world.state("web")).hasToString("RESTORE_COMPLETE");
            assertThat(world.row("web", "A").orElseThrow().physicalId()).as("in place").hasValue(thing);
            holds(world);
            int calls = world.reality().calls();
            world.submit("web", WEB);
            world.settle();
            assertThat(world.reality().calls()).as("nothing to do").isEqualTo(calls);
        }
    }

    @Test
    void whatAThingHeldIsRestoredAlsoWhereNoPropertySaysSo() {
        try (World world = complete(2)) {
            world.reality().tamper("C", "colour", "red");
            world.snapshot("web", "then");
            world.settle();
            world.reality().tamper("C", "colour", "blue");
            world.reality().vanish("A");
            world.restore("web", "then");
            world.settle();
            assertThat(world.state("web")).hasToString("RESTORE_COMPLETE");
            assertThat(things(world, "C").getFirst().values()).containsEntry("colour", "red");
            assertThat(things(world, "A")).hasSize(1);
        }
    }

    @Test
    void whatCannotBeChangedBackInPlaceIsMadeAnewWithWhatWasKept() {
        try (World world = World.seeded(3).workers(2)) {
            world.submit("web", "A shape=1", "B needs A");
            world.settle();
            world.snapshot("web", "then");
            world.settle();
            world.submit("web", "A shape=2", "B needs A");
            world.settle();
            world.restore("web", "then");
            world.settle();
            assertThat(world.state("web")).hasToString("RESTORE_COMPLETE");
            holds(world);
        }
    }

    @Test
    void aFailedSnapshotSaysWhyAndAnUpdateGoesOn() {
        try (World world = World.seeded(4).workers(2)) {
            world.submit("web", "A", "B unkeepable=true");
            world.settle();
            world.snapshot("web", "then");
            world.settle();
            assertThat(world.state("web")).hasToString("SNAPSHOT_FAILED");
            assertThat(world.snapshots("web")).singleElement().returns(Status.FAILED, Snapshot::status)
                    .satisfies(s -> assertThat(s.reason()).contains("Resource SNAPSHOT failed: SimulatedError: resources.B"));
            assertThat(world.restore("web", "then")).isInstanceOf(SubmitResult.NotAdmitted.class);
            world.submit("web", "A", "B");
            world.settle();
            world.snapshot("web", "now");
            world.settle();
            assertThat(world.state("web")).hasToString("SNAPSHOT_COMPLETE");
            holds(world);
        }
    }

    /** Seed 2654 of the generated runs: a check hid that the create had been cancelled, and the snapshot had half of the stack. */
    @Test
    void whatWasNeverMadeAsAWholeIsNotKept() {
        try (World world = World.seeded(7).workers(2)) {
            world.submit("web", "A wait=3", "B", "C needs A");
            world.until(() -> world.row("web", "B").filter(row -> row.status() == Status.COMPLETE).isPresent());
            world.cancel("web");
            world.settle();
            world.check("web");
            world.settle();
            assertThat(world.state("web")).hasToString("CHECK_COMPLETE");
            assertThat(world.snapshot("web", "half")).isInstanceOf(SubmitResult.NotAdmitted.class);
            assertThat(world.snapshots("web")).isEmpty();
            holds(world);
        }
    }

    @Test
    void aWorkerThatDiesOrStandsStillAtAnyStepDoesNotMatter() {
        for (int step = 0; step < 60; step++) {
            try (World world = complete(step)) {
                world.snapshot("web", "then");
                world.steps(step).kill("worker-1").settle();
                assertThat(world.state("web")).as("step %d", step).hasToString("SNAPSHOT_COMPLETE");
                assertThat(kept(world, "then")).extracting(Kept::name).containsExactly("A", "B", "C");
                world.workers(1);
                world.submit("web", "A size=7", "C shape=3");
                world.settle();
                world.restore("web", "then");
                world.steps(step).pause("worker-2", Duration.ofSeconds(20)).steps(step).kill("worker-3").settle();
                assertThat(world.state("web")).as("step %d", step).hasToString("RESTORE_COMPLETE");
                holds(world);
            }
        }
    }

    @Test
    void whatOvertakesASnapshotOrARestoreHasItsWay() {
        for (int step = 0; step < 60; step += 2) {
            try (World world = complete(step)) {
                world.snapshot("web", "first");
                world.settle();
                world.snapshot("web", "second");
                world.steps(step);
                boolean whole = world.ended("web");
                world.submit("web", "A size=7", "B needs A");
                assertThat(world.snapshots("web").getLast().status()).isEqualTo(whole ? Status.COMPLETE : Status.FAILED);
                world.steps(step);
                world.restore("web", "first");
                world.steps(step);
                world.submit("web", "A size=8", "E needs A");
                world.settle();
                assertThat(world.state("web")).as("step %d", step).hasToString("UPDATE_COMPLETE");
                holds(world);
                world.restore("web", "first");
                world.steps(step);
                world.delete("web");
                world.settle();
                assertThat(world.reality().things()).isEmpty();
                assertThat(world.snapshots("web")).isEmpty();
            }
        }
    }

    @Test
    void theLastCopyIsTakenOnceAndThenTheThingGoes() {
        for (int step = 0; step < 40; step++) {
            try (World world = World.seeded(step).workers(2)) {
                world.submit("web", "A size=1 policy=Snapshot", "B");
                world.settle();
                world.delete("web");
                world.steps(step).kill("worker-1").settle();
                assertThat(world.state("web")).as("step %d\n%s", step, world.describe()).hasToString("DELETE_COMPLETE");
                assertThat(world.reality().things()).isEmpty();
                assertThat(world.snapshots("web")).singleElement().returns("A before its deletion", Snapshot::name);
                assertThat(kept(world, "A before its deletion")).singleElement().satisfies(k -> assertThat(k.data().path("size").asText()).isEqualTo("1"));
                holds(world);
            }
        }
    }

    @Test
    void whatCannotBeKeptIsNotDeletedAndCanBeLeft() {
        try (World world = World.seeded(6).workers(2)) {
            world.submit("web", "A unkeepable=true policy=Snapshot", "B");
            world.settle();
            world.delete("web");
            world.settle();
            assertThat(world.state("web")).hasToString("DELETE_FAILED");
            assertThat(things(world, "A")).hasSize(1);
            assertThat(world.snapshots("web")).isEmpty();
            world.abandon("web");
            world.settle();
            assertThat(world.state("web")).hasToString("DELETE_COMPLETE");
            assertThat(things(world, "A")).hasSize(1);
        }
    }

    private static World complete(int seed) {
        World world = World.seeded(seed).workers(2);
        world.submit("web", WEB);
        world.settle();
        return world;
    }

    private static List<Kept> kept(World world, String name) {
        Snapshot snapshot = world.snapshots("web").stream().filter(s -> s.name().equals(name)).findAny().orElseThrow();
        return world.store().snapshots().kept(snapshot.stack(), snapshot.id());
    }

    private static List<Reality.Thing> things(World world, String resource) {
        return world.reality().things().stream().filter(t -> t.resource().equals(resource)).toList();
    }

    private static void holds(World world) {
        assertThat(Judge.findings(world)).isEmpty();
    }
}
