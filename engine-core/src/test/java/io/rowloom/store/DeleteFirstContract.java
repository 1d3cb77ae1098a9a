package io.rowloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Request.Goal;
import io.rowloom.stack.StackId;
import io.rowloom.template.rule.Hook;
import io.rowloom.traversal.ReplaceResult;
import io.rowloom.traversal.ReplaceResult.Replaced;
import io.rowloom.traversal.ReplaceResult.Stopped;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Putting a new copy in the place of one beside which it must not exist. */
abstract class DeleteFirstContract extends StoreContract.Part {
    DeleteFirstContract(Supplier<Store> stores) {
        super(stores);
    }

    @Test
    void theNewCopyWaitsForTheDeletionOfTheOld() {
        StackId web = world.complete("A!", "B needs A");
        world.update(web, "A!=2", "B needs A");
        ClaimedAction old = world.claim(web, "update A");
        int nextNo = world.stack(web).nextNo();
        int pending = world.stack(web).pending();

        assertThat(replace(old)).isEqualTo(new Replaced(nextNo, List.of(nextNo + 1)));
        assertThat(world.stack(web).pending()).isEqualTo(pending + 1);
        assertThat(world.ready(web)).as("B would move to the new copy, so it is not waited for").containsExactly("cleanup A");
        assertThat(world.row(web, "A").no()).isEqualTo(nextNo);
        assertThat(world.row(old.claim()).reason()).startsWith("replaced by " + nextNo + ", after its deletion: ");
        world.finish(world.claim(web, "cleanup A"));
        assertThat(world.row(old.claim()).tombstone()).isTrue();
        assertThat(world.ready(web)).containsExactly("update A");
        world.finish(world.claim(web, "update A"));
        assertThat(world.ready(web)).containsExactly("update B");
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
        assertThat(world.rows(web)).noneMatch(ResourceView::dirty);
    }

    @Test
    void theOldCopyGoesAfterAllThatDoesNotNeedTheNewOne() {
        StackId web = world.complete("A!", "B needs A", "C needs A", "D needs C A");
        world.update(web, "A!=2", "B", "D needs A");
        ClaimedAction old = world.claim(web, "update A");
        assertThat(((Replaced) replace(old)).ready()).isEmpty();
        assertThat(world.ready(web)).as("C waits for D, which comes after the new A").containsExactly("update B");
        world.finish(world.claim(web, "update B"));
        assertThat(world.ready(web)).containsExactly("cleanup A");
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
    }

    @Test
    void whatTheOldCopyRequiresGoesAfterIt() {
        StackId web = world.complete("Net", "A! needs Net");
        world.update(web, "A!=2");
        replace(world.claim(web, "update A"));
        assertThat(world.ready(web)).containsExactly("cleanup A");
        world.finish(world.claim(web, "cleanup A"));
        assertThat(world.ready(web)).containsExactly("update A");
        world.finish(world.claim(web, "update A"));
        assertThat(world.ready(web)).containsExactly("cleanup Net");
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
    }

    @Test
    void whenTheDeletionFailsNothingIsMadeAndTheNextUpdateDeletesFirst() {
        StackId web = world.complete("A!");
        world.update(web, "A!=2");
        replace(world.claim(web, "update A"));
        world.fail(world.claim(web, "cleanup A"));
        assertThat(world.stack(web).state()).hasToString("UPDATE_FAILED");
        assertThat(world.row(web, "A").action()).isEqualTo(ResourceAction.INIT);

        world.update(web, "A!=3");
        assertThat(world.ready(web)).containsExactly("cleanup A");
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
        assertThat(world.rows(web).stream().filter(row -> !row.tombstone())).hasSize(1);
    }

    @Test
    void aRollbackMakesTheCopyOfOldOnceTheDeletionThatIsUnderWayIsOver() {
        StackId web = world.complete(OnFailure.ROLLBACK, "A!");
        world.update(web, "A!=2");
        replace(world.claim(web, "update A"));
        ClaimedAction deletion = world.claim(web, "cleanup A");
        world.submit(web, new Goal.Rollback());
        world.plan(web, "A!");
        assertThat(world.ready(web)).isEmpty();
        world.finish(deletion);
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("ROLLBACK_COMPLETE");
        assertThat(world.row(web, "A").no()).isNotEqualTo(deletion.claim().no());
        assertThat(world.row(web, "A").physicalId()).isPresent();
    }

    @Test
    void aHookBeforeTheDeletionHoldsTheNewCopy() {
        StackId web = world.complete("A!");
        world.update(web, "A!=2");
        ClaimedAction old = world.claim(web, "update A");
        replace(old);
        world.hold(web, "cleanup A", Hook.PRE_DELETE);
        assertThat(world.ready(web)).isEmpty();
        assertThat(world.stack(web).inProgress()).isTrue();
    }

    @Test
    void whatFailedDoesNotKeepTheOldCopy() {
        StackId web = world.complete(OnFailure.FINISH, "A!", "F needs A");
        world.update(web, "A!=2", "F=2");
        world.fail(world.claim(web, "update F"));
        ClaimedAction old = world.claim(web, "update A");
        replace(old);
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("UPDATE_FAILED");
        assertThat(world.row(old.claim()).tombstone()).isTrue();
        assertThat(world.row(web, "A").physicalId()).isPresent();
    }

    /** The row tells, and so does the copy that takes its place. */
    @Test
    void theOrderIsOfTheLastPlanThatVisitedTheRow() {
        StackId web = world.complete("A", "B!", "C!");
        world.update(web, "A!=2", "B=2", "C!=2");
        replace(world.claim(web, "update A"));
        replace(world.claim(web, "update B"));
        replace(world.claim(web, "update C"));
        assertThat(world.ready(web)).containsExactly("cleanup A", "cleanup C", "update B");
        world.runAll(web);

        world.visit(web, new Goal.Check());
        world.runAll(web);
        world.update(web, "A!=3", "B=3", "C!=3");
        replace(world.claim(web, "update C"));
        assertThat(world.ready(web)).contains("cleanup C");
    }

    @Test
    void aReplacementOfASupersededTraversalIsStoppedAlsoHere() {
        StackId web = world.complete("A!");
        world.update(web, "A!=2");
        ClaimedAction old = world.claim(web, "update A");
        world.update(web, "A!=3");
        assertThat(replace(old)).isEqualTo(new Stopped());
        world.runAll(web);
        assertThat(world.rows(web)).hasSize(1);
    }
}
