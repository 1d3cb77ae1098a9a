package io.rowloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.event.Event;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.traversal.FinishResult;
import io.rowloom.traversal.FinishResult.Standing;
import io.rowloom.traversal.Finished;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Successes: what is recorded, and what follows from it. */
abstract class FinishesContract extends StoreContract.Part {
    FinishesContract(Supplier<Store> stores) {
        super(stores);
    }

    @Test
    void aFinishRecordsTheSuccessAndGivesTheRowBack() {
        StackId web = world.running("A", "B");
        ClaimedAction a = world.claim(web, "update A");
        ObjectNode outputs = JsonNodeFactory.instance.objectNode().put("ip", "10.0.0.1");
        FinishResult result = store.finishes().finish(web, 1,
                List.of(new Finished(a.claim(), Optional.of("server-1"), Optional.of(outputs), Optional.of("hash-1"), "all well")));

        assertThat(result).isEqualTo(new FinishResult(List.of(a.claim().no()), List.of(), false, Standing.GOES_ON));
        ResourceView row = world.row(a.claim());
        assertThat(row.status()).isEqualTo(Status.COMPLETE);
        assertThat(row.action()).isEqualTo(ResourceAction.CREATE);
        assertThat(row.reason()).isEqualTo("all well");
        assertThat(row.engine()).isEmpty();
        assertThat(row.claimedAt()).isEmpty();
        assertThat(row.phase()).isEmpty();
        assertThat(row.dirty()).isFalse();
        assertThat(row.physicalId()).contains("server-1");
        assertThat(row.outputs()).isEqualTo(outputs);
        assertThat(row.properties()).isEqualTo(a.args());
        assertThat(world.stack(web).pending()).isEqualTo(1);
        assertThat(world.told(web)).endsWith("A CREATE_COMPLETE");
    }

    @Test
    void whatAFinishLeavesOutStays() {
        StackId web = world.complete("A");
        world.update(web, "A=2");
        ClaimedAction a = world.claim(web, "update A");
        store.finishes().finish(web, 2, List.of(new Finished(a.claim(), Optional.empty(), Optional.empty(), Optional.of("hash-2"), "")));
        assertThat(world.row(a.claim()).physicalId()).contains("physical-" + a.claim().no());
        assertThat(world.row(a.claim()).outputs().path("id").asText()).isEqualTo("physical-" + a.claim().no());
    }

    @Test
    void aDependentIsReadyWhenAllItWaitsForIsDone() {
        StackId web = world.running("A", "B", "C needs A B", "D needs C");
        FinishResult a = world.finish(world.claim(web, "update A"));
        assertThat(a.ready()).isEmpty();
        assertThat(world.ready(web)).containsExactly("update B");
        FinishResult b = world.finish(world.claim(web, "update B"));
        assertThat(b.ready()).containsExactly(world.node(web, "update C").node());
        assertThat(world.ready(web)).containsExactly("update C");
    }

    @Test
    void twoPredecessorsInOneBatchCountTwice() {
        StackId web = world.running("A", "B", "C needs A B", "D needs A");
        FinishResult result = world.finish(world.claim(web, "update A"), world.claim(web, "update B"));
        assertThat(result.recorded()).hasSize(2);
        assertThat(result.standing()).isEqualTo(Standing.GOES_ON);
        assertThat(world.ready(web)).containsExactly("update C", "update D");
        assertThat(result.ready()).containsExactlyInAnyOrder(world.node(web, "update C").node(), world.node(web, "update D").node());
        assertThat(world.stack(web).pending()).isEqualTo(2);
    }

    @Test
    void theLastFinishCompletesTheStackOnce() {
        StackId web = world.running("A", "B needs A");
        world.finish(world.claim(web, "update A"));
        assertThat(world.stack(web).lastTemplate()).as("not before it is complete").isEmpty();
        ClaimedAction b = world.claim(web, "update B");
        assertThat(world.finish(b).standing()).isEqualTo(Standing.COMPLETE);

        Stack stack = world.stack(web);
        assertThat(stack.state()).hasToString("CREATE_COMPLETE");
        assertThat(stack.pending()).isZero();
        assertThat(stack.lastTemplate()).isEqualTo(stack.target()).isPresent();
        var before = world.picture(web);
        assertThat(world.finish(b)).isEqualTo(FinishResult.nothing());
        assertThat(world.picture(web)).isEqualTo(before);
        assertThat(world.told(web)).containsExactly("web CREATE_IN_PROGRESS", "A CREATE_IN_PROGRESS", "A CREATE_COMPLETE", "B CREATE_IN_PROGRESS",
                "B CREATE_COMPLETE", "web CREATE_COMPLETE");
    }

