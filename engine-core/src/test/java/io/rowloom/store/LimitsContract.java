package io.rowloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.limit.Limit;
import io.rowloom.limit.Scope;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.resource.ClaimIntent;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.Spread;
import io.rowloom.resource.StackHead;
import io.rowloom.resource.StackWork;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.StackId;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** How many actions may be open at once. */
abstract class LimitsContract extends StoreContract.Part {
    private static final Scope TYPE = new Scope.OfType(Definitions.TYPE);

    LimitsContract(Supplier<Store> stores) {
        super(stores);
    }

    @Test
    void aTypeHasRoomForAsManyAsItsLimitSaysInAllStacksTogether() {
        StackId web = world.running("A", "B");
        StackId db = other("A", "B");
        store.limits().set(TYPE, 3);
        List<ClaimedAction> first = within(web);
        List<ClaimedAction> second = within(db);

        assertThat(names(first)).containsExactly("A", "B");
        assertThat(names(second)).containsExactly("A");
        assertThat(world.ready(db)).as("there is no room for B").isEmpty();
        assertThat(store.limits().list()).containsExactly(new Limit(TYPE, 3, 3, 1));
        world.finish(first.getFirst());
        assertThat(world.ready(db)).containsExactly("update B");
        assertThat(names(within(db))).containsExactly("B");
    }

    @Test
    void aStackHasRoomForAsManyAsItsLimitSays() {
        StackId web = world.running("A", "B", "C");
        StackId db = other("A", "B", "C");
        Scope scope = new Scope.OfStack(web);
        assertThat(store.limits().set(scope, 2)).isTrue();

        assertThat(names(within(web))).containsExactly("A", "B");
        assertThat(world.ready(web)).isEmpty();
        assertThat(world.work(db).orElseThrow().limited()).as("another stack").isEmpty();
        assertThat(store.limits().list()).containsExactly(new Limit(scope, 2, 2, 1));
        assertThat(world.claim(db, "update A").name()).isEqualTo("A");
    }

    @Test
    void theNarrowerOfTwoLimitsHolds() {
        StackId web = world.running("A", "B", "C");
        store.limits().set(TYPE, 2);
        store.limits().set(new Scope.OfStack(web), 1);
        assertThat(within(web)).hasSize(1);
        store.limits().set(new Scope.OfStack(web), 3);
        assertThat(within(web)).hasSize(1);
        assertThat(within(web)).isEmpty();
        assertThat(store.limits().list()).extracting(Limit::open).containsExactly(2, 2);
    }

    @Test
    void whatIsPutAsideOrTakenOverCountsUntilItIsOver() {
        StackId web = world.running("A", "B");
        store.limits().set(TYPE, 1);
        ClaimedAction a = within(web).getFirst();
        world.park(a, Duration.ZERO);
        assertThat(world.ready(web)).as("A waits").isEmpty();
        world.takeOver(world.resumeDue(world.engine).getFirst());
        assertThat(world.ready(web)).as("A's engine is gone").isEmpty();
        world.fail(world.resumeDue(world.engine).getFirst());
        assertThat(store.limits().list()).extracting(Limit::open).containsExactly(0);
    }

    @Test
    void aStopAFailureAndAReplacementMakeRoom() {
        StackId web = world.create(world.newStack("web", OnFailure.FINISH));
        world.plan(web, "A", "B", "C", "D");
        store.limits().set(TYPE, 1);
        store.finishes().stop(within(web).getFirst().claim(), "stopped", Effect.UNKNOWN);
        ClaimedAction second = within(web).getFirst();
        world.fail(second);
        ClaimedAction third = within(web).getFirst();
        store.finishes().replace(third.claim(), third.traversal(), third.node(), "because");
        assertThat(within(web)).hasSize(1);
        assertThat(within(web)).isEmpty();
    }

    @Test
    void aClaimThatKnowsOfNoLimitGetsNothingThatOneHoldsFor() {
        StackId web = world.running("A", "B");
        List<ClaimIntent> intents = intents(web);
        StackHead head = world.work(web).orElseThrow().stack();
        var before = world.picture(web);
        store.limits().set(TYPE, 10);
        assertThat(store.claims().claim(head, world.engine, intents)).isEmpty();
        store.limits().remove(TYPE);
        store.limits().set(new Scope.OfStack(web), 10);
        assertThat(store.claims().claim(head, world.engine, intents)).isEmpty();
        store.limits().remove(new Scope.OfStack(web));
        assertThat(world.picture(web)).isEqualTo(before);
        assertThat(store.claims().claim(head, world.engine, intents)).hasSize(2);
    }

