package io.rowloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.plugin.Step.Effect;
import io.rowloom.resource.Claim;
import io.rowloom.resource.ClaimIntent;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.DueAction;
import io.rowloom.resource.ParkResult;
import io.rowloom.resource.ReadyNode;
import io.rowloom.resource.ResourceView;
import io.rowloom.resource.StackHead;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Request.Goal;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.traversal.CutOff;
import io.rowloom.traversal.Failure;
import io.rowloom.traversal.FinishResult;
import io.rowloom.traversal.FinishResult.Standing;
import io.rowloom.traversal.ReplaceResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Callers that act on what they read before something else happened, say a thing twice, or come after another engine has their row. */
abstract class LateCallersContract extends StoreContract.Part {
    LateCallersContract(Supplier<Store> stores) {
        super(stores);
    }

    @Test
    void aRequestTouchesNoRow() {
        StackId web = world.running("A", "B", "C needs A");
        world.claim(web, "update A");
        world.park(world.claim(web, "update B"), ContractWorld.LONG);
        List<ResourceView> before = world.rows(web);
        for (Goal goal : List.of(new Goal.Update(world.target("other")), new Goal.Rollback(), new Goal.Delete())) {
            world.submit(web, goal);
            assertThat(world.rows(web)).as("after %s", goal).isEqualTo(before);
            assertThat(world.heldBy(world.engine)).noneMatch(held -> held.cancel());
            assertThat(world.dueNames(web)).isEmpty();
        }
    }

    @Test
    void aClaimBetweenARequestAndItsPlanIsSeenByThePlan() {
        StackId web = world.running("A", "B");
        ClaimIntent late = world.intent(web, world.node(web, "update A"));
        world.submit(web, new Goal.Delete());
        ClaimedAction running = world.tryClaim(web, late).getFirst();
        world.plan(web);

        assertThat(world.heldBy(world.engine)).singleElement().satisfies(held -> assertThat(held.cancel()).isTrue());
        assertThat(world.ready(web)).containsExactly("cleanup B");
        store.finishes().stop(running.claim(), "no longer wanted", Effect.UNKNOWN);
        world.runAll(web);
        assertThat(world.stack(web).deletedAt()).isPresent();
    }

    @Test
    void aClaimOfADeleteFromBeforeAPlanThatKeepsTheRowIsLost() {
        StackId web = world.complete("A", "B");
        world.update(web, "A");
        ClaimIntent delete = world.intent(web, world.node(web, "cleanup B"));
        CutOff nothingToDelete = new CutOff.NothingToDelete(delete.no(), delete.version(), delete.node(), "retained");
        world.update(web, "A", "B");
        var before = world.picture(web);

        assertThat(world.tryClaim(web, delete)).isEmpty();
        assertThat(store.finishes().cutOff(web, 2, List.of(nothingToDelete))).isEqualTo(FinishResult.nothing());
        assertThat(world.picture(web)).isEqualTo(before);
        assertThat(world.row(web, "B").no()).isEqualTo(delete.no());
    }

    @Test
    void aClaimReadBeforeTheTraversalFailedIsARunningSibling() {
        for (OnFailure setting : List.of(OnFailure.STOP, OnFailure.ROLLBACK)) {
            StackId web = world.create(world.newStack(setting.name(), setting));
            world.plan(web, "A", "B", "C needs B");
            ClaimIntent late = world.intent(web, world.node(web, "update B"));
            ReadyNode b = world.node(web, "update B");
            world.fail(world.claim(web, "update A"));
            Stack failed = world.stack(web);

            ClaimedAction sibling = store.claims().claim(headOfFirstTraversal(failed), world.engine, List.of(late)).getFirst();
            FinishResult result = world.finish(sibling);

            assertThat(result.recorded()).containsExactly(b.no());
            assertThat(result.ready()).isEmpty();
            assertThat(result.standing()).isEqualTo(Standing.OVER);
            assertThat(world.stack(web)).isEqualTo(failed);
            assertThat(world.row(sibling.claim()).status()).isEqualTo(Status.COMPLETE);
        }
    }

    private static StackHead headOfFirstTraversal(Stack stack) {
        return new StackHead(stack.id(), stack.tenant(), stack.name(), 1, stack.action(), stack.onFailure(), stack.target(),
                stack.approach(), stack.deadline());
    }

    @Test
    void aClaimReadBeforeACancelIsARunningSiblingToo() {
        StackId web = world.running("A", "B needs A");
        ClaimIntent late = world.intent(web, world.node(web, "update A"));
        store.stacks().cancel(web, 1);
        Stack cancelled = world.stack(web);
        ClaimedAction sibling = store.claims().claim(headOfFirstTraversal(cancelled), world.engine, List.of(late)).getFirst();
        assertThat(world.finish(sibling).standing()).isEqualTo(Standing.OVER);
        assertThat(world.stack(web)).isEqualTo(cancelled);
        world.update(web, "A", "B needs A");
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
    }

