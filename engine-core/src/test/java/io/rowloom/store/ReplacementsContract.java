package io.rowloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.ReadyNode;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Request.Goal;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.traversal.ReplaceIntent;
import io.rowloom.traversal.ReplaceResult;
import io.rowloom.traversal.ReplaceResult.FenceLost;
import io.rowloom.traversal.ReplaceResult.Replaced;
import io.rowloom.traversal.ReplaceResult.Stopped;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Putting a new copy in the place of one that cannot be changed. */
abstract class ReplacementsContract extends StoreContract.Part {
    ReplacementsContract(Supplier<Store> stores) {
        super(stores);
    }

    @Test
    void aReplacementPutsANewRowInThePlaceOfTheOld() {
        StackId web = world.complete("A", "B needs A");
        world.update(web, "A=2", "B needs A");
        ClaimedAction old = world.claim(web, "update A");
        int nextNo = world.stack(web).nextNo();
        int pending = world.stack(web).pending();

        ReplaceResult result = replace(old);

        assertThat(result).isEqualTo(new Replaced(nextNo, List.of(old.node())));
        assertThat(world.stack(web).nextNo()).isEqualTo(nextNo + 2);
        assertThat(world.stack(web).pending()).isEqualTo(pending + 1);
        ResourceView before = world.row(old.claim());
        assertThat(before.current()).isFalse();
        assertThat(before.replacedBy()).hasValue(nextNo);
        assertThat(before.dirty()).isTrue();
        assertThat(before.engine()).isEmpty();
        assertThat(before.phase()).isEmpty();
        assertThat(before.status()).as("as before the update").isEqualTo(Status.COMPLETE);
        assertThat(before.physicalId()).isPresent();
        ResourceView after = world.row(web, "A");
        assertThat(after.no()).isEqualTo(nextNo);
        assertThat(after.replaces()).hasValue(before.no());
        assertThat(after.dirty()).isTrue();
        assertThat(after.action()).isEqualTo(ResourceAction.INIT);
        assertThat(after.type()).isEqualTo(before.type());
        assertThat(after.physicalId()).isEmpty();
        assertThat(after.phase()).isEmpty();
        assertThat(world.node(web, "update A").no()).as("the node is pointed at the new row").isEqualTo(nextNo);
        assertThat(world.node(web, "update A").node()).isEqualTo(old.node());
    }

    @Test
    void theOldCopyGoesAfterItsReplacementAndAfterAllThatRequiredIt() {
        StackId web = world.complete("A", "B needs A", "C needs B");
        world.update(web, "A=2", "B needs A", "C needs B");
        ClaimedAction old = world.claim(web, "update A");
        replace(old);
        assertThat(world.ready(web)).containsExactly("update A");
        world.finish(world.claim(web, "update A"));
        assertThat(world.ready(web)).as("B still uses the old copy").containsExactly("update B");
        ClaimedAction b = world.claim(web, "update B");
        assertThat(world.row(b.claim()).required()).containsExactlyInAnyOrder(old.claim().no(), world.row(web, "A").no());
        world.finish(b);
        assertThat(world.ready(web)).containsExactly("cleanup A", "update C");
        assertThat(world.node(web, "cleanup A").no()).isEqualTo(old.claim().no());
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
        assertThat(world.row(old.claim()).tombstone()).isTrue();
        assertThat(world.rows(web)).noneMatch(ResourceView::dirty);
        assertThat(world.row(web, "B").required()).containsExactly(world.row(web, "A").no());
    }

