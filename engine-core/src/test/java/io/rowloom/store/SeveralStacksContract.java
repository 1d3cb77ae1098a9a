package io.rowloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rowloom.limit.Scope;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.resource.ClaimIntent;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.NextClaim;
import io.rowloom.resource.ParkResult;
import io.rowloom.resource.Parking;
import io.rowloom.resource.Phase;
import io.rowloom.resource.StackHead;
import io.rowloom.resource.StackWork;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.StackId;
import io.rowloom.template.rule.Hook;
import io.rowloom.traversal.FinishResult;
import io.rowloom.traversal.FinishResult.Standing;
import io.rowloom.traversal.Finished;
import io.rowloom.traversal.FinishedAndClaimed;
import io.rowloom.traversal.StackFinish;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Claims, successes and parks of several stacks in one verb: what becomes of one is what would have become of it alone. */
abstract class SeveralStacksContract extends StoreContract.Part {
    SeveralStacksContract(Supplier<Store> stores) {
        super(stores);
    }

    private StackId running(String name, String... resources) {
        StackId stack = world.create(world.newStack(name, OnFailure.STOP));
        world.plan(stack, resources);
        return stack;
    }

    private StackHead head(StackId stack) {
        return world.work(stack).map(StackWork::stack).orElseThrow();
    }

    private ClaimIntent intent(StackId stack, String words) {
        return world.intent(stack, world.node(stack, words));
    }

    private StackFinish finish(ClaimedAction... actions) {
        return new StackFinish(actions[0].claim().stack(), actions[0].traversal(), Arrays.stream(actions).map(world::success).toList());
    }

    private static NextClaim ready(ClaimIntent intent) {
        return new NextClaim(intent, Optional.empty());
    }

    private NextClaim after(ClaimedAction done) {
        return new NextClaim(world.intent(done.claim().stack(), done.follower().orElseThrow()), Optional.of(done.claim()));
    }

    @Test
    void rowsOfSeveralStacksAreClaimedEachForItsOwn() {
        StackId one = running("one", "A", "B");
        StackId two = running("two", "A", "B needs A");
        Map<StackHead, List<ClaimIntent>> intents = new LinkedHashMap<>();
        intents.put(head(two), List.of(intent(two, "update A")));
        intents.put(head(one), List.of(intent(one, "update A"), intent(one, "update B")));

        List<ClaimedAction> won = store.claims().claim(world.engine, intents);
        assertThat(won).extracting(action -> action.stack().name() + " " + action.name()).containsExactlyInAnyOrder("one A", "one B", "two A");
        assertThat(won).allSatisfy(action -> {
            assertThat(action.claim().stack()).isEqualTo(action.stack().id());
            assertThat(world.row(action.claim()).engine()).contains(world.engine);
            assertThat(world.row(action.claim()).version()).isEqualTo(action.claim().fence());
        });
        assertThat(world.told(one)).endsWith("A CREATE_IN_PROGRESS", "B CREATE_IN_PROGRESS");
        assertThat(world.told(two)).endsWith("A CREATE_IN_PROGRESS");
    }

    @Test
    void whatMovedInOneStackIsLostThereAlone() {
        StackId one = running("one", "A");
        StackId two = running("two", "A");
        Map<StackHead, List<ClaimIntent>> intents = Map.of(head(one), List.of(intent(one, "update A")), head(two), List.of(intent(two, "update A")));
        world.claim(world.startEngine(), one, "update A");
        assertThat(store.claims().claim(world.engine, intents)).extracting(action -> action.claim().stack()).containsExactly(two);
    }

    @Test
    void aLimitOfOneStackHoldsForItsRowsAlone() {
        StackId one = running("one", "A");
        StackId two = running("two", "A");
        Map<StackHead, List<ClaimIntent>> intents = Map.of(head(one), List.of(intent(one, "update A")), head(two), List.of(intent(two, "update A")));
        store.limits().set(new Scope.OfStack(one), 5);
        assertThat(store.claims().claim(world.engine, intents)).extracting(action -> action.claim().stack()).containsExactly(two);
    }