    /** Nobody would look for it there. */
    @Test
    void aClaimThatComesAfterItsStackSettledIsLost() {
        StackId web = world.running("A", "B", "C needs B");
        ClaimIntent late = world.intent(web, world.node(web, "update B"));
        world.fail(world.claim(web, "update A"));
        assertThat(store.stacks().settle(Duration.ZERO)).isEqualTo(1);
        var before = world.picture(web);

        assertThat(store.claims().claim(headOfFirstTraversal(world.stack(web)), world.engine, List.of(late))).isEmpty();
        assertThat(world.picture(web)).isEqualTo(before);
        world.update(web, "A", "B", "C needs B");
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
    }

    @Test
    void aClaimThatComesBeforeItsStackSettlesKeepsItFromThat() {
        StackId web = world.running("A", "B");
        ClaimIntent late = world.intent(web, world.node(web, "update B"));
        world.fail(world.claim(web, "update A"));
        ClaimedAction sibling = store.claims().claim(headOfFirstTraversal(world.stack(web)), world.engine, List.of(late)).getFirst();

        assertThat(store.stacks().settle(Duration.ZERO)).isZero();
        assertThat(world.heldBy(world.engine)).hasSize(1);
        assertThat(world.finish(sibling).recorded()).containsExactly(late.no());
        assertThat(store.stacks().settle(Duration.ZERO)).isEqualTo(1);
    }

    @Test
    void aFinishForAnOlderTraversalLeavesTheRowDirtyForTheOneThatPlannedIt() {
        StackId web = world.complete("A", "B needs A");
        world.update(web, "A=2", "B needs A");
        ClaimedAction second = world.claim(web, "update A");
        world.update(web, "A=3", "B needs A");
        world.finish(second);
        world.submitUpdate(web);
        world.plan(web, "A=2", "B needs A");

        assertThat(world.ready(web)).as("equal to the target, but the third traversal has not told its consumer").containsExactly("update A");
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
        assertThat(world.rows(web)).noneMatch(ResourceView::dirty);
    }

    @Test
    void aFinishThatIsSaidTwiceInOneBatchCountsOnce() {
        StackId web = world.running("A", "B", "X needs A B");
        ClaimedAction a = world.claim(web, "update A");
        FinishResult result = store.finishes().finish(web, 1, List.of(world.success(a), world.success(a)));

        assertThat(result.recorded()).containsExactly(a.claim().no());
        assertThat(world.stack(web).pending()).isEqualTo(2);
        assertThat(world.ready(web)).as("X waits for B").containsExactly("update B");
        assertThat(world.told(web)).containsOnlyOnce("A CREATE_COMPLETE");
    }

    @Test
    void aCutOffThatIsSaidTwiceInOneBatchCountsOnce() {
        StackId web = world.running("A", "B");
        world.delete(web);
        ReadyNode a = world.node(web, "cleanup A");
        CutOff nothing = new CutOff.NothingToDelete(a.no(), a.version(), a.node(), "never made");
        FinishResult result = store.finishes().cutOff(web, 2, List.of(nothing, nothing));

        assertThat(result.recorded()).containsExactly(a.no());
        assertThat(world.stack(web).pending()).isEqualTo(1);
        assertThat(world.told(web)).containsOnlyOnce("A DELETE_COMPLETE");
    }

    /** It went on with the action after it was put aside; what its first call says comes too late. */
    @Test
    void anEngineWithoutItsVersionIsNoFenceEither() {
        StackId web = world.running("A");
        ClaimedAction first = world.claim(web, "update A");
        world.park(first, Duration.ZERO);
        List<DueAction> due = store.claims().due(10);
        ClaimedAction second = world.resumeDue(world.engine).getFirst();
        var before = world.picture(web);
        assertThat(world.finish(first)).isEqualTo(FinishResult.nothing());
        assertThat(world.fail(first)).isEqualTo(FinishResult.nothing());
        assertThat(world.picture(web)).isEqualTo(before);
        world.park(second, Duration.ZERO);
        assertThat(store.claims().resume(world.engine, due)).as("put aside anew").isEmpty();
    }

    /** After a failover without the last commits a version can be given out twice. The engine's id tells the two apart. */
    @Test
    void aVersionWithoutItsEngineIsNoFence() {
        StackId web = world.complete("A");
        world.update(web, "A=2");
        ClaimedAction a = world.claim(web, "update A");
        Claim foreign = new Claim(web, a.claim().no(), world.startEngine(), a.claim().fence());
        var before = world.picture(web);

        assertThat(store.claims().park(ContractWorld.waiting(foreign, a, Duration.ZERO))).isEqualTo(ParkResult.FENCE_LOST);
        assertThat(store.finishes().replace(foreign, a.traversal(), a.node(), "because")).isEqualTo(new ReplaceResult.FenceLost());
        for (OnFailure setting : OnFailure.values()) {
            assertThat(store.finishes().fail(new Failure(foreign, a.traversal(), a.node(), "broke", "broke", Effect.NONE, Optional.empty(), List.of(),
                    setting)))
                    .isEqualTo(FinishResult.nothing());
        }
        assertThat(world.picture(web)).isEqualTo(before);
    }
}