    @Test
    void theOldCopyGoesAfterTheCleanupOfWhatRequiredItAndBeforeTheCleanupOfWhatItRequires() {
        StackId web = world.complete("Net", "A needs Net", "B needs A");
        world.update(web, "A=2");
        assertThat(world.ready(web)).containsExactly("cleanup B", "update A");
        ClaimedAction old = world.claim(web, "update A");
        replace(old);
        world.finish(world.claim(web, "update A"));
        assertThat(world.ready(web)).as("B requires the old A").containsExactly("cleanup B");
        world.finish(world.claim(web, "cleanup B"));
        assertThat(world.ready(web)).as("the old A requires Net").containsExactly("cleanup A");
        world.finish(world.claim(web, "cleanup A"));
        assertThat(world.ready(web)).containsExactly("cleanup Net");
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
    }

    /** What the update was given came to nothing; the delete has to look where the old copy is. */
    @Test
    void whatIsReplacedIsGivenWhatItHolds() {
        StackId web = world.complete("A");
        world.update(web, "A=2");
        ClaimedAction old = world.claim(web, "update A");
        replace(old);
        world.finish(world.claim(web, "update A"));
        ReadyNode cleanup = world.node(web, "cleanup A");
        assertThat(cleanup.no()).isEqualTo(old.claim().no());
        assertThat(cleanup.properties()).hasValue(cleanup.args());
        assertThat(cleanup.args()).isNotEqualTo(old.args());
    }

    @Test
    void twoThatDependOnEachOtherAreReplacedInOneTraversal() {
        StackId web = world.complete("A", "B needs A", "C needs A B");
        world.update(web, "A=2", "B=2 needs A", "C=2 needs A B");
        for (String name : new String[] {"update A", "update B", "update C"}) {
            replace(world.claim(web, name));
            world.finish(world.claim(web, name));
        }
        assertThat(world.ready(web)).containsExactly("cleanup C");
        world.finish(world.claim(web, "cleanup C"));
        assertThat(world.ready(web)).containsExactly("cleanup B");
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
        assertThat(world.rows(web).stream().filter(ResourceView::tombstone)).hasSize(3);
    }

    @Test
    void invertedDependenciesThatAreBothReplacedEndWithBothOldCopiesGone() {
        StackId web = world.complete("A", "B needs A");
        world.update(web, "A=2 needs B", "B=2");
        for (String name : new String[] {"update B", "update A"}) {
            replace(world.claim(web, name));
            world.finish(world.claim(web, name));
        }
        assertThat(world.rows(web)).as("both copies of both exist").hasSize(4).noneMatch(ResourceView::tombstone);
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
        assertThat(world.rows(web).stream().filter(ResourceView::tombstone)).hasSize(2);
    }

    /** The old C requires B, its replacement goes before it, and B has required that replacement since its update was stopped. */
    @Test
    void cleanupsNeverWaitForEachOtherInACircleThroughAReplacement() {
        StackId web = world.complete("B", "C needs B");
        world.update(web, "B=2 needs C", "C=2");
        replace(world.claim(web, "update C"));
        world.finish(world.claim(web, "update C"));
        ClaimedAction stopped = world.claim(web, "update B");
        world.update(web, "B=3");
        assertThat(replace(stopped)).isEqualTo(new Stopped());
        assertThat(replace(world.claim(web, "update B"))).isInstanceOf(Replaced.class);
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
        assertThat(world.rows(web).stream().filter(row -> !row.tombstone())).extracting(ResourceView::name).containsExactly("B");
    }

    /** F failed before it could let go of A; the other branches go on. */
    @Test
    void theOldCopyStaysWhileSomethingThatFailedStillRequiresIt() {
        StackId web = world.complete(OnFailure.FINISH, "A", "F needs A");
        world.update(web, "A=2", "F=2");
        world.fail(world.claim(web, "update F"));
        ClaimedAction old = world.claim(web, "update A");
        replace(old);
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("UPDATE_FAILED");
        assertThat(world.row(old.claim()).tombstone()).as("F needs it").isFalse();

        world.update(web, "A=2", "F=2");
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
        assertThat(world.row(old.claim()).tombstone()).isTrue();
    }

