package io.rowloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.plugin.Step.Effect;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.Parking;
import io.rowloom.resource.Phase;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.traversal.FinishResult;
import io.rowloom.traversal.FinishResult.Standing;
import io.rowloom.traversal.PlanDue;
import io.rowloom.traversal.Unplanned;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Failures: what is recorded, and what the stack does. */
abstract class FailuresContract extends StoreContract.Part {
    FailuresContract(Supplier<Store> stores) {
        super(stores);
    }

    @Test
    void aFailureIsRecordedAndTheRowStaysDirty() {
        StackId web = world.running("A", "B");
        ClaimedAction a = world.claim(web, "update A");
        FinishResult result = world.fail(a, Effect.NONE, Optional.of("half-made"));

        assertThat(result).isEqualTo(new FinishResult(List.of(a.claim().no()), List.of(), false, Standing.FAILED));
        ResourceView row = world.row(a.claim());
        assertThat(row.status()).isEqualTo(Status.FAILED);
        assertThat(row.reason()).isEqualTo("A broke");
        assertThat(row.engine()).isEmpty();
        assertThat(row.claimedAt()).isEmpty();
        assertThat(row.phase()).isEmpty();
        assertThat(row.dirty()).isTrue();
        assertThat(row.physicalId()).contains("half-made");
        assertThat(world.stack(web).state()).hasToString("CREATE_FAILED");
        assertThat(world.stack(web).reason()).isEqualTo("Resource CREATE failed: A");
        assertThat(world.told(web)).endsWith("A CREATE_FAILED", "web CREATE_FAILED");
        assertThat(world.ready(web)).as("nothing starts any more").isEmpty();
    }

