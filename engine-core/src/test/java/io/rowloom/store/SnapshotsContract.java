package io.rowloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.resource.ClaimIntent;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.ParkResult;
import io.rowloom.resource.Parking;
import io.rowloom.resource.Phase;
import io.rowloom.resource.ReadyNode;
import io.rowloom.resource.ResourceAction;
import io.rowloom.snapshot.DeleteResult;
import io.rowloom.snapshot.Kept;
import io.rowloom.snapshot.LastCopy;
import io.rowloom.snapshot.Snapshot;
import io.rowloom.stack.Admission;
import io.rowloom.stack.Approach;
import io.rowloom.stack.Request.Goal;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.stack.SubmitResult;
import io.rowloom.template.DeletionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Snapshots: what they hold, how they stand, and what goes back to them. */
abstract class SnapshotsContract extends StoreContract.Part {
    private final UUID id = UUID.randomUUID();

    SnapshotsContract(Supplier<Store> stores) {
        super(stores);
    }

    private Snapshot snapshot(StackId stack) {
        return store.snapshots().find(stack, id).orElseThrow();
    }

    private Status status(StackId stack) {
        return snapshot(stack).status();
    }

    /** A stack of A and B with a complete snapshot. */
    private StackId kept() {
        StackId web = world.complete("A", "B needs A");
        world.visit(web, new Goal.Snapshot(id, "monday"));
        world.runAll(web);
        return web;
    }

    @Test
    void aSnapshotHoldsWhatEachResourceHeld() {
        StackId web = world.complete("A", "B needs A");
        var before = world.stack(web);
        world.submit(web, new Goal.Snapshot(id, "monday"));
        assertThat(snapshot(web)).returns("monday", Snapshot::name).returns(Status.IN_PROGRESS, Snapshot::status).returns(before.target(), Snapshot::target)
                .returns(before.traversal() + 1, Snapshot::traversal);
        assertThat(store.snapshots().kept(web, id)).isEmpty();
        store.plans().write(web, io.rowloom.traversal.Planning.visiting(store.plans().read(web).orElseThrow(), io.rowloom.traversal.NodeKind.SNAPSHOT));
        assertThat(world.ready(web)).containsExactly("snapshot A");
        ClaimedAction a = world.claim(web, "snapshot A");
        assertThat(store.snapshots().kept(web, id)).isEmpty();
        world.finish(a);
        assertThat(store.snapshots().kept(web, id)).containsExactly(new Kept(a.claim().no(), "A", world.row(web, "A").type(), a.physicalId(), a.args(), ContractWorld.data(a)));
        assertThat(status(web)).isEqualTo(Status.IN_PROGRESS);
        world.runAll(web);

        assertThat(world.stack(web).state()).hasToString("SNAPSHOT_COMPLETE");
        assertThat(status(web)).isEqualTo(Status.COMPLETE);
        assertThat(store.snapshots().kept(web, id)).extracting(Kept::name).containsExactly("A", "B");
        assertThat(store.snapshots().list(web)).containsExactly(snapshot(web));
        assertThat(world.row(web, "A").outputs()).as("the resource is as it was").isEqualTo(JsonNodeFactory.instance.objectNode().put("id", "physical-" + a.claim().no()));
        assertThat(world.compute(web, "A", "B needs A").nodes()).isEmpty();
    }

    @Test
    void howItEndedStaysWhenTheStackGoesOn() {
        StackId web = kept();
        world.submitUpdate(web);
        assertThat(status(web)).isEqualTo(Status.COMPLETE);
        assertThat(snapshot(web).reason()).isEqualTo("Stack SNAPSHOT completed successfully");
    }

    @Test
    void aSnapshotThatIsOvertakenFailsAndSaysWhy() {
        StackId web = world.complete("A");
        world.visit(web, new Goal.Snapshot(id, ""));
        ClaimedAction running = world.claim(web, "snapshot A");
        world.submitUpdate(web);
        assertThat(status(web)).isEqualTo(Status.FAILED);
        assertThat(snapshot(web).reason()).isEqualTo("superseded by UPDATE");
        world.finish(running);
        assertThat(status(web)).as("what ends late changes nothing about that").isEqualTo(Status.FAILED);
    }

    @Test
    void aFailureAndACancelAreTheSnapshotsToo() {
        StackId web = world.complete("A");
        world.visit(web, new Goal.Snapshot(id, ""));
        world.fail(world.claim(web, "snapshot A"));
        assertThat(world.stack(web).state()).hasToString("SNAPSHOT_FAILED");
        assertThat(status(web)).isEqualTo(Status.FAILED);
        assertThat(snapshot(web).reason()).isEqualTo(world.stack(web).reason());

        UUID second = UUID.randomUUID();
        assertThat(world.submit(web, new Goal.Snapshot(second, ""))).as("again").isInstanceOf(SubmitResult.Accepted.class);
        assertThat(status(web)).isEqualTo(Status.FAILED);
        store.stacks().cancel(web, world.stack(web).traversal());
        assertThat(store.snapshots().find(web, second).orElseThrow()).returns(Status.FAILED, Snapshot::status).returns("Stack SNAPSHOT cancelled", Snapshot::reason);
        world.submitUpdate(web);
        assertThat(store.snapshots().find(web, second).orElseThrow().reason()).isEqualTo("Stack SNAPSHOT cancelled");
    }