    /** The cleanup of X waits for X's failed successor; so X stays, and with it the A that it requires, and the Net that this A requires. */
    @Test
    void whatASkippedCleanupNeedsStaysWithAllThatItRequires() {
        StackId web = world.complete(OnFailure.FINISH, "Net", "A needs Net", "X needs A");
        world.update(web, "A=2", "X=2");
        replace(world.claim(web, "update X"));
        world.fail(world.claim(web, "update X"));
        ClaimedAction old = world.claim(web, "update A");
        replace(old);
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("UPDATE_FAILED");
        assertThat(world.stack(web).pending()).isZero();
        assertThat(world.rows(web)).as("both copies of X and of A, and Net").hasSize(5).noneMatch(ResourceView::tombstone);

        world.update(web, "A=2", "X=2");
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
        assertThat(world.rows(web).stream().filter(r -> !r.tombstone())).extracting(ResourceView::name).containsExactlyInAnyOrder("A", "X");
    }

    @Test
    void aRowThatNeverWorkedCanBeReplacedToo() {
        StackId web = world.running("A");
        world.fail(world.claim(web, "update A"));
        world.update(web, "A=2");
        ClaimedAction old = world.claim(web, "update A");
        assertThat(replace(old)).isInstanceOf(Replaced.class);
        assertThat(world.row(old.claim()).status()).isEqualTo(Status.FAILED);
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
    }

    @Test
    void aReplacementOfASupersededTraversalIsStopped() {
        StackId web = world.complete("A");
        world.update(web, "A=2");
        ClaimedAction old = world.claim(web, "update A");
        world.update(web, "A=3");
        assertStopped(web, old);
        assertThat(world.ready(web)).as("the newer traversal sees to it").containsExactly("update A");
    }

    @Test
    void aReplacementBetweenSubmitAndPlanIsStopped() {
        StackId web = world.complete("A");
        world.update(web, "A=2");
        ClaimedAction old = world.claim(web, "update A");
        world.submit(web, new Goal.Delete());
        assertStopped(web, old);
    }

    @Test
    void aReplacementInAFailedTraversalIsStopped() {
        StackId web = world.complete("A", "B");
        world.update(web, "A=2", "B=2");
        ClaimedAction old = world.claim(web, "update A");
        world.fail(world.claim(web, "update B"));
        assertStopped(web, old);
    }

    private void assertStopped(StackId web, ClaimedAction old) {
        var stack = world.stack(web);
        int rows = world.rows(web).size();
        assertThat(replace(old)).isEqualTo(new Stopped());
        assertThat(world.stack(web)).isEqualTo(stack);
        assertThat(world.rows(web)).hasSize(rows);
        ResourceView row = world.row(old.claim());
        assertThat(row.status()).isEqualTo(Status.FAILED);
        assertThat(row.engine()).isEmpty();
        assertThat(row.phase()).isEmpty();
        assertThat(row.dirty()).isTrue();
        assertThat(row.current()).isTrue();
        assertThat(row.replacedBy()).isEmpty();
    }

    @Test
    void aReplacementUnderALostFenceWritesNothing() {
        StackId web = world.complete("A");
        world.update(web, "A=2");
        ClaimedAction late = world.claim(web, "update A");
        world.takeOver(late);
        var before = world.picture(web);
        assertThat(replace(late)).isEqualTo(new FenceLost());
        assertThat(world.picture(web)).isEqualTo(before);
    }

    @Test
    void aReplacementIsMadeOnce() {
        StackId web = world.complete("A");
        world.update(web, "A=2");
        ClaimedAction old = world.claim(web, "update A");
        replace(old);
        var before = world.picture(web);
        assertThat(replace(old)).isEqualTo(new FenceLost());
        assertThat(world.finish(old).recorded()).isEmpty();
        assertThat(world.picture(web)).isEqualTo(before);
    }