    @Test
    void anUnknownEffectIsRememberedAndSoIsThatTheInputsAreUnknown() {
        StackId web = world.complete("A");
        world.update(web, "A=2");
        world.fail(world.claim(web, "update A"), Effect.UNKNOWN, Optional.empty());
        world.update(web, "A=2");
        assertThat(world.node(web, "update A").effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(world.node(web, "update A").inputHash()).isEmpty();
        assertThat(world.node(web, "update A").physicalId()).isPresent();
        world.runAll(web);
        world.update(web, "A=3");
        assertThat(world.node(web, "update A").effect()).isEqualTo(Effect.NONE);
    }

    @Test
    void aFailureThatChangedNothingKeepsWhatIsKnownOfTheLastSuccess() {
        StackId web = world.complete("A");
        world.update(web, "A=2");
        world.fail(world.claim(web, "update A"));
        world.update(web, "A");
        assertThat(world.node(web, "update A").inputHash()).contains("input of A");
        assertThat(world.node(web, "update A").properties().orElseThrow().path("definition").asText()).isEqualTo("A");
    }

    @Test
    void aFailureUnderALostFenceHasNoConsequence() {
        for (OnFailure setting : OnFailure.values()) {
            StackId web = world.create(world.newStack(setting.name(), setting));
            world.plan(web, "A", "B needs A");
            ClaimedAction late = world.claim(web, "update A");
            world.takeOver(late);
            var before = world.picture(web);
            assertThat(world.fail(late)).isEqualTo(FinishResult.nothing());
            assertThat(world.picture(web)).isEqualTo(before);
        }
    }

    @Test
    void aFailedCreateRollsBackToNothing() {
        StackId web = world.running(OnFailure.ROLLBACK, "A", "B needs A");
        FinishResult result = world.fail(world.claim(web, "update A"));

        assertThat(result.standing()).isEqualTo(Standing.ROLLING_BACK);
        Stack stack = world.stack(web);
        assertThat(stack.state()).hasToString("ROLLBACK_IN_PROGRESS");
        assertThat(stack.target()).isEmpty();
        assertThat(List.of(stack.traversal(), stack.planned(), stack.pending(), stack.failed())).containsExactly(2, 1, 0, 0);
        assertThat(store.plans().due(10)).containsExactly(new Unplanned(new PlanDue(web, 2), Optional.empty()));
        assertThat(world.told(web)).endsWith("A CREATE_FAILED", "web CREATE_FAILED", "web ROLLBACK_IN_PROGRESS");
    }

    @Test
    void aFailedUpdateRollsBackToTheTargetThatCompletedLast() {
        StackId web = world.complete(OnFailure.ROLLBACK, "A");
        Optional<String> completed = world.stack(web).target();
        world.update(web, "A=2");
        world.submitUpdate(web);
        world.plan(web, "A=3");
        world.fail(world.claim(web, "update A"));
        assertThat(world.stack(web).target()).isEqualTo(completed).isPresent();
        world.plan(web, "A");
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("ROLLBACK_COMPLETE");
        assertThat(world.stack(web).lastTemplate()).isEqualTo(completed);
    }

    @Test
    void aRollbackThatFailsIsFailed() {
        StackId web = world.complete(OnFailure.ROLLBACK, "A");
        world.update(web, "A=2");
        world.fail(world.claim(web, "update A"));
        world.plan(web, "A");
        assertThat(world.fail(world.claim(web, "update A")).standing()).isEqualTo(Standing.FAILED);
        assertThat(world.stack(web).state()).hasToString("ROLLBACK_FAILED");
        assertThat(store.plans().due(10)).isEmpty();
    }

    @Test
    void aDeleteThatFailsIsFailedAndCanBeTriedAgain() {
        StackId web = world.complete(OnFailure.ROLLBACK, "A", "B needs A");
        world.delete(web);
        assertThat(world.fail(world.claim(web, "cleanup B")).standing()).isEqualTo(Standing.FAILED);
        assertThat(world.stack(web).state()).hasToString("DELETE_FAILED");
        assertThat(world.stack(web).deletedAt()).isEmpty();
        world.delete(web);
        world.runAll(web);
        assertThat(world.stack(web).deletedAt()).isPresent();
    }

    @Test
    void aSecondFailureIsOnlyRecorded() {
        for (OnFailure setting : List.of(OnFailure.STOP, OnFailure.ROLLBACK)) {
            StackId web = world.create(world.newStack(setting.name(), setting));
            world.plan(web, "A", "B");
            ClaimedAction a = world.claim(web, "update A");
            ClaimedAction b = world.claim(web, "update B");
            world.fail(a);
            Stack before = world.stack(web);
            FinishResult second = world.fail(b);
            assertThat(second).isEqualTo(new FinishResult(List.of(b.claim().no()), List.of(), false, Standing.OVER));
            assertThat(world.stack(web)).isEqualTo(before);
            assertThat(world.row(b.claim()).status()).isEqualTo(Status.FAILED);
            assertThat(world.told(web)).endsWith("B CREATE_FAILED");
        }
    }

    @Test
    void aFailureOfASupersededTraversalIsOnlyRecorded() {
        for (OnFailure setting : OnFailure.values()) {
            StackId web = world.create(world.newStack(setting.name(), setting));
            world.plan(web, "A", "B needs A");
            ClaimedAction a = world.claim(web, "update A");
            world.update(web, "A=2", "B needs A");
            Stack before = world.stack(web);
            FinishResult result = world.fail(a);
            assertThat(result).isEqualTo(new FinishResult(List.of(a.claim().no()), List.of(), true, Standing.OVER));
            assertThat(world.stack(web)).isEqualTo(before);
            assertThat(world.ready(web)).containsExactly("update A");
        }
    }

    @Test
    void anUnknownEffectIsNotForgottenByALaterFailureWithoutOne() {
        StackId web = world.running("A");
        ClaimedAction first = world.claim(web, "update A");
        store.claims().park(new Parking(first.claim(), Phase.RETRY, Optional.empty(), Optional.empty(), Duration.ZERO, first.wake(), Effect.UNKNOWN, 1));
        world.fail(world.resumeDue(world.engine).getFirst());
        world.update(web, "A");
        assertThat(world.node(web, "update A").effect()).as("the create that was tried again had failed in a way that left it open").isEqualTo(Effect.UNKNOWN);

        world.finish(world.claim(web, "update A"));
        world.update(web, "A=2");
        assertThat(world.node(web, "update A").effect()).isEqualTo(Effect.NONE);
    }

    @Test
    void whatADeadEngineBeganHasAnUnknownEffect() {
        StackId web = world.running("A");
        ClaimedAction cutOff = world.claim(web, "update A");
        world.takeOver(cutOff);
        world.fail(world.resumeDue(world.engine).getFirst());
        world.update(web, "A");
        assertThat(world.node(web, "update A").effect()).isEqualTo(Effect.UNKNOWN);
    }

    @Test
    void otherBranchesFinishAndWhatDependsOnTheFailureIsSkippedLevelByLevel() {
        StackId web = world.running(OnFailure.FINISH, "A", "B needs A", "C needs B", "D", "E needs D", "F needs C E");
        FinishResult result = world.fail(world.claim(web, "update A"));

        assertThat(result.standing()).isEqualTo(Standing.GOES_ON);
        assertThat(result.ready()).isEmpty();
        Stack stack = world.stack(web);
        assertThat(stack.status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(List.of(stack.pending(), stack.failed())).as("D and E are left").containsExactly(2, 1);
        assertThat(world.ready(web)).containsExactly("update D");
        world.finish(world.claim(web, "update D"));
        assertThat(world.ready(web)).containsExactly("update E");
        assertThat(world.finish(world.claim(web, "update E")).standing()).as("F is skipped, though it waits for E").isEqualTo(Standing.FAILED);
        assertThat(world.stack(web).state()).hasToString("CREATE_FAILED");
        assertThat(world.stack(web).reason()).isEqualTo("Resource CREATE failed: A");
        assertThat(world.stack(web).pending()).isZero();
        assertThat(world.stack(web).lastTemplate()).isEmpty();
        assertThat(world.row(web, "F").dirty()).as("a later traversal sees to it").isTrue();
        assertThat(world.told(web)).endsWith("E CREATE_COMPLETE", "web CREATE_FAILED");
    }

    @Test
    void aNodeThatTwoFailuresSkipCountsOnce() {
        StackId web = world.running(OnFailure.FINISH, "A", "B", "C needs A B", "D");
        ClaimedAction a = world.claim(web, "update A");
        ClaimedAction b = world.claim(web, "update B");
        world.fail(a);
        assertThat(world.stack(web).pending()).isEqualTo(2);
        assertThat(world.fail(b).standing()).isEqualTo(Standing.GOES_ON);
        assertThat(List.of(world.stack(web).pending(), world.stack(web).failed())).containsExactly(1, 2);
        assertThat(world.finish(world.claim(web, "update D")).standing()).isEqualTo(Standing.FAILED);
        assertThat(world.stack(web).reason()).as("the first failure names the cause").isEqualTo("Resource CREATE failed: A");
    }

    @Test
    void aFailureThatLeavesNothingToDoFailsTheStackAtOnce() {
        StackId web = world.running(OnFailure.FINISH, "A", "B needs A");
        assertThat(world.fail(world.claim(web, "update A")).standing()).isEqualTo(Standing.FAILED);
        assertThat(world.stack(web).state()).hasToString("CREATE_FAILED");
        assertThat(world.told(web)).endsWith("A CREATE_FAILED", "web CREATE_FAILED");
    }

    @Test
    void aStopGivesTheRowBackAsFailedAndLeavesTheStackAlone() {
        StackId web = world.running("A", "B needs A");
        ClaimedAction a = world.claim(web, "update A");
        Stack before = world.stack(web);
        assertThat(store.finishes().stop(a.claim(), "asked to stop", Effect.UNKNOWN)).isTrue();

        assertThat(world.stack(web)).isEqualTo(before);
        ResourceView row = world.row(a.claim());
        assertThat(row.status()).isEqualTo(Status.FAILED);
        assertThat(row.reason()).isEqualTo("asked to stop");
        assertThat(row.engine()).isEmpty();
        assertThat(row.phase()).isEmpty();
        assertThat(row.dirty()).isTrue();
        assertThat(world.node(web, "update A").effect()).isEqualTo(Effect.UNKNOWN);
        var picture = world.picture(web);
        assertThat(store.finishes().stop(a.claim(), "again", Effect.UNKNOWN)).isFalse();
        assertThat(world.picture(web)).isEqualTo(picture);
    }
}