    @Test
    void aWholeTraversalInOneBatchCompletesTheStack() {
        StackId web = world.running("A", "B");
        assertThat(world.finish(world.claim(web, "update A"), world.claim(web, "update B")).standing()).isEqualTo(Standing.COMPLETE);
        assertThat(world.stack(web).state()).hasToString("CREATE_COMPLETE");
    }

    @Test
    void aFinishUnderALostFenceHasNoConsequence() {
        StackId web = world.running("A", "B needs A");
        ClaimedAction late = world.claim(web, "update A");
        world.takeOver(late);
        assertNothing(web, late);
        ClaimedAction other = world.resumeDue(world.startEngine()).getFirst();
        assertNothing(web, late);
        world.finish(other);
        assertNothing(web, late);
    }

    @Test
    void theSameVersionUnderAnotherEngineIsALostFenceToo() {
        StackId web = world.running("A", "B needs A");
        ClaimedAction a = world.claim(web, "update A");
        var foreign = new io.rowloom.resource.Claim(web, a.claim().no(), world.startEngine(), a.claim().fence());
        var before = world.picture(web);
        assertThat(store.finishes().finish(web, 1, List.of(new Finished(foreign, Optional.empty(), Optional.empty(), Optional.of("x"), "")))).isEqualTo(FinishResult.nothing());
        assertThat(store.finishes().stop(foreign, "stop", Effect.UNKNOWN)).isFalse();
        assertThat(world.picture(web)).isEqualTo(before);
    }

    private void assertNothing(StackId web, ClaimedAction late) {
        var before = world.picture(web);
        assertThat(world.finish(late)).isEqualTo(FinishResult.nothing());
        assertThat(world.picture(web)).isEqualTo(before);
    }

    @Test
    void oneLostFenceInABatchDoesNotHoldBackTheOthersAndCountsForNothing() {
        StackId web = world.running("A", "B", "C needs A B");
        ClaimedAction a = world.claim(web, "update A");
        ClaimedAction b = world.claim(web, "update B");
        world.takeOver(a);
        FinishResult result = world.finish(a, b);
        assertThat(result).isEqualTo(new FinishResult(List.of(b.claim().no()), List.of(), false, Standing.GOES_ON));
        assertThat(world.stack(web).pending()).isEqualTo(2);
        assertThat(world.ready(web)).isEmpty();
    }

    @Test
    void aFinishBetweenSubmitAndPlanIsRecordedAndNothingFollows() {
        StackId web = world.running("A", "B needs A");
        ClaimedAction a = world.claim(web, "update A");
        world.submitUpdate(web);
        FinishResult result = world.finish(a);
        assertThat(result).isEqualTo(new FinishResult(List.of(a.claim().no()), List.of(), false, Standing.OVER));
        assertThat(world.row(a.claim()).status()).isEqualTo(Status.COMPLETE);
        assertThat(world.row(a.claim()).engine()).isEmpty();
        assertThat(world.stack(web).state()).hasToString("UPDATE_IN_PROGRESS");
        assertThat(world.stack(web).pending()).isZero();
    }

    @Test
    void aFinishOfASupersededTraversalChangesNeitherNodesNorStackOfTheNewerOne() {
        StackId web = world.running("A", "B needs A");
        ClaimedAction a = world.claim(web, "update A");
        world.update(web, "A=2", "B needs A");
        Stack before = world.stack(web);

        FinishResult result = world.finish(a);

        assertThat(result).isEqualTo(new FinishResult(List.of(a.claim().no()), List.of(), true, Standing.OVER));
        assertThat(world.stack(web)).isEqualTo(before);
        ResourceView row = world.row(a.claim());
        assertThat(row.status()).isEqualTo(Status.COMPLETE);
        assertThat(row.dirty()).as("the newer traversal has business here").isTrue();
        assertThat(world.ready(web)).containsExactly("update A");
        ClaimedAction again = world.claim(web, "update A");
        assertThat(again.claim().fence()).isGreaterThan(a.claim().fence());
        assertThat(world.finish(again).newerWaits()).isFalse();
        assertThat(world.row(a.claim()).dirty()).isFalse();
        assertThat(world.ready(web)).containsExactly("update B");
    }