    @Test
    void eachStackIsCountedDownByItsOwnSuccesses() {
        StackId one = running("one", "A", "B");
        StackId two = running("two", "A", "B", "C needs A B");
        StackId three = running("three", "A");
        ClaimedAction a = world.claim(one, "update A");
        StackFinish ofTwo = finish(world.claim(two, "update A"), world.claim(two, "update B"));
        StackFinish ofThree = finish(world.claim(three, "update A"));

        List<FinishResult> results = store.finishes().finish(List.of(ofThree, finish(a), ofTwo));
        assertThat(results).extracting(FinishResult::standing).containsExactly(Standing.COMPLETE, Standing.GOES_ON, Standing.GOES_ON);
        assertThat(results).extracting(result -> result.ready().size()).containsExactly(0, 0, 1);
        assertThat(results).extracting(result -> result.recorded().size()).containsExactly(1, 1, 2);
        assertThat(world.stack(one).pending()).isEqualTo(1);
        assertThat(world.stack(two).pending()).isEqualTo(1);
        assertThat(world.stack(three).pending()).isZero();
        assertThat(world.ready(two)).containsExactly("update C");
        assertThat(world.told(three)).endsWith("A CREATE_COMPLETE", "three CREATE_COMPLETE");
        assertThat(world.told(one)).endsWith("A CREATE_COMPLETE");
    }

    @Test
    void aLostFenceInOneStackIsNoMatterOfTheOthers() {
        StackId one = running("one", "A");
        StackId two = running("two", "A");
        ClaimedAction late = world.claim(one, "update A");
        ClaimedAction a = world.claim(two, "update A");
        world.park(late, ContractWorld.OVER);
        List<FinishResult> results = store.finishes().finish(List.of(finish(late), finish(a)));
        assertThat(results.getFirst()).isEqualTo(FinishResult.nothing());
        assertThat(results.getLast().standing()).isEqualTo(Standing.COMPLETE);
    }

    @Test
    void eachActionIsPutAsideAsItsOwnCallSaid() {
        StackId one = running("one", "A", "B");
        StackId two = running("two", "A");
        ClaimedAction a = world.claim(one, "update A");
        ClaimedAction late = world.claim(one, "update B");
        ClaimedAction other = world.claim(two, "update A");
        world.takeOver(late);
        List<Parking> parkings = List.of(parking(other, "page 2", "server-2", Duration.ZERO, 3), ContractWorld.waiting(late, Duration.ZERO), parking(a, "page 1", "server-1", Duration.ofHours(1), 0));
        assertThat(store.claims().park(parkings)).containsExactly(ParkResult.PARKED, ParkResult.FENCE_LOST, ParkResult.PARKED);
        assertThat(world.dueNames(two)).containsExactly("A");
        assertThat(world.dueNames(one)).as("taken over, and not due for an hour").containsExactly("B");
        assertThat(store.claims().park(parkings)).as("its answer was lost").containsOnly(ParkResult.FENCE_LOST);

        store.interventions().signal(one, "A", UUID.randomUUID(), NullNode.instance);
        assertThat(world.resumeDue(world.engine)).extracting(action -> action.stack().name() + " " + action.name() + " " + action.cookie().map(JsonNode::asText).orElse("")
                        + " " + action.physicalId().orElse("") + " " + action.tries())
                .containsExactlyInAnyOrder("two A page 2 server-2 3", "one A page 1 server-1 0", "one B   0");
    }

    private static Parking parking(ClaimedAction action, String cookie, String physicalId, Duration due, int tries) {
        return new Parking(action.claim(), Phase.WAIT, Optional.of(TextNode.valueOf(cookie)), Optional.of(physicalId), due, action.wake(), Effect.NONE, tries);
    }

    @Test
    void signalsAreHandledWithTheActionThatSawThem() {
        StackId one = running("one", "A", "B");
        UUID first = UUID.randomUUID();
        store.interventions().signal(one, "A", first, NullNode.instance);
        store.interventions().signal(one, "B", first, NullNode.instance);
        ClaimedAction a = world.claim(one, "update A");
        ClaimedAction b = world.claim(one, "update B");
        Parking plain = ContractWorld.waiting(a, Duration.ofHours(1));
        Parking seen = new Parking(a.claim(), plain.phase(), plain.cookie(), plain.physicalId(), plain.due(), plain.wakeSeen(), plain.effect(), plain.tries(), Optional.empty(), List.of(first));
        assertThat(store.claims().park(List.of(ContractWorld.waiting(b, Duration.ofHours(1)), seen))).containsOnly(ParkResult.PARKED);
        assertThat(store.interventions().unhandled(one, a.claim().no())).isEmpty();
        assertThat(store.interventions().unhandled(one, b.claim().no())).hasSize(1);
    }