    @Test
    void aRollbackInTheMiddleOfAReplacementReturnsToTheOriginal() {
        StackId web = world.complete(OnFailure.ROLLBACK, "A");
        int original = world.row(web, "A").no();
        world.update(web, "A=2");
        replace(world.claim(web, "update A"));
        ClaimedAction replacement = world.claim(web, "update A");
        world.fail(replacement);
        world.plan(web, "A");

        assertThat(world.row(web, "A").no()).isEqualTo(original);
        assertThat(world.row(replacement.claim()).current()).isFalse();
        world.runAll(web);
        assertThat(world.row(web, original).replacedBy()).isEmpty();
        assertThat(world.stack(web).state()).hasToString("ROLLBACK_COMPLETE");
        assertThat(world.row(replacement.claim()).tombstone()).isTrue();
        assertThat(world.row(web, original).tombstone()).isFalse();
    }

    @Test
    void anUpdateAfterAReplacementCleansUpBothCopiesInOrder() {
        StackId web = world.complete("A", "B");
        int original = world.row(web, "A").no();
        world.update(web, "A=2", "B");
        replace(world.claim(web, "update A"));
        world.finish(world.claim(web, "update A"));
        int replacement = world.row(web, "A").no();
        world.delete(web);
        assertThat(world.nodes(web)).extracting(n -> n.no()).contains(replacement).doesNotContain(original);
        world.runAll(web);
        assertThat(world.stack(web).deletedAt()).isPresent();
        assertThat(world.rows(web)).hasSize(3).allMatch(ResourceView::tombstone);
    }

    @Test
    void severalAreReplacedTogether() {
        StackId web = world.complete("A", "B", "C needs A B");
        world.update(web, "A=2", "B=2", "C needs A B");
        ClaimedAction a = world.claim(web, "update A");
        ClaimedAction b = world.claim(web, "update B");
        int nextNo = world.stack(web).nextNo();
        int pending = world.stack(web).pending();

        List<ReplaceResult> results = replace(b, a);

        assertThat(results).containsExactly(new Replaced(nextNo + 2, List.of(b.node())), new Replaced(nextNo, List.of(a.node())));
        assertThat(world.stack(web).nextNo()).isEqualTo(nextNo + 4);
        assertThat(world.stack(web).pending()).isEqualTo(pending + 2);
        assertThat(world.row(web, "A").no()).isEqualTo(nextNo);
        assertThat(world.row(web, "B").no()).isEqualTo(nextNo + 2);
        assertThat(world.ready(web)).containsExactly("update A", "update B");
        world.finish(world.claim(web, "update A"));
        world.finish(world.claim(web, "update B"));
        assertThat(world.ready(web)).as("C uses the old copies").containsExactly("update C");
        world.finish(world.claim(web, "update C"));
        assertThat(world.ready(web)).containsExactly("cleanup A", "cleanup B");
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
        assertThat(world.row(a.claim()).tombstone()).isTrue();
        assertThat(world.row(b.claim()).tombstone()).isTrue();
    }

    /** X lets go of A without waiting for it: its old copy is what requires the old A. */
    @Test
    void ofTwoThatAreReplacedTogetherTheOldCopyThatRequiresTheOtherGoesFirst() {
        StackId web = world.complete("A", "X needs A");
        world.update(web, "A=2", "X=2");
        ClaimedAction a = world.claim(web, "update A");
        ClaimedAction x = world.claim(web, "update X");
        replace(a, x);
        assertOldXGoesBeforeOldA(web, a, x);
    }

    @Test
    void theOldCopyGoesAfterOneThatRequiresItAndWasReplacedBefore() {
        StackId web = world.complete("A", "X needs A");
        world.update(web, "A=2", "X=2");
        ClaimedAction a = world.claim(web, "update A");
        ClaimedAction x = world.claim(web, "update X");
        replace(x);
        replace(a);
        assertOldXGoesBeforeOldA(web, a, x);
    }