    @Test
    void aFinishAfterTheTraversalFailedIsRecordedAndLeavesTheStackFailed() {
        StackId web = world.running("A", "B", "C needs A");
        ClaimedAction a = world.claim(web, "update A");
        world.fail(world.claim(web, "update B"));
        Stack failed = world.stack(web);
        FinishResult result = world.finish(a);
        assertThat(result.recorded()).containsExactly(a.claim().no());
        assertThat(result.standing()).isEqualTo(Standing.OVER);
        assertThat(result.ready()).isEmpty();
        assertThat(world.stack(web)).isEqualTo(failed);
        assertThat(world.row(a.claim()).status()).isEqualTo(Status.COMPLETE);
    }

    @Test
    void aResumedActionFinishesForTheTraversalItWasBegunFor() {
        StackId web = world.running("A", "B needs A");
        world.park(world.claim(web, "update A"), Duration.ZERO);
        assertThat(world.finish(world.resumeDue(world.startEngine()).getFirst()).standing()).isEqualTo(Standing.GOES_ON);
        assertThat(world.ready(web)).containsExactly("update B");
    }

    @Test
    void aFinishedDeleteLeavesATombstoneThatNobodySees() {
        StackId web = world.complete("A", "B");
        world.update(web, "A");
        ClaimedAction b = world.claim(web, "cleanup B");
        assertThat(world.finish(b).standing()).isEqualTo(Standing.COMPLETE);
        ResourceView row = world.row(b.claim());
        assertThat(row.tombstone()).isTrue();
        assertThat(row.current()).isFalse();
        assertThat(row.dirty()).isFalse();
        assertThat(row.outputs()).isEmpty();
        assertThat(store.claims().current(web, List.of("B"))).isEmpty();
        assertThat(store.plans().read(web).orElseThrow().rows().getLast().definitionHash()).isEmpty();
        assertThat(world.told(web)).containsSubsequence("B DELETE_IN_PROGRESS", "B DELETE_COMPLETE", "web UPDATE_COMPLETE");
    }

    @Test
    void aDeleteRunsAgainstTheDependenciesAndEndsTheStack() {
        StackId web = world.complete("A", "B needs A");
        world.delete(web);
        assertThat(world.ready(web)).containsExactly("cleanup B");
        world.runAll(web);
        assertThat(world.stack(web).deletedAt()).isPresent();
        assertThat(world.stack(web).lastTemplate()).isEmpty();
        assertThat(world.rows(web)).allMatch(ResourceView::tombstone);
    }

    @Test
    void aNewerUpdateGivesADeletedNameToANewRow() {
        StackId web = world.complete("A");
        world.update(web);
        ClaimedAction deleting = world.claim(web, "cleanup A");
        world.update(web, "A");
        assertThat(world.rows(web)).hasSize(2);
        assertThat(world.row(web, "A").no()).isNotEqualTo(deleting.claim().no());
        assertThat(world.row(web, "A").replaces()).hasValue(deleting.claim().no());
        world.finish(deleting);
        assertThat(world.row(web, "A").no()).isNotEqualTo(deleting.claim().no());
        assertThat(world.ready(web)).containsExactly("update A");
        assertThat(world.row(deleting.claim()).dirty()).as("its cleanup is to be cut off").isTrue();
        world.finish(world.claim(web, "update A"));
        assertThat(world.nodes(web)).singleElement().satisfies(node -> assertThat(node.tombstone()).isTrue());
    }

    @Test
    void anEventCarriesWhoDidWhatUnderWhichFence() {
        StackId web = world.running("A");
        ClaimedAction a = world.claim(web, "update A");
        world.finish(a);
        List<Event> events = world.events(web);
        assertThat(events.get(0)).satisfies(e -> {
            assertThat(e.resource()).isEmpty();
            assertThat(e.fence()).isZero();
            assertThat(e.traversal()).isEqualTo(1);
            assertThat(e.physicalId()).contains(web.toString());
            assertThat(e.engine()).isEmpty();
        });
        assertThat(events.get(2)).satisfies(e -> {
            assertThat(e.resource()).hasValue(a.claim().no());
            assertThat(e.fence()).isEqualTo(a.claim().fence());
            assertThat(e.engine()).contains(world.engine);
            assertThat(e.type()).isEqualTo(Definitions.TYPE);
            assertThat(e.physicalId()).contains("physical-" + a.claim().no());
            assertThat(e.reason()).isEqualTo("state changed");
        });
    }
}
