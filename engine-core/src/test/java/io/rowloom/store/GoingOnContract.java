package io.rowloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.engine.EngineId;
import io.rowloom.limit.Scope;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.NextClaim;
import io.rowloom.resource.ReadyNode;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.template.rule.Hook;
import io.rowloom.traversal.FinishResult.Standing;
import io.rowloom.traversal.Finished;
import io.rowloom.traversal.FinishedAndClaimed;
import io.rowloom.traversal.StackFinish;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Successes that are recorded together with the claims of what comes next. */
abstract class GoingOnContract extends StoreContract.Part {
    GoingOnContract(Supplier<Store> stores) {
        super(stores);
    }

    private FinishedAndClaimed goOn(ClaimedAction done, NextClaim... next) {
        return goOn(List.of(world.success(done)), done, next);
    }

    private FinishedAndClaimed goOn(List<Finished> finished, ClaimedAction any, NextClaim... next) {
        StackFinish finish = new StackFinish(any.claim().stack(), any.traversal(), finished);
        return store.finishes().finishAndClaim(world.engine, List.of(finish), Map.of(any.stack(), List.of(next)));
    }

    private NextClaim after(ClaimedAction done) {
        ReadyNode follower = done.follower().orElseThrow();
        return new NextClaim(world.intent(done.claim().stack(), follower), Optional.of(done.claim()));
    }

    private NextClaim ready(StackId stack, String words) {
        return new NextClaim(world.intent(stack, world.node(stack, words)), Optional.empty());
    }

    @Test
    void aClaimTellsWhatWaitsForItAlone() {
        StackId web = world.running("A", "B needs A", "C needs B");
        ClaimedAction a = world.claim(web, "update A");
        ReadyNode follower = a.follower().orElseThrow();
        world.finish(a);
        assertThat(follower).isEqualTo(world.node(web, "update B"));
    }

    @Test
    void whatWaitsForOthersTooIsNoFollower() {
        StackId web = world.running("A", "B", "C needs A B");
        assertThat(world.claim(web, "update A").follower()).isEmpty();
        world.finish(world.claim(web, "update B"));
        StackId other = world.create(world.newStack("other", OnFailure.STOP));
        world.plan(other, "A", "B", "C needs A B");
        world.finish(world.claim(other, "update B"));
        assertThat(world.claim(other, "update A").follower()).map(ReadyNode::name).contains("C");
    }

    @Test
    void aSuccessAndTheClaimOfWhatItMadeReadyAreOne() {
        StackId web = world.running("A", "B needs A", "C needs B");
        ClaimedAction a = world.claim(web, "update A");
        FinishedAndClaimed result = goOn(a, after(a));

        ClaimedAction b = result.claimed().getFirst();
        assertThat(result.finished().getFirst().recorded()).containsExactly(a.claim().no());
        assertThat(result.finished().getFirst().ready()).containsExactly(b.node());
        assertThat(world.row(a.claim()).status()).isEqualTo(Status.COMPLETE);
        assertThat(world.row(b.claim()).engine()).contains(world.engine);
        assertThat(world.row(b.claim()).version()).isEqualTo(b.claim().fence());
        assertThat(b.follower()).map(ReadyNode::name).contains("C");
        assertThat(world.told(web)).endsWith("A CREATE_IN_PROGRESS", "A CREATE_COMPLETE", "B CREATE_IN_PROGRESS");
    }

    @Test
    void whatCouldRunAnywayIsClaimedBesideIt() {
        StackId web = world.running("A", "B", "C");
        ClaimedAction a = world.claim(web, "update A");
        assertThat(goOn(a, ready(web, "update B"), ready(web, "update C")).claimed()).extracting(ClaimedAction::name).containsExactlyInAnyOrder("B", "C");
    }

    @Test
    void aSuccessThatLostItsFenceLeadsToNoClaim() {
        StackId web = world.running("A", "B needs A");
        ClaimedAction late = world.claim(web, "update A");
        NextClaim b = after(late);
        world.takeOver(late);
        ClaimedAction again = world.resumeDue(world.startEngine()).getFirst();
        assertThat(goOn(late, b).claimed()).isEmpty();

        world.finish(again);
        FinishedAndClaimed result = goOn(late, b);
        assertThat(result.finished().getFirst().recorded()).isEmpty();
        assertThat(result.claimed()).as("its arguments come from outputs that were not recorded").isEmpty();
        assertThat(world.ready(web)).containsExactly("update B");
    }