    @Test
    void theOldCopyGoesAfterOneThatRequiresItAndIsReplacedLater() {
        StackId web = world.complete("A", "X needs A");
        world.update(web, "A=2", "X=2");
        ClaimedAction a = world.claim(web, "update A");
        ClaimedAction x = world.claim(web, "update X");
        replace(a);
        replace(x);
        assertOldXGoesBeforeOldA(web, a, x);
    }

    private void assertOldXGoesBeforeOldA(StackId web, ClaimedAction a, ClaimedAction x) {
        world.finish(world.claim(web, "update A"));
        assertThat(world.ready(web)).containsExactly("update X");
        world.finish(world.claim(web, "update X"));
        assertThat(world.ready(web)).containsExactly("cleanup X");
        world.finish(world.claim(web, "cleanup X"));
        assertThat(world.row(x.claim()).tombstone()).isTrue();
        assertThat(world.ready(web)).containsExactly("cleanup A");
        world.finish(world.claim(web, "cleanup A"));
        assertThat(world.row(a.claim()).tombstone()).isTrue();
        assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
    }

    /** It is not replaced, and does not need A any more, nor waits for it. */
    @Test
    void theOldCopyGoesAfterWhatLetsGoOfIt() {
        StackId web = world.complete("A", "X needs A");
        world.update(web, "A=2", "X=2");
        replace(world.claim(web, "update A"));
        world.finish(world.claim(web, "update A"));
        assertThat(world.ready(web)).containsExactly("update X");
        world.finish(world.claim(web, "update X"));
        assertThat(world.ready(web)).containsExactly("cleanup A");
    }

    @Test
    void whoseFenceIsLostIsLeftOutOfReplacements() {
        StackId web = world.complete("A", "B", "C");
        world.update(web, "A=2", "B=2", "C=2");
        ClaimedAction a = world.claim(web, "update A");
        ClaimedAction late = world.claim(web, "update B");
        ClaimedAction c = world.claim(web, "update C");
        world.takeOver(late);
        int nextNo = world.stack(web).nextNo();
        assertThat(replace(a, late, c)).containsExactly(new Replaced(nextNo, List.of(a.node())), new FenceLost(), new Replaced(nextNo + 2, List.of(c.node())));
        assertThat(world.row(late.claim()).replacedBy()).isEmpty();
        assertThat(world.rows(web)).hasSize(5);
    }

    @Test
    void replacementsOfASupersededTraversalAreStopped() {
        StackId web = world.complete("A", "B");
        world.update(web, "A=2", "B=2");
        ClaimedAction a = world.claim(web, "update A");
        ClaimedAction b = world.claim(web, "update B");
        world.update(web, "A=3", "B=3");
        assertThat(replace(a, b)).containsExactly(new Stopped(), new Stopped());
        assertThat(world.rows(web)).hasSize(2).allMatch(row -> row.engine().isEmpty() && row.current());
    }

    @Test
    void ofSeveralOnlyThatOldCopyStaysWhichSomethingThatFailedStillRequires() {
        StackId web = world.complete(OnFailure.FINISH, "A", "B", "F needs A");
        world.update(web, "A=2", "B=2", "F=2");
        world.fail(world.claim(web, "update F"));
        ClaimedAction a = world.claim(web, "update A");
        ClaimedAction b = world.claim(web, "update B");
        assertThat(replace(a, b)).hasSize(2).allMatch(result -> result instanceof Replaced);
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("UPDATE_FAILED");
        assertThat(world.row(a.claim()).tombstone()).as("F needs it").isFalse();
        assertThat(world.row(b.claim()).tombstone()).isTrue();
    }

    private List<ReplaceResult> replace(ClaimedAction first, ClaimedAction second, ClaimedAction... more) {
        List<ClaimedAction> all = ImmutableList.<ClaimedAction>builder().add(first, second).add(more).build();
        return store.finishes().replace(first.claim().stack(), first.traversal(), all.stream().map(a -> new ReplaceIntent(a.claim(), a.node(), "cannot be changed")).toList());
    }
}
