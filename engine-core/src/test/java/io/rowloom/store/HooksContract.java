package io.rowloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.resource.ClaimIntent;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.HoldIntent;
import io.rowloom.resource.HookResult.Cleared;
import io.rowloom.resource.HookResult.NotSet;
import io.rowloom.resource.ReadyNode;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Request.Goal;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.template.DeletionPolicy;
import io.rowloom.template.rule.Hook;
import io.rowloom.template.rule.ResourceRules;
import io.rowloom.template.rule.Restriction;
import io.rowloom.traversal.CutOff;
import io.rowloom.traversal.FinishResult;
import io.rowloom.traversal.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Nodes that wait for somebody to clear a hook, and changes that are not to be made. */
abstract class HooksContract extends StoreContract.Part {
    HooksContract(Supplier<Store> stores) {
        super(stores);
    }

    @Test
    void aHeldNodeIsNotReadyUntilItsHookIsCleared() {
        StackId web = world.running("A", "B needs A");
        assertThat(world.hold(web, "update A", Hook.PRE_CREATE)).isTrue();

        assertThat(world.ready(web)).isEmpty();
        ResourceView held = world.row(web, "A");
        assertThat(held.heldBy()).contains(Hook.PRE_CREATE);
        assertThat(held.action()).as("nothing was begun").isEqualTo(ResourceAction.INIT);
        assertThat(held.status()).isEqualTo(Status.COMPLETE);
        assertThat(held.phase()).isEmpty();
        assertThat(store.claims().due(100)).as("nothing polls it").isEmpty();
        assertThat(world.reasons(web, "A")).containsExactly("CREATE paused until Hook pre-create is cleared");
        assertThat(world.told(web)).endsWith("A INIT_COMPLETE");

        assertThat(store.interventions().clear(web, "A", Hook.PRE_CREATE)).isInstanceOf(Cleared.class);
        assertThat(world.row(web, "A").heldBy()).isEmpty();
        ReadyNode node = world.node(web, "update A");
        assertThat(node.passed()).contains(Hook.PRE_CREATE);
        assertThat(world.reasons(web, "A")).endsWith("Hook pre-create is cleared");
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("CREATE_COMPLETE");
    }

    @Test
    void clearingAgainIsTheSameAndClearingWhatIsNotSetIsTold() {
        StackId web = world.running("A", "B");
        world.hold(web, "update A", Hook.PRE_CREATE);
        assertThat(store.interventions().clear(web, "A", Hook.POST_CREATE)).isInstanceOf(NotSet.class);
        assertThat(store.interventions().clear(web, "B", Hook.PRE_CREATE)).isInstanceOf(NotSet.class);
        assertThat(store.interventions().clear(web, "X", Hook.PRE_CREATE)).isInstanceOf(NotSet.class);
        assertThat(store.interventions().clear(world.create("other"), "A", Hook.PRE_CREATE)).isInstanceOf(NotSet.class);
        assertThat(world.row(web, "A").heldBy()).contains(Hook.PRE_CREATE);
        store.interventions().clear(web, "A", Hook.PRE_CREATE);
        var once = world.picture(web);
        assertThat(store.interventions().clear(web, "A", Hook.PRE_CREATE)).isInstanceOf(Cleared.class);
        assertThat(world.picture(web)).isEqualTo(once);
        ClaimedAction a = world.claim(web, "update A");
        assertThat(store.interventions().clear(web, "A", Hook.PRE_CREATE)).as("also when it went on since").isInstanceOf(Cleared.class);
        world.finish(a);
    }

    @Test
    void aHoldMatchesOnlyTheVersionThatWasReadAndNothingThatIsHeldByAnEngine() {
        StackId web = world.running("A");
        ReadyNode node = world.node(web, "update A");
        assertThat(world.hold(web, new HoldIntent(node.no(), node.version() + 1, Hook.PRE_CREATE, ResourceAction.CREATE))).isFalse();
        assertThat(world.hold(web, new HoldIntent(4711, node.version(), Hook.PRE_CREATE, ResourceAction.CREATE))).isFalse();
        ClaimedAction a = world.claim(web, "update A");
        var claimed = world.picture(web);
        assertThat(world.hold(web, new HoldIntent(node.no(), node.version(), Hook.PRE_CREATE, ResourceAction.CREATE))).isFalse();
        assertThat(world.hold(web, new HoldIntent(node.no(), a.claim().fence(), Hook.PRE_CREATE, ResourceAction.CREATE))).isFalse();
        world.park(a, Duration.ofHours(1));
        assertThat(world.hold(web, new HoldIntent(node.no(), a.claim().fence(), Hook.PRE_CREATE, ResourceAction.CREATE))).as("an open action").isFalse();
        assertThat(world.events(web)).isEqualTo(claimed.events());
    }