    @Test
    void whatCannotBeKeptNowIsRefusedAndLeavesNothing() {
        StackId web = world.running("A");
        assertThat(world.submit(web, new Goal.Snapshot(id, ""))).isInstanceOfSatisfying(SubmitResult.NotAdmitted.class, r -> assertThat(r.why()).contains("in progress"));
        assertThat(store.snapshots().list(web)).isEmpty();
        var goal = new Goal.Snapshot(id, "");
        assertThat(store.stacks().submit(web, 77, io.rowloom.stack.Request.of(UUID.randomUUID(), goal))).isInstanceOf(SubmitResult.Conflict.class);
        assertThat(store.snapshots().list(web)).isEmpty();
    }

    /** A check that completes says that what is there is right, not that everything is there. */
    @Test
    void aStackThatDidNotReachItsTargetIsNotKept() {
        StackId web = world.complete("A");
        world.update(web, "A=2");
        world.fail(world.claim(web, "update A"));
        world.visit(web, new Goal.Check());
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("CHECK_COMPLETE");
        var before = world.picture(web);
        assertThat(world.submit(web, new Goal.Snapshot(id, ""))).isInstanceOfSatisfying(SubmitResult.NotAdmitted.class, r -> assertThat(r.why()).isEqualTo(Admission.NOT_REACHED));
        assertThat(world.picture(web)).isEqualTo(before);
        assertThat(store.snapshots().list(web)).isEmpty();

        world.update(web, "A=2");
        world.runAll(web);
        assertThat(world.submit(web, new Goal.Snapshot(id, ""))).isInstanceOf(SubmitResult.Accepted.class);
    }

    @Test
    void aRestoreLeadsToTheTargetOfThenAndKnowsWhatWasKept() {
        StackId web = kept();
        var then = world.stack(web).target();
        world.update(web, "A=2");
        world.runAll(web);
        assertThat(store.snapshots().restoring(web, world.stack(web).traversal())).isEmpty();

        assertThat(world.submit(web, new Goal.Restore(id))).isInstanceOf(SubmitResult.Accepted.class);
        assertThat(world.stack(web)).returns(then, s -> s.target()).returns(Approach.OBSERVE, s -> s.approach());
        assertThat(world.stack(web).state()).hasToString("RESTORE_IN_PROGRESS");
        assertThat(store.snapshots().restoring(web, world.stack(web).traversal()).orElseThrow()).returns(id, r -> r.snapshot())
                .satisfies(r -> assertThat(r.names()).containsExactlyInAnyOrder("A", "B"));
        assertThat(store.snapshots().restoring(web, world.stack(web).traversal() - 1)).isEmpty();

        world.plan(web, "A", "B needs A");
        ClaimedAction a = restore(web, "update A");
        assertThat(a.kept()).contains(ContractWorld.data(a));
        world.park(a, Duration.ZERO);
        ClaimedAction resumed = world.resumeDue(world.engine).getFirst();
        assertThat(resumed.kept()).as("whoever goes on").contains(ContractWorld.data(a));
        world.finish(resumed);
        world.finish(restore(web, "update B"));
        assertThat(world.stack(web).state()).hasToString("RESTORE_COMPLETE");
        assertThat(world.stack(web).lastTemplate()).isEqualTo(then);
        world.submitUpdate(web);
        assertThat(store.snapshots().restoring(web, world.stack(web).traversal())).isEmpty();
    }

    private ClaimedAction restore(StackId stack, String words) {
        ClaimIntent i = world.intent(stack, world.node(stack, words));
        return world.tryClaim(stack, new ClaimIntent(i.no(), i.version(), i.node(), ResourceAction.RESTORE, true, i.args(), i.requires(), i.definition(),
                i.deletionPolicy(), Optional.empty(), false, Optional.of(id), Optional.empty(), i.rules())).getFirst();
    }

    @Test
    void onlyACompleteSnapshotOfTheStackCanBeRestored() {
        StackId web = world.complete("A");
        assertNotRestorable(web);
        world.visit(web, new Goal.Snapshot(id, ""));
        assertNotRestorable(web);
        world.fail(world.claim(web, "snapshot A"));
        assertNotRestorable(web);
        assertThat(world.stack(web).state()).hasToString("SNAPSHOT_FAILED");
    }

    private void assertNotRestorable(StackId stack) {
        var before = world.picture(stack);
        assertThat(world.submit(stack, new Goal.Restore(id))).isInstanceOfSatisfying(SubmitResult.NotAdmitted.class, r -> assertThat(r.why()).contains(id.toString()));
        assertThat(world.picture(stack)).isEqualTo(before);
    }