    @Test
    void successesAndClaimsOfSeveralStacksAreOne() {
        StackId one = running("one", "A", "B needs A");
        StackId two = running("two", "A");
        StackId three = running("three", "A");
        ClaimedAction a = world.claim(one, "update A");
        ClaimedAction only = world.claim(two, "update A");
        Map<StackHead, List<NextClaim>> next = Map.of(a.stack(), List.of(after(a)), head(three), List.of(ready(intent(three, "update A"))));

        FinishedAndClaimed result = store.finishes().finishAndClaim(world.engine, List.of(finish(a), finish(only)), next);
        assertThat(result.finished()).extracting(FinishResult::standing).containsExactly(Standing.GOES_ON, Standing.COMPLETE);
        assertThat(result.claimed()).extracting(action -> action.stack().name() + " " + action.name()).containsExactlyInAnyOrder("one B", "three A");
        assertThat(world.row(three, "A").engine()).contains(world.engine);
        assertThat(world.told(one)).endsWith("A CREATE_COMPLETE", "B CREATE_IN_PROGRESS");
    }

    @Test
    void aSupersededTraversalOfOneStackClaimsNothingMoreThereAlone() {
        StackId one = running("one", "A", "B needs A");
        StackId two = running("two", "A", "B needs A");
        ClaimedAction first = world.claim(one, "update A");
        ClaimedAction second = world.claim(two, "update A");
        Map<StackHead, List<NextClaim>> next = Map.of(first.stack(), List.of(after(first)), second.stack(), List.of(after(second)));
        world.submitUpdate(one);

        FinishedAndClaimed result = store.finishes().finishAndClaim(world.engine, List.of(finish(first), finish(second)), next);
        assertThat(result.finished()).extracting(FinishResult::standing).containsExactly(Standing.OVER, Standing.GOES_ON);
        assertThat(result.claimed()).extracting(action -> action.claim().stack()).containsExactly(two);
    }

    /** Nodes of different stacks have the same numbers. */
    @Test
    void whatASuccessMakesReadyInOneStackIsNotReadyInAnother() {
        StackId one = running("one", "A", "B needs A", "C");
        StackId two = running("two", "A", "B needs A", "C");
        ClaimedAction first = world.claim(one, "update A");
        ClaimedAction late = world.claim(two, "update A");
        NextClaim early = after(late);
        StackFinish other = finish(world.claim(two, "update C"));
        FinishedAndClaimed result = store.finishes().finishAndClaim(world.engine, List.of(finish(first), other), Map.of(late.stack(), List.of(early)));
        assertThat(result.claimed()).isEmpty();
        assertThat(result.finished().getFirst().ready()).hasSize(1);
    }

    @Test
    void whatIsHeldInOneStackMakesNothingReadyThere() {
        StackId one = running("one", "A", "B needs A");
        StackId two = running("two", "A", "B needs A");
        ClaimedAction first = world.claim(one, "update A");
        Finished plain = world.success(first);
        Finished held = new Finished(plain.claim(), plain.physicalId(), plain.outputs(), plain.inputHash(), plain.reason(), Optional.empty(), Optional.of(Hook.POST_CREATE), List.of());
        List<FinishResult> results = store.finishes().finish(List.of(new StackFinish(one, first.traversal(), List.of(held)), finish(world.claim(two, "update A"))));
        assertThat(results).extracting(result -> result.ready().size()).containsExactly(0, 1);
        assertThat(world.stack(one).pending()).isEqualTo(2);
    }

    @Test
    void whatIsKeptOfOneStackIsKeptBesideOthers() {
        StackId one = running("one", "A");
        StackId two = running("two", "A", "B");
        ClaimedAction a = world.claim(one, "update A");
        Finished plain = world.success(a);
        Finished kept = new Finished(plain.claim(), plain.physicalId(), plain.outputs(), plain.inputHash(), plain.reason(), Optional.of(ContractWorld.data(a)), Optional.empty(), List.of());
        ClaimedAction other = world.claim(two, "update A");
        FinishedAndClaimed result = store.finishes().finishAndClaim(world.engine, List.of(new StackFinish(one, a.traversal(), List.of(kept)), finish(other)),
                Map.of(other.stack(), List.of(ready(intent(two, "update B")))));
        assertThat(result.finished()).extracting(FinishResult::standing).containsExactly(Standing.COMPLETE, Standing.GOES_ON);
        assertThat(result.claimed()).extracting(ClaimedAction::name).containsExactly("B");
    }
}