    @Test
    void aClaimThatWasDecidedBeforeTheHoldIsLost() {
        StackId web = world.running("A");
        ClaimIntent intent = world.intent(web, world.node(web, "update A"));
        world.hold(web, "update A", Hook.PRE_CREATE);
        assertThat(world.tryClaim(web, intent)).isEmpty();
    }

    @Test
    void aNewerPlanEndsTheWait() {
        StackId web = world.complete("A", "B needs A");
        world.update(web, "A=2", "B needs A");
        world.hold(web, "update A", Hook.PRE_UPDATE);
        world.update(web, "A=3", "B needs A");
        assertThat(world.row(web, "A").heldBy()).isEmpty();
        assertThat(world.node(web, "update A").passed()).isEmpty();
        assertThat(store.interventions().clear(web, "A", Hook.PRE_UPDATE)).isInstanceOf(NotSet.class);
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
    }

    @Test
    void whatWasClearedForAnOlderTraversalIsNotClearedForANewerOne() {
        StackId web = world.complete("A");
        world.update(web, "A=2");
        world.hold(web, "update A", Hook.PRE_UPDATE);
        store.interventions().clear(web, "A", Hook.PRE_UPDATE);
        world.update(web, "A=3");
        assertThat(world.node(web, "update A").passed()).isEmpty();
    }

    @Test
    void aHoldOfATraversalThatIsOverHoldsNothingAndIsNotShown() {
        StackId web = world.complete("A", "B");
        world.update(web, "A=2", "B");
        world.hold(web, "update A", Hook.PRE_UPDATE);
        store.stacks().cancel(web, world.stack(web).traversal());
        assertThat(world.row(web, "A").heldBy()).isEmpty();
        assertThat(world.row(web, "A").status()).as("as it was").isEqualTo(Status.COMPLETE);
        assertThat(store.interventions().clear(web, "A", Hook.PRE_UPDATE)).isInstanceOf(NotSet.class);
        assertThat(store.stacks().settle(ContractWorld.OVER)).isEqualTo(1);
        world.update(web, "A=2", "B");
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
    }

    @Test
    void aDeleteOvertakesAHeldCreateAndAHeldCleanup() {
        StackId web = world.complete("A", "B");
        world.update(web, "B", "C");
        world.hold(web, "update C", Hook.PRE_CREATE);
        world.hold(web, "cleanup A", Hook.PRE_DELETE);
        assertThat(world.row(web, "A").action()).as("its removal was not begun").isEqualTo(ResourceAction.CREATE);
        world.delete(web);
        assertThat(world.ready(web)).containsExactly("cleanup A", "cleanup B", "cleanup C");
    }

    @Test
    void aResourceWhoseRemovalWasHeldServesAgain() {
        StackId web = world.complete("A", "B");
        int no = world.row(web, "A").no();
        world.update(web, "B");
        world.hold(web, "cleanup A", Hook.PRE_DELETE);
        world.update(web, "A", "B");
        assertThat(world.row(web, "A").no()).isEqualTo(no);
        assertThat(world.ready(web)).containsExactly("update A");
    }