    @Test
    void aSnapshotInUseIsNotDeleted() {
        StackId web = world.complete("A");
        assertThat(store.snapshots().delete(web, id)).isEqualTo(DeleteResult.NOT_FOUND);
        world.visit(web, new Goal.Snapshot(id, ""));
        assertThat(store.snapshots().delete(web, id)).isEqualTo(DeleteResult.IN_USE);
        world.runAll(web);
        world.submit(web, new Goal.Restore(id));
        assertThat(store.snapshots().delete(web, id)).isEqualTo(DeleteResult.IN_USE);
        world.plan(web, "A");
        ClaimedAction late = restore(web, "update A");
        store.stacks().cancel(web, world.stack(web).traversal());
        assertThat(store.snapshots().delete(web, id)).isEqualTo(DeleteResult.DELETED);
        assertThat(store.snapshots().list(web)).isEmpty();
        assertThat(store.snapshots().kept(web, id)).isEmpty();
        world.park(late, Duration.ZERO);
        assertThat(world.resumeDue(world.engine).getFirst().kept()).as("an action that still goes back to it is told").isEmpty();
    }

    @Test
    void aSnapshotThatIsDeletedWhileItsLastActionRunsStaysDeleted() {
        StackId web = world.complete("A");
        world.visit(web, new Goal.Snapshot(id, ""));
        ClaimedAction running = world.claim(web, "snapshot A");
        store.stacks().cancel(web, world.stack(web).traversal());
        assertThat(store.snapshots().delete(web, id)).isEqualTo(DeleteResult.DELETED);
        world.finish(running);
        assertThat(store.snapshots().kept(web, id)).isEmpty();
        assertThat(world.row(web, "A").action()).isEqualTo(ResourceAction.SNAPSHOT);
    }

    @Test
    void theTargetOfASnapshotIsNotPurged() {
        StackId web = kept();
        String then = world.stack(web).target().orElseThrow();
        world.update(web, "A=2", "B needs A");
        world.runAll(web);
        store.targets().purge(ContractWorld.OVER);
        assertThat(store.targets().find(then)).isPresent();
        store.snapshots().delete(web, id);
        store.targets().purge(ContractWorld.OVER);
        assertThat(store.targets().find(then)).isEmpty();
    }

    @Test
    void snapshotsGoWithTheirStack() {
        StackId web = kept();
        world.delete(web);
        assertThat(store.snapshots().list(web)).hasSize(1);
        world.runAll(web);
        assertThat(store.snapshots().list(web)).isEmpty();
        assertThat(store.snapshots().find(web, id)).isEmpty();
        assertThat(store.snapshots().purge()).isEqualTo(1);
        assertThat(store.snapshots().purge()).isZero();
        assertThat(store.snapshots().kept(web, id)).isEmpty();
    }

    @Test
    void theLastCopyOfWhatIsDeletedOutlivesTheStack() {
        StackId web = world.complete("A");
        world.delete(web);
        ReadyNode node = world.node(web, "cleanup A");
        ClaimedAction delete = world.tryClaim(web, new ClaimIntent(node.no(), node.version(), node.node(), ResourceAction.DELETE, true, node.args(), List.of(),
                Optional.empty(), DeletionPolicy.SNAPSHOT, Optional.empty(), false)).getFirst();
        assertThat(delete.phase()).isEqualTo(Phase.SNAPSHOT);
        LastCopy copy = new LastCopy(id, "A before its deletion", data());
        Parking kept = new Parking(delete.claim(), Phase.BEGIN, Optional.empty(), Optional.empty(), Duration.ZERO, delete.wake(), Effect.NONE, 0, Optional.of(copy), List.of());
        assertThat(store.claims().park(kept)).isEqualTo(ParkResult.PARKED);
        assertThat(store.claims().park(kept)).as("its answer was lost").isEqualTo(ParkResult.FENCE_LOST);
        assertThat(snapshot(web)).returns("A before its deletion", Snapshot::name).returns(Status.COMPLETE, Snapshot::status);
        assertThat(snapshot(web).resource()).hasValue(node.no());

        ClaimedAction resumed = world.resumeDue(world.engine).getFirst();
        assertThat(resumed.phase()).isEqualTo(Phase.BEGIN);
        assertThat(resumed.action()).isEqualTo(ResourceAction.DELETE);
        world.fail(resumed, Effect.UNKNOWN, Optional.empty());
        assertThat(world.submit(web, new Goal.Restore(id))).as("it is of one resource").isInstanceOf(SubmitResult.NotAdmitted.class);
        world.delete(web);
        assertThat(world.node(web, "cleanup A").snapshot()).as("known to the next try").hasValue(id);
        world.runAll(web);

        assertThat(world.stack(web).deletedAt()).isPresent();
        assertThat(store.snapshots().purge()).isZero();
        assertThat(store.snapshots().kept(web, id)).extracting(Kept::data).containsExactly(data());
        assertThat(store.snapshots().delete(web, id)).isEqualTo(DeleteResult.DELETED);
    }

    private static ObjectNode data() {
        return JsonNodeFactory.instance.objectNode().put("content", "last words");
    }
}