    @Test
    void aClaimWithinLimitsThatAreGoneGetsEverything() {
        StackId web = world.running("A", "B", "C");
        store.limits().set(TYPE, 1);
        List<ClaimIntent> intents = intents(web);
        StackHead head = world.work(web).orElseThrow().stack();
        assertThat(store.limits().remove(TYPE)).isTrue();
        assertThat(store.limits().remove(TYPE)).isFalse();
        assertThat(store.claims().claimWithinLimits(head, world.engine, intents)).hasSize(3);
    }

    @Test
    void whatIsOutOfDateTakesNoRoom() {
        StackId web = world.running("A", "B");
        List<ClaimIntent> intents = intents(web);
        StackHead head = world.work(web).orElseThrow().stack();
        world.finish(world.claim(web, "update A"));
        store.limits().set(TYPE, 1);
        assertThat(names(store.claims().claimWithinLimits(head, world.engine, intents))).containsExactly("B");
    }

    @Test
    void aLowerLimitLetsWhatRunsRunAndNothingBeginUntilThereIsRoomAgain() {
        StackId web = world.running("A", "B", "C", "D");
        store.limits().set(TYPE, 3);
        List<ClaimedAction> running = within(web);
        store.limits().set(TYPE, 1);
        assertThat(store.limits().list()).containsExactly(new Limit(TYPE, 1, 3, 1));
        world.finish(running.get(0));
        world.finish(running.get(1));
        assertThat(world.ready(web)).isEmpty();
        world.finish(running.get(2));
        assertThat(names(within(web))).containsExactly("D");
    }

    @Test
    void aHigherLimitMakesRoomAtOnce() {
        StackId web = world.running("A", "B", "C", "D");
        store.limits().set(TYPE, 1);
        within(web);
        store.limits().set(TYPE, 3);
        assertThat(names(within(web))).containsExactly("B", "C");
    }

    @Test
    void aLimitCountsWhatRanBeforeItWasSet() {
        StackId web = world.running("A", "B");
        ClaimedAction a = world.claim(web, "update A");
        store.limits().set(TYPE, 1);
        assertThat(world.ready(web)).isEmpty();
        world.finish(a);
        assertThat(within(web)).hasSize(1);
    }

    @Test
    void whatHasNoRoomDoesNotHideOthers() {
        StackId web = world.running("A", "B", "C");
        StackId db = other("A");
        store.limits().set(new Scope.OfStack(web), 1);
        within(web);
        assertThat(store.claims().ready(1, Spread.ALL)).singleElement().satisfies(work -> assertThat(work.stack().id()).isEqualTo(db));
        assertThat(store.claims().ready(web, List.of(1, 2, 3, 4, 5, 6, 7, 8))).isEmpty();
    }

    @Test
    void aStackThatIsNotThereGetsNoLimit() {
        StackId web = world.running("A");
        world.delete(web);
        world.runAll(web);
        assertThat(store.limits().set(new Scope.OfStack(web), 1)).as("deleted").isFalse();
        assertThat(store.limits().list()).isEmpty();
    }

    @Test
    void theLimitOfAStackGoesWithTheStack() {
        StackId web = world.running("A");
        store.limits().set(new Scope.OfStack(web), 1);
        world.delete(web);
        within(web).forEach(world::finish);
        world.runAll(web);
        store.stacks().settle(Duration.ZERO);
        store.stacks().purge(Duration.ZERO, 100);
        store.stacks().purge(Duration.ZERO, 100);
        assertThat(store.limits().list()).isEmpty();
    }

    private StackId other(String... definitions) {
        StackId stack = world.create("db");
        world.plan(stack, definitions);
        return stack;
    }

    private List<ClaimIntent> intents(StackId stack) {
        return world.nodes(stack).stream().map(node -> world.intent(stack, node)).toList();
    }

    private List<ClaimedAction> within(StackId stack) {
        return world.work(stack).map(StackWork::stack).map(head -> store.claims().claimWithinLimits(head, world.engine, intents(stack))).orElse(List.of());
    }

    private static List<String> names(List<ClaimedAction> actions) {
        return actions.stream().map(ClaimedAction::name).toList();
    }
}