    @Test
    void anEndThatIsHeldIsRecordedAndItsDependentsWait() {
        StackId web = world.running("A", "B needs A");
        ClaimedAction a = world.claim(web, "update A");
        FinishResult result = world.finishBefore(Hook.POST_CREATE, a);
        assertThat(result.recorded()).containsExactly(a.claim().no());
        assertThat(result.ready()).isEmpty();
        assertThat(result.standing()).isEqualTo(FinishResult.Standing.GOES_ON);

        ResourceView row = world.row(web, "A");
        assertThat(row.heldBy()).contains(Hook.POST_CREATE);
        assertThat(row.status()).isEqualTo(Status.COMPLETE);
        assertThat(row.physicalId()).isPresent();
        assertThat(row.engine()).isEmpty();
        assertThat(row.reason()).isEqualTo("state changed");
        assertThat(world.reasons(web, "A")).endsWith("CREATE paused until Hook post-create is cleared");
        assertThat(world.ready(web)).isEmpty();
        assertThat(world.stack(web).pending()).isEqualTo(2);

        store.interventions().clear(web, "A", Hook.POST_CREATE);
        ReadyNode node = world.node(web, "update A");
        FinishResult passed = store.finishes().cutOff(web, 1, List.of(new CutOff.HookPassed(node.no(), node.version(), node.node())));
        assertThat(passed.ready()).hasSize(1);
        assertThat(world.row(web, "A").dirty()).isFalse();
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("CREATE_COMPLETE");
    }

    @Test
    void anEndThatIsHeldInABatchWithOthersHoldsOnlyItself() {
        StackId web = world.running("A", "B", "C needs B");
        ClaimedAction a = world.claim(web, "update A");
        ClaimedAction b = world.claim(web, "update B");
        var held = world.success(a);
        FinishResult result = store.finishes().finish(web, 1, List.of(world.success(b), new io.rowloom.traversal.Finished(held.claim(), held.physicalId(), held.outputs(),
                held.inputHash(), held.reason(), Optional.empty(), Optional.of(Hook.POST_CREATE), List.of())));
        assertThat(result.recorded()).hasSize(2);
        assertThat(world.ready(web)).containsExactly("update C");
        assertThat(world.stack(web).pending()).isEqualTo(2);
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("CREATE_IN_PROGRESS");
    }

    @Test
    void theLastEndOfAStackCanBeHeld() {
        StackId web = world.complete("A");
        world.delete(web);
        world.finishBefore(Hook.POST_DELETE, world.claim(web, "cleanup A"));
        assertThat(world.stack(web).state()).hasToString("DELETE_IN_PROGRESS");
        assertThat(world.purge(ContractWorld.OVER)).as("its node still needs it").isZero();
        assertThat(store.interventions().clear(web, "A", Hook.POST_DELETE)).isInstanceOf(Cleared.class);
        ReadyNode node = world.node(web, "cleanup A");
        assertThat(node.tombstone()).isTrue();
        store.finishes().cutOff(web, 2, List.of(new CutOff.HookPassed(node.no(), node.version(), node.node())));
        assertThat(world.stack(web).state()).hasToString("DELETE_COMPLETE");
    }

    @Test
    void anEndForAnOlderTraversalIsNotHeld() {
        StackId web = world.running("A", "B");
        ClaimedAction late = world.claim(web, "update A");
        world.update(web, "A", "B");
        world.finishBefore(Hook.POST_CREATE, late);
        assertThat(world.row(web, "A").heldBy()).isEmpty();
        assertThat(world.ready(web)).containsExactly("update A", "update B");
        assertThat(world.reasons(web, "A")).endsWith("state changed");
    }

    @Test
    void anEndThatIsHeldCountsForTheNextTraversalAsTheSuccessItWas() {
        StackId web = world.running("A", "B needs A");
        world.finishBefore(Hook.POST_CREATE, world.claim(web, "update A"));
        world.update(web, "A", "B needs A");
        assertThat(world.row(web, "A").heldBy()).isEmpty();
        ReadyNode node = world.node(web, "update A");
        assertThat(node.inputHash()).isPresent();
        assertThat(node.passed()).isEmpty();
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
    }

    @Test
    void aVisitOfEverythingEndsTheWaitToo() {
        StackId web = world.complete("A", "B");
        world.update(web, "A=2", "B");
        world.hold(web, "update A", Hook.PRE_UPDATE);
        store.stacks().cancel(web, world.stack(web).traversal());
        world.visit(web, new Goal.Check());
        assertThat(world.ready(web)).containsExactly("check A", "check B");
    }

