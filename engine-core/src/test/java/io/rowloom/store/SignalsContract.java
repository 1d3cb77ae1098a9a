package io.rowloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rowloom.plugin.Signal;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.ParkResult;
import io.rowloom.resource.Parking;
import io.rowloom.resource.Phase;
import io.rowloom.resource.SignalResult.Accepted;
import io.rowloom.resource.SignalResult.NotFound;
import io.rowloom.stack.StackId;
import io.rowloom.traversal.Failure;
import io.rowloom.traversal.Finished;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What resources are told from outside. */
abstract class SignalsContract extends StoreContract.Part {
    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();

    SignalsContract(Supplier<Store> stores) {
        super(stores);
    }

    @Test
    void aSignalMakesAWaitingActionDueAndIsThereForItsNextCall() {
        StackId web = world.running("A", "B");
        ClaimedAction a = world.claim(web, "update A");
        world.park(a, Duration.ofHours(1));
        assertThat(world.dueNames(web)).isEmpty();
        var data = JsonNodeFactory.instance.objectNode().put("status", "SUCCESS");
        assertThat(store.interventions().signal(web, "A", first, data)).isEqualTo(new Accepted(a.claim().no()));
        assertThat(world.dueNames(web)).containsExactly("A");
        assertThat(store.interventions().unhandled(web, a.claim().no())).singleElement().satisfies(signal -> {
            assertThat(signal.id()).isEqualTo(first);
            assertThat(signal.data()).isEqualTo(data);
        });
    }

    @Test
    void aSignalThatIsSentTwiceIsOne() {
        StackId web = world.running("A");
        int no = world.row(web, "A").no();
        store.interventions().signal(web, "A", first, IntNode.valueOf(1));
        assertThat(store.interventions().signal(web, "A", first, IntNode.valueOf(2))).isEqualTo(new Accepted(no));
        store.interventions().signal(web, "A", second, NullNode.instance);
        assertThat(store.interventions().unhandled(web, no)).extracting(Signal::id).containsExactlyInAnyOrder(first, second);
        assertThat(store.interventions().unhandled(web, no)).extracting(Signal::data).contains(IntNode.valueOf(1), NullNode.instance);
    }

    @Test
    void whatIsNotThereTakesNoSignals() {
        StackId web = world.complete("A");
        assertThat(store.interventions().signal(web, "X", first, NullNode.instance)).isInstanceOf(NotFound.class);
        assertThat(store.interventions().signal(world.create("other"), "A", first, NullNode.instance)).isInstanceOf(NotFound.class);
        int no = world.row(web, "A").no();
        world.delete(web);
        world.runAll(web);
        assertThat(store.interventions().signal(web, "A", first, NullNode.instance)).isInstanceOf(NotFound.class);
        assertThat(store.interventions().unhandled(web, no)).isEmpty();
    }

    @Test
    void aSignalIsHandledWithTheStepThatSawItAndNotBefore() {
        StackId web = world.running("A");
        store.interventions().signal(web, "A", first, IntNode.valueOf(1));
        ClaimedAction a = world.claim(web, "update A");
        world.takeOver(a);
        ClaimedAction again = world.resumeDue(world.engine).getFirst();
        assertThat(seen(again)).as("nobody recorded a step").containsExactly(first);
        store.interventions().signal(web, "A", second, IntNode.valueOf(2));
        assertThat(park(again, List.of(first))).isEqualTo(ParkResult.PARKED);
        assertThat(seen(again)).containsExactly(second);
        assertThat(world.dueNames(web)).as("the second came after the claim").containsExactly("A");
        store.interventions().signal(web, "A", first, IntNode.valueOf(1));
        assertThat(seen(again)).as("a handled one that is sent again stays handled").containsExactly(second);
    }

    @Test
    void whoLostTheFenceHandlesNothing() {
        StackId web = world.running("A");
        store.interventions().signal(web, "A", first, IntNode.valueOf(1));
        ClaimedAction late = world.claim(web, "update A");
        world.takeOver(late);
        assertThat(park(late, List.of(first))).isEqualTo(ParkResult.FENCE_LOST);
        finish(late, List.of(first));
        fail(late, List.of(first));
        assertThat(seen(late)).containsExactly(first);
    }

    @Test
    void successAndFailureHandleSignalsToo() {
        StackId web = world.running("A", "B");
        store.interventions().signal(web, "A", first, IntNode.valueOf(1));
        store.interventions().signal(web, "B", second, IntNode.valueOf(1));
        ClaimedAction a = world.claim(web, "update A");
        ClaimedAction b = world.claim(web, "update B");
        finish(a, List.of(first));
        fail(b, List.of(second));
        assertThat(seen(a)).isEmpty();
        assertThat(seen(b)).isEmpty();
    }

    @Test
    void aSignalWithoutAnOpenActionIsKeptForTheNext() {
        StackId web = world.complete("A");
        store.interventions().signal(web, "A", first, TextNode.valueOf("early"));
        assertThat(world.dueNames(web)).as("there is nothing to call").isEmpty();
        world.update(web, "A=2");
        ClaimedAction a = world.claim(web, "update A");
        assertThat(seen(a)).containsExactly(first);
        park(a, List.of(first));
        assertThat(world.dueNames(web)).as("no wake-up is left over").isEmpty();
    }

    @Test
    void aSignalTouchesNeitherVersionNorClaim() {
        StackId web = world.running("A");
        ClaimedAction a = world.claim(web, "update A");
        store.interventions().signal(web, "A", first, NullNode.instance);
        assertThat(world.row(a.claim()).version()).isEqualTo(a.claim().fence());
        assertThat(world.finish(a).recorded()).hasSize(1);
    }

    @Test
    void signalsGoWithTheirRow() {
        StackId web = world.complete("A");
        int no = world.row(web, "A").no();
        store.interventions().signal(web, "A", first, NullNode.instance);
        world.delete(web);
        world.runAll(web);
        world.purge(ContractWorld.OVER);
        assertThat(store.interventions().unhandled(web, no)).isEmpty();
    }

    private List<UUID> seen(ClaimedAction action) {
        return store.interventions().unhandled(action.claim().stack(), action.claim().no()).stream().map(Signal::id).toList();
    }

    private ParkResult park(ClaimedAction action, List<UUID> handled) {
        return store.claims().park(new Parking(action.claim(), Phase.WAIT, Optional.empty(), Optional.empty(), Duration.ofHours(1), action.wake(), Effect.NONE, 0, Optional.empty(), handled));
    }

    private void finish(ClaimedAction action, List<UUID> handled) {
        Finished plain = world.success(action);
        store.finishes().finish(action.claim().stack(), action.traversal(),
                List.of(new Finished(plain.claim(), plain.physicalId(), plain.outputs(), plain.inputHash(), plain.reason(), Optional.empty(), Optional.empty(), handled)));
    }

    private void fail(ClaimedAction action, List<UUID> handled) {
        var now = world.stack(action.claim().stack());
        store.finishes().fail(new Failure(action.claim(), action.traversal(), action.node(), "broke", "broke", Effect.NONE, Optional.empty(), List.of(),
                now.onFailure().during(now.action()), handled));
    }
}
