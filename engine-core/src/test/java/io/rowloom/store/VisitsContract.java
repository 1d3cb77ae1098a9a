package io.rowloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.Difference;
import io.rowloom.resource.Phase;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.Approach;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Request.Goal;
import io.rowloom.stack.Status;
import io.rowloom.stack.StackId;
import io.rowloom.traversal.Failure;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Traversals that visit the resources as they are: check, suspend, resume. And what a comparison with reality leaves in the rows. */
abstract class VisitsContract extends StoreContract.Part {
    VisitsContract(Supplier<Store> stores) {
        super(stores);
    }

    @Test
    void aCheckVisitsEveryResourceAndLeavesThePromiseAsItWas() {
        StackId web = world.complete("A", "B needs A");
        var before = world.stack(web);
        ResourceView a = world.row(web, "A");
        world.visit(web, new Goal.Check());
        assertThat(world.stack(web).target()).isEqualTo(before.target());
        assertThat(world.ready(web)).containsExactly("check A");

        world.runAll(web);

        assertThat(world.stack(web).state()).hasToString("CHECK_COMPLETE");
        assertThat(world.stack(web).lastTemplate()).isEqualTo(before.lastTemplate());
        ResourceView checked = world.row(web, "A");
        assertThat(checked.action()).isEqualTo(ResourceAction.CHECK);
        assertThat(checked.physicalId()).isEqualTo(a.physicalId());
        assertThat(checked.properties()).isEqualTo(a.properties());
        assertThat(checked.outputs()).isEqualTo(a.outputs());
        assertThat(checked.dirty()).isFalse();
        assertThat(world.compute(web, "A", "B needs A").nodes()).as("the same target again").isEmpty();
    }

    @Test
    void dependentsGoToRestBeforeAndWakeUpAfterWhatTheyRequire() {
        StackId web = world.complete("A", "B needs A");
        world.visit(web, new Goal.Suspend());
        assertThat(world.ready(web)).containsExactly("suspend B");
        world.finish(world.claim(web, "suspend B"));
        assertThat(world.ready(web)).containsExactly("suspend A");
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("SUSPEND_COMPLETE");
        world.visit(web, new Goal.Resume());
        assertThat(world.ready(web)).containsExactly("resume A");
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("RESUME_COMPLETE");
    }

    @Test
    void aCheckThatFindsDifferencesKeepsThemUntilSomethingIsDone() {
        StackId web = world.complete(OnFailure.ROLLBACK, "A", "B needs A", "C");
        world.visit(web, new Goal.Check());
        ClaimedAction a = world.claim(web, "check A");
        List<Difference> drift = List.of(new Difference("size", IntNode.valueOf(3), IntNode.valueOf(5)), new Difference("env.X", TextNode.valueOf("a"), TextNode.valueOf("b")));
        store.finishes().fail(new Failure(a.claim(), a.traversal(), a.node(), "size, env.X differ", "Resource CHECK failed: A", Effect.NONE, Optional.empty(), drift,
                world.stack(web).onFailure().during(world.stack(web).action())));
        assertThat(world.ready(web)).as("what depends on it is not checked, the others are").containsExactly("check C");
        world.runAll(web);

        assertThat(world.stack(web).state()).as("nothing is rolled back for it").hasToString("CHECK_FAILED");
        assertThat(world.row(web, "A").drift()).isEqualTo(drift);
        assertThat(world.row(web, "A").status()).isEqualTo(Status.FAILED);
        assertThat(world.row(web, "C").drift()).isEmpty();

        world.update(web, "A", "B needs A", "C");
        assertThat(world.ready(web)).containsExactly("update A");
        world.runAll(web);
        assertThat(world.row(web, "A").drift()).isEmpty();
        assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
    }

    /** B's update was never made, for A's failed. A check of B must not make that look as if it had been. */
    @Test
    void whatAnEarlierTraversalLeftUndoneIsStillToBeDoneAfterAVisit() {
        StackId web = world.complete(OnFailure.FINISH, "A", "B needs A");
        world.update(web, "A=2", "B needs A");
        world.fail(world.claim(web, "update A"));
        world.visit(web, new Goal.Check());
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("CHECK_COMPLETE");
        assertThat(world.compute(web, "A", "B needs A").nodes()).as("A's failed update, and B's that was skipped").hasSize(2);
    }