    @Test
    void rulesAreKeptWithTheRow() {
        StackId web = world.running("A");
        ResourceRules rules = new ResourceRules(Set.of(Hook.PRE_DELETE, Hook.POST_UPDATE), Set.of(Restriction.REPLACE));
        ClaimIntent i = world.intent(web, world.node(web, "update A"));
        ClaimedAction a = world.tryClaim(web, new ClaimIntent(i.no(), i.version(), i.node(), i.action(), true, i.args(), i.requires(), i.definition(), i.deletionPolicy(),
                i.refusal(), false, Optional.empty(), Optional.empty(), rules)).getFirst();
        assertThat(a.rules()).isEqualTo(rules);
        world.takeOver(a);
        ClaimedAction resumed = world.resumeDue(world.engine).getFirst();
        assertThat(resumed.rules()).as("for whoever takes it over").isEqualTo(rules);
        world.finish(resumed);
        world.delete(web);
        assertThat(world.node(web, "cleanup A").rules()).isEqualTo(rules);
    }

    @Test
    void aNodeThatIsCutOffBringsTheRulesUpToDate() {
        StackId web = world.complete("A");
        world.update(web, "A=2");
        ReadyNode node = world.node(web, "update A");
        ResourceRules rules = new ResourceRules(Set.of(Hook.PRE_DELETE), Set.of());
        store.finishes().cutOff(web, 2, List.of(new CutOff.Unchanged(node.no(), node.version(), node.node(), node.inputHash().orElseThrow(), "new", List.of(),
                DeletionPolicy.DELETE, rules)));
        world.delete(web);
        assertThat(world.node(web, "cleanup A").rules()).isEqualTo(rules);
    }

    // ---- changes that are not to be made

    @Test
    void aRefusedNodeFailsTheStackAndLeavesTheRowAsItIs() {
        StackId web = world.complete("A", "B needs A");
        ResourceView before = world.row(web, "A");
        world.update(web, "A=2", "B needs A");
        FinishResult result = refuse(web, world.node(web, "update A"));
        assertThat(result.standing()).isEqualTo(FinishResult.Standing.FAILED);
        assertThat(world.stack(web).state()).hasToString("UPDATE_FAILED");
        assertThat(world.stack(web).reason()).isEqualTo("Resource UPDATE failed: A");
        ResourceView after = world.row(web, "A");
        assertThat(after.action()).isEqualTo(before.action());
        assertThat(after.status()).isEqualTo(Status.COMPLETE);
        assertThat(after.reason()).isEqualTo(before.reason());
        assertThat(world.reasons(web, "A")).endsWith("update is restricted for resource.");
        assertThat(world.told(web)).contains("A UPDATE_FAILED");
        assertThat(world.compute(web, "A", "B needs A").visits()).as("what was left undone is dirty").isNotEmpty();
    }

    @Test
    void aRefusalMatchesOnlyTheVersionThatWasRead() {
        StackId web = world.complete("A");
        world.update(web, "A=2");
        ReadyNode node = world.node(web, "update A");
        ClaimedAction a = world.claim(web, "update A");
        var before = world.picture(web);
        assertThat(refuse(web, node)).isEqualTo(FinishResult.nothing());
        assertThat(world.picture(web)).isEqualTo(before);
        world.finish(a);
    }

    @Test
    void aRefusalCanBeginARollback() {
        StackId web = world.complete(OnFailure.ROLLBACK, "A");
        world.update(web, "A=2");
        assertThat(refuse(web, world.node(web, "update A")).standing()).isEqualTo(FinishResult.Standing.ROLLING_BACK);
        world.plan(web, "A");
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("ROLLBACK_COMPLETE");
    }

    @Test
    void aRefusalSkipsOnlyWhatDependsOnItWhereOthersGoOn() {
        StackId web = world.complete(OnFailure.FINISH, "A", "B needs A", "C");
        world.update(web, "A=2", "B needs A", "C=2");
        assertThat(refuse(web, world.node(web, "update A")).standing()).isEqualTo(FinishResult.Standing.GOES_ON);
        assertThat(world.ready(web)).containsExactly("update C");
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("UPDATE_FAILED");
    }

    private FinishResult refuse(StackId web, ReadyNode node) {
        var now = world.stack(web);
        return store.finishes().refuse(new Refusal(web, now.traversal(), node.node(), node.no(), node.version(), ResourceAction.UPDATE, Restriction.UPDATE.reason(),
                "Resource UPDATE failed: A", now.onFailure().during(now.action())));
    }
}