    @Test
    void aClaimAfterASuccessNeedsThatOneAndNoOther() {
        StackId web = world.running("A", "B needs A");
        ClaimedAction a = world.claim(web, "update A");
        NextClaim b = after(a);
        world.park(a, ContractWorld.OVER);
        assertThat(goOn(a, b).claimed()).isEmpty();
        assertThat(world.row(web, "B").engine()).isEmpty();
    }

    @Test
    void whatStillWaitsIsNotClaimed() {
        StackId web = world.running("A", "B", "C needs A B");
        ClaimedAction a = world.claim(web, "update A");
        ClaimedAction b = world.claim(web, "update B");
        StackId twin = world.create(world.newStack("twin", OnFailure.STOP));
        world.plan(twin, "A", "B", "C needs A B");
        ReadyNode c = nodeOf(web, twin, "C");
        NextClaim early = new NextClaim(world.intent(web, c), Optional.of(a.claim()));
        assertThat(goOn(a, early).claimed()).isEmpty();
        assertThat(goOn(b, new NextClaim(early.intent(), Optional.of(b.claim()))).claimed()).extracting(ClaimedAction::name).containsExactly("C");
    }

    /** As it will be when it is ready: a stack planned alike shows it. */
    private ReadyNode nodeOf(StackId stack, StackId twin, String name) {
        world.finish(world.claim(twin, "update A"), world.claim(twin, "update B"));
        ReadyNode ready = world.node(twin, "update " + name);
        assertThat(world.row(stack, name).version()).isEqualTo(ready.version());
        return ready;
    }

    @Test
    void aHookThatHoldsWhatFollowsKeepsItFromBeingClaimed() {
        StackId web = world.running("A", "B needs A");
        ClaimedAction a = world.claim(web, "update A");
        Finished plain = world.success(a);
        Finished held = new Finished(plain.claim(), plain.physicalId(), plain.outputs(), plain.inputHash(), plain.reason(), Optional.empty(), Optional.of(Hook.POST_CREATE), List.of());
        assertThat(goOn(List.of(held), a, after(a)).claimed()).isEmpty();
    }

    @Test
    void aSupersededTraversalClaimsNothingMore() {
        StackId web = world.running("A", "B needs A");
        ClaimedAction a = world.claim(web, "update A");
        NextClaim b = after(a);
        world.submitUpdate(web);
        FinishedAndClaimed result = goOn(a, b);
        assertThat(result.finished().getFirst().recorded()).containsExactly(a.claim().no());
        assertThat(result.finished().getFirst().standing()).isEqualTo(Standing.OVER);
        assertThat(result.claimed()).isEmpty();
    }

    @Test
    void aRowThatMovedIsNotClaimed() {
        StackId web = world.running("A", "B");
        ClaimedAction a = world.claim(web, "update A");
        NextClaim b = ready(web, "update B");
        EngineId other = world.startEngine();
        ClaimedAction theirs = world.claim(other, web, "update B");
        assertThat(goOn(a, b).claimed()).isEmpty();
        assertThat(world.row(theirs.claim()).engine()).contains(other);
    }

    @Test
    void whatALimitHoldsForIsNotClaimed() {
        StackId web = world.running("A", "B needs A");
        ClaimedAction a = world.claim(web, "update A");
        NextClaim b = after(a);
        store.limits().set(new Scope.OfStack(web), 5);
        assertThat(goOn(a, b).claimed()).isEmpty();
        assertThat(world.ready(web)).containsExactly("update B");
    }

    @Test
    void theLastSuccessEndsTheStack() {
        StackId web = world.running("A");
        NextClaim stale = ready(web, "update A");
        FinishedAndClaimed result = goOn(world.claim(web, "update A"), stale);
        assertThat(result.finished().getFirst().standing()).isEqualTo(Standing.COMPLETE);
        assertThat(result.claimed()).isEmpty();
    }

    @Test
    void cleanupsFollowOneAnother() {
        StackId web = world.complete("A", "B needs A");
        world.delete(web);
        ClaimedAction b = world.claim(web, "cleanup B");
        ClaimedAction a = goOn(b, after(b)).claimed().getFirst();
        assertThat(a.name()).isEqualTo("A");
        world.finish(a);
        assertThat(world.stack(web).deletedAt()).isPresent();
    }
}