    /** The same when the row was held by an action that ends only after the visit was planned. */
    @Test
    void anActionThatEndsDuringAVisitDoesNotHideWhatIsLeftToDo() {
        StackId web = world.complete("A", "B");
        world.update(web, "A=2", "B=2");
        ClaimedAction running = world.claim(web, "update A");
        world.update(web, "A=2", "B=3");
        world.fail(world.claim(web, "update B"));
        assertThat(world.stack(web).state()).hasToString("UPDATE_FAILED");
        world.visit(web, new Goal.Check());
        world.finish(running);
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("CHECK_COMPLETE");
        assertThat(world.compute(web, "A=2", "B=3").visits()).as("A's node of the failed traversal never ran").extracting(v -> v.no()).contains(running.claim().no());
    }

    @Test
    void aVisitOfAFailedStackDoesNotMakeItsTargetTheOneThatCompletedLast() {
        StackId web = world.complete("A");
        var good = world.stack(web).lastTemplate();
        world.update(web, "A=2");
        world.fail(world.claim(web, "update A"));
        var wanted = world.stack(web).target();
        world.visit(web, new Goal.Check());
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("CHECK_COMPLETE");
        assertThat(world.stack(web).lastTemplate()).isEqualTo(good);
        assertThat(world.stack(web).target()).isEqualTo(wanted);
    }

    @Test
    void anUpdateSupersedesACheck() {
        StackId web = world.complete("A", "B");
        world.visit(web, new Goal.Check());
        ClaimedAction late = world.claim(web, "check A");
        world.update(web, "A=2", "B");
        assertThat(world.ready(web)).as("A is still held").doesNotContain("update A", "check B");
        world.finish(late);
        assertThat(world.ready(web)).contains("update A");
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
    }

    @Test
    void aStackWithoutResourcesIsCheckedAtOnce() {
        StackId web = world.complete();
        world.visit(web, new Goal.Check());
        assertThat(world.stack(web).state()).hasToString("CHECK_COMPLETE");
        assertThat(world.stack(web).lastTemplate()).isPresent();
    }

    @Test
    void aConvergingUpdateVisitsWhatDidNotChange() {
        StackId web = world.complete("A", "B needs A");
        world.submit(web, new Goal.Converge(world.target("again")));
        assertThat(world.stack(web).approach()).isEqualTo(Approach.OBSERVE);
        world.plan(web, "A", "B needs A");
        assertThat(world.ready(web)).containsExactly("update A");
        world.submitUpdate(web);
        assertThat(world.stack(web).approach()).as("it is of one traversal").isEqualTo(Approach.TRUST);
    }

    @Test
    void aClaimThatObservesFirstSaysSo() {
        StackId web = world.complete("A");
        world.update(web, "A=2");
        var i = world.intent(web, world.node(web, "update A"));
        var observing = new io.rowloom.resource.ClaimIntent(i.no(), i.version(), i.node(), i.action(), true, i.args(), i.requires(), i.definition(), i.deletionPolicy(),
                i.refusal(), true);
        ClaimedAction claimed = world.tryClaim(web, observing).getFirst();
        assertThat(claimed.phase()).isEqualTo(Phase.OBSERVE);
        assertThat(claimed.inputHash()).as("of the last success").isPresent();
        world.takeOver(claimed);
        assertThat(world.resumeDue(world.engine)).singleElement().extracting(ClaimedAction::phase).isEqualTo(Phase.OBSERVE);
    }

    @Test
    void aVisitThatNeedNotBeMadeLeavesTheRowAsItIs() {
        StackId web = world.complete("A");
        world.visit(web, new Goal.Check());
        var node = world.node(web, "check A");
        ResourceView before = world.row(web, "A");
        store.finishes().cutOff(web, world.stack(web).traversal(), List.of(new io.rowloom.traversal.CutOff.NothingToVisit(node.no(), node.version(), node.node())));
        assertThat(world.stack(web).state()).hasToString("CHECK_COMPLETE");
        ResourceView after = world.row(web, "A");
        assertThat(after.action()).isEqualTo(before.action());
        assertThat(after.dirty()).isFalse();
        assertThat(after.version()).isEqualTo(before.version() + 1);
    }
}
