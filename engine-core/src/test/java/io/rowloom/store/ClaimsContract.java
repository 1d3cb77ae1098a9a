package io.rowloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rowloom.engine.EngineId;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.resource.ClaimIntent;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.DueAction;
import io.rowloom.resource.ParkResult;
import io.rowloom.resource.Parking;
import io.rowloom.resource.Phase;
import io.rowloom.resource.ReadyNode;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.ResourceView;
import io.rowloom.resource.Spread;
import io.rowloom.resource.StackHead;
import io.rowloom.resource.StackWork;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.StackAction;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.template.DeletionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Finding work, claiming it, putting it aside and going on with it. */
abstract class ClaimsContract extends StoreContract.Part {
    ClaimsContract(Supplier<Store> stores) {
        super(stores);
    }

    @Test
    void readyIsWhatWaitsForNothing() {
        StackId web = world.running("A", "B needs A", "C");
        StackWork work = store.claims().ready(10, Spread.ALL).getFirst();

        assertThat(work.stack().id()).isEqualTo(web);
        assertThat(work.stack().traversal()).isEqualTo(1);
        assertThat(work.stack().target()).isEqualTo(world.stack(web).target());
        assertThat(work.nodes()).extracting(ReadyNode::name).containsExactlyInAnyOrder("A", "C");
        assertThat(work.nodes()).allSatisfy(n -> {
            assertThat(n.action()).isEqualTo(ResourceAction.INIT);
            assertThat(n.version()).isEqualTo(world.row(web, n.no()).version());
            assertThat(n.inputHash()).isEmpty();
            assertThat(n.properties()).isEmpty();
            assertThat(n.requires()).isEmpty();
        });
    }

    @Test
    void readyCarriesWhatTheLastSuccessLeft() {
        StackId web = world.complete("A", "B needs A");
        world.update(web, "A=2", "B needs A");
        ReadyNode a = world.node(web, "update A");
        assertThat(a.action()).isEqualTo(ResourceAction.CREATE);
        assertThat(a.status()).isEqualTo(Status.COMPLETE);
        assertThat(a.inputHash()).contains("input of A");
        assertThat(a.properties()).contains(JsonNodeFactory.instance.objectNode().put("definition", "A"));
        assertThat(a.physicalId()).contains("physical-" + a.no());
        world.finish(world.claim(web, "update A"));
        assertThat(world.node(web, "update B").requires()).containsExactly(a.no());
    }

    @Test
    void nothingIsReadyInAStackThatIsUnplannedOrEnded() {
        StackId web = world.running("A", "B");
        world.submitUpdate(web);
        assertThat(world.ready(web)).as("unplanned").isEmpty();
        world.plan(web, "A", "B");
        assertThat(world.ready(web)).hasSize(2);
        world.fail(world.claim(web, "update A"));
        assertThat(world.ready(web)).as("failed").isEmpty();
    }

    @Test
    void aHeldOrOpenRowIsNotReady() {
        StackId web = world.running("A", "B");
        world.claim(web, "update A");
        assertThat(world.ready(web)).containsExactly("update B");
        world.park(world.claim(web, "update B"), ContractWorld.LONG);
        assertThat(world.ready(web)).isEmpty();
    }

    @Test
    void nodesOfOneStackCanBeAskedForByNumber() {
        StackId web = world.running("A", "B", "C needs A");
        int a = world.node(web, "update A").node();
        int b = world.node(web, "update B").node();
        assertThat(store.claims().ready(web, List.of(a)).orElseThrow().nodes()).extracting(ReadyNode::name).containsExactly("A");
        world.claim(web, "update A");
        assertThat(store.claims().ready(web, List.of(a))).isEmpty();
        assertThat(store.claims().ready(web, List.of(a, b, 9999)).orElseThrow().nodes()).extracting(ReadyNode::name).containsExactly("B");
        assertThat(store.claims().ready(web, List.of())).isEmpty();
        assertThat(store.claims().ready(world.newStack("none", OnFailure.STOP).id(), List.of(a))).isEmpty();
    }

    @Test
    void readyKeepsToTheLimitAndTheShardsTogetherSeeEverything() {
        String[] names = IntStream.range(0, 3 * Spread.TOGETHER).mapToObj(i -> "R%02d".formatted(i)).toArray(String[]::new);
        StackId web = world.running(names);
        assertThat(store.claims().ready(2, Spread.ALL).stream().mapToInt(w -> w.nodes().size()).sum()).isEqualTo(2);
        List<String> seen = new ArrayList<>();
        for (int shard = 0; shard < 3; shard++) {
            Spread.Shard one = new Spread.Shard(3, shard);
            List<ReadyNode> nodes = store.claims().ready(100, one).getFirst().nodes();
            assertThat(nodes).isNotEmpty().allMatch(node -> one.contains(web, node.node()));
            nodes.forEach(node -> seen.add(node.name()));
        }
        assertThat(seen).containsExactlyInAnyOrder(names);
        assertThat(world.ready(web)).hasSize(names.length);
    }

    @Test
    void aPartOfTheNodesIsThatWhichFollowsFromStackAndNumber() {
        for (int i = 0; i < 4; i++) {
            world.plan(world.create("stack-" + i), "A", "B", "C");
        }
        Spread.Parts some = new Spread.Parts(IntStream.range(0, Spread.Parts.COUNT).filter(part -> Integer.bitCount(part) % 2 == 0).boxed().collect(Collectors.toSet()));
        Set<String> all = nodes(Spread.ALL, Spread.ALL::contains);
        assertThat(all).hasSize(12);
        assertThat(nodes(some, Spread.ALL::contains)).isEqualTo(nodes(Spread.ALL, some::contains));
        assertThat(nodes(some.others(), Spread.ALL::contains)).isEqualTo(nodes(Spread.ALL, some.others()::contains));
        assertThat(nodes(new Spread.Parts(Set.of()), Spread.ALL::contains)).isEmpty();
        assertThat(nodes(new Spread.Parts(Set.of()).others(), Spread.ALL::contains)).isEqualTo(all);
        assertThat(store.claims().ready(1, new Spread.Parts(Set.of()).others()).stream().mapToInt(w -> w.nodes().size()).sum()).isEqualTo(1);
    }

    @Test
    void whoHelpsOthersBeginsAtTheOtherEnd() {
        for (int i = 0; i < 3; i++) {
            world.plan(world.create("stack-" + i), "A", "B", "C");
        }
        List<String> all = inOrder(100, Spread.ALL);
        assertThat(inOrder(100, new Spread.LastFirst(Spread.ALL))).containsExactlyElementsOf(all.reversed());
        assertThat(inOrder(4, new Spread.LastFirst(Spread.ALL))).containsExactlyElementsOf(all.reversed().subList(0, 4));
        Spread.Parts some = new Spread.Parts(IntStream.range(0, Spread.Parts.COUNT).filter(part -> part % 3 > 0).boxed().collect(Collectors.toSet()));
        assertThat(inOrder(100, new Spread.LastFirst(some))).containsExactlyElementsOf(inOrder(100, some).reversed());
    }

    private List<String> inOrder(int most, Spread spread) {
        return store.claims().ready(most, spread).stream().flatMap(work -> work.nodes().stream().map(node -> work.stack().name() + " " + node.name())).toList();
    }

    private Set<String> nodes(Spread spread, BiPredicate<StackId, Integer> wanted) {
        return store.claims().ready(100, spread).stream()
                .flatMap(work -> work.nodes().stream().filter(node -> wanted.test(work.stack().id(), node.node())).map(node -> work.stack().id() + " " + node.node()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void whatTheCallerCannotActOnDoesNotCount() {
        world.running("A:Disk", "B:Disk", "C:Lamp", "D", "E:Disk");
        List<StackWork> found = store.claims().ready(1, Spread.ALL, Set.of("Disk", "Lamp"));
        assertThat(found).singleElement().satisfies(work -> assertThat(work.nodes()).extracting(ReadyNode::name).containsExactly("D"));
        assertThat(store.claims().ready(100, Spread.ALL, Set.of("Disk")).getFirst().nodes()).extracting(ReadyNode::name).containsExactlyInAnyOrder("C", "D");
        assertThat(store.claims().ready(100, Spread.ALL, Set.of("Disk", "Lamp", Definitions.TYPE))).isEmpty();
    }

    @Test
    void aPartOfTheDueActionsIsThatWhichFollowsFromStackAndNumber() {
        String[] names = IntStream.range(0, 3 * Spread.TOGETHER).mapToObj(i -> "R%02d".formatted(i)).toArray(String[]::new);
        StackId web = world.running(names);
        world.ready(web).forEach(node -> world.park(world.claim(web, node), Duration.ZERO));
        List<Spread> parts = List.of(new Spread.Shard(3, 0), new Spread.Shard(3, 1), new Spread.Shard(3, 2), new Spread.Parts(Set.of(0, 1, 2)), new Spread.Parts(Set.of(0, 1, 2)).others());
        Map<Integer, DueAction> all = store.claims().due(100).stream().collect(Collectors.toMap(DueAction::no, action -> action));
        assertThat(all).hasSize(names.length);
        assertThat(parts).allSatisfy(part -> assertThat(store.claims().due(100, part, Set.of()))
                .containsExactlyInAnyOrderElementsOf(all.values().stream().filter(action -> part.contains(web, action.no())).toList()));
        assertThat(store.claims().due(2, parts.getFirst(), Set.of())).hasSize(2);
    }

    @Test
    void dueActionsThatTheCallerCannotGoOnWithDoNotCount() {
        StackId web = world.running("A:Disk", "B:Disk", "C");
        List.of("update A", "update B", "update C").forEach(node -> world.park(world.claim(web, node), Duration.ZERO));
        assertThat(store.claims().due(1, Spread.ALL, Set.of("Disk"))).extracting(DueAction::type).containsExactly(Definitions.TYPE);
        assertThat(store.claims().due(100, Spread.ALL, Set.of())).hasSize(3);
        assertThat(store.claims().due(100, Spread.ALL, Set.of("Disk", Definitions.TYPE))).isEmpty();
    }

    @Test
    void aClaimMarksTheActionAsBegunAndReturnsAllThatTheCallNeeds() {
        StackId web = world.running("A");
        ReadyNode ready = world.node(web, "update A");
        ClaimedAction claimed = world.claim(web, "update A");

        assertThat(claimed.claim().engine()).isEqualTo(world.engine);
        assertThat(claimed.claim().fence()).isGreaterThan(ready.version());
        assertThat(claimed.traversal()).isEqualTo(1);
        assertThat(claimed.node()).isEqualTo(ready.node());
        assertThat(claimed.action()).isEqualTo(ResourceAction.CREATE);
        assertThat(claimed.phase()).isEqualTo(Phase.BEGIN);
        assertThat(claimed.generation()).isEqualTo(1);
        assertThat(claimed.args()).isEqualTo(JsonNodeFactory.instance.objectNode().put("definition", "A"));
        assertThat(List.of(claimed.attempts(), claimed.tries())).containsExactly(0, 0);
        assertThat(claimed.cancel()).isFalse();
        assertThat(claimed.cookie()).isEmpty();
        ResourceView row = world.row(claimed.claim());
        assertThat(row.engine()).contains(world.engine);
        assertThat(row.claimedAt()).isPresent();
        assertThat(row.phase()).contains(Phase.BEGIN);
        assertThat(row.action()).isEqualTo(ResourceAction.CREATE);
        assertThat(row.status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(row.version()).isEqualTo(claimed.claim().fence());
        assertThat(world.told(web)).endsWith("A CREATE_IN_PROGRESS");
    }

    @Test
    void manyRowsAreClaimedAtOnceAndThoseThatAreLostAreLeftOut() {
        StackId web = world.running("A", "B", "C");
        ClaimIntent a = world.intent(web, world.node(web, "update A"));
        ClaimIntent b = world.intent(web, world.node(web, "update B"));
        ClaimIntent c = world.intent(web, world.node(web, "update C"));
        world.claim(web, "update B");
        assertThat(world.tryClaim(web, c, b, a)).extracting(ClaimedAction::name).containsExactlyInAnyOrder("A", "C");
        assertThat(world.tryClaim(web)).isEmpty();
    }

    @Test
    void aClaimOfAHeldRowIsLost() {
        StackId web = world.running("A");
        ClaimIntent intent = world.intent(web, world.node(web, "update A"));
        ClaimedAction winner = world.claim(web, "update A");
        assertLost(web, intent);
        assertLost(web, atVersion(intent, winner.claim().fence()));
    }

    @Test
    void aClaimOfAnOpenRowIsLostEvenWithItsVersion() {
        StackId web = world.running("A");
        ClaimIntent intent = world.intent(web, world.node(web, "update A"));
        ClaimedAction winner = world.claim(web, "update A");
        world.park(winner, ContractWorld.LONG);
        assertLost(web, atVersion(intent, world.row(winner.claim()).version()));
    }

    @Test
    void aClaimFromBeforeANewerPlanIsLost() {
        StackId web = world.running("A");
        ClaimIntent intent = world.intent(web, world.node(web, "update A"));
        world.update(web, "A=2");
        assertLost(web, intent);
    }

    @Test
    void aClaimFromBeforeAFinishOrACutOffIsLost() {
        StackId web = world.running("A");
        ClaimIntent intent = world.intent(web, world.node(web, "update A"));
        world.finish(world.claim(web, "update A"));
        assertLost(web, intent);
    }

    @Test
    void aClaimOfARowThatDoesNotExistIsLost() {
        StackId web = world.running("A");
        ClaimIntent intent = world.intent(web, world.node(web, "update A"));
        assertLost(web, new ClaimIntent(4711, intent.version(), intent.node(), intent.action(), true, intent.args(), List.of(), intent.definition(),
                DeletionPolicy.DELETE, Optional.empty(), false));
    }

    private void assertLost(StackId web, ClaimIntent intent) {
        var before = world.picture(web);
        assertThat(world.tryClaim(web, intent)).isEmpty();
        assertThat(world.picture(web)).isEqualTo(before);
    }

    private static ClaimIntent atVersion(ClaimIntent i, long version) {
        return new ClaimIntent(i.no(), version, i.node(), i.action(), i.newGeneration(), i.args(), i.requires(), i.definition(), i.deletionPolicy(), i.refusal(), false);
    }

    @Test
    void theGenerationGrowsOnlyWhenTheIntentSaysSo() {
        StackId web = world.running("A");
        ClaimedAction first = world.claim(web, "update A");
        store.finishes().stop(first.claim(), "stopped", Effect.UNKNOWN);
        ClaimIntent i = world.intent(web, world.node(web, "update A"));
        ClaimedAction again = world.tryClaim(web, new ClaimIntent(i.no(), i.version(), i.node(), i.action(), false, i.args(), i.requires(), i.definition(),
                i.deletionPolicy(), i.refusal(), false)).getFirst();
        assertThat(again.generation()).isEqualTo(first.generation());
        assertThat(again.idempotencyKey()).isEqualTo(first.idempotencyKey());
        assertThat(again.claim().fence()).isGreaterThan(first.claim().fence());
    }

    @Test
    void aRefusedActionIsClaimedWithItsReason() {
        StackId web = world.running("A");
        ClaimIntent i = world.intent(web, world.node(web, "update A"));
        ClaimedAction refused = world.tryClaim(web, new ClaimIntent(i.no(), i.version(), i.node(), i.action(), false, i.args(), i.requires(), i.definition(),
                DeletionPolicy.RETAIN, Optional.of("no such attribute"), false)).getFirst();
        assertThat(refused.phase()).isEqualTo(Phase.REFUSED);
        assertThat(refused.reason()).isEqualTo("no such attribute");
        world.fail(refused);
        assertThat(world.row(refused.claim()).status()).isEqualTo(Status.FAILED);
    }

    @Test
    void whileAnActionRunsTheRowRequiresOldAndNewAndAfterwardsTheNewOnly() {
        StackId web = world.complete("A", "B", "C needs A");
        int a = world.row(web, "A").no();
        int b = world.row(web, "B").no();
        world.update(web, "A", "B", "C needs B");
        ClaimedAction c = world.claim(web, "update C");
        assertThat(world.row(c.claim()).required()).containsExactlyInAnyOrder(a, b);
        world.finish(c);
        assertThat(world.row(c.claim()).required()).containsExactly(b);
    }

    @Test
    void currentCopiesAreFoundByName() {
        StackId web = world.complete("A", "B");
        var found = store.claims().current(web, List.of("A", "nobody"));
        assertThat(found).containsOnlyKeys("A");
        assertThat(found.get("A").physicalId()).contains("physical-" + found.get("A").no());
        assertThat(found.get("A").outputs().path("id").asText()).isEqualTo("physical-" + found.get("A").no());
        assertThat(store.claims().current(web, List.of())).isEmpty();
        world.delete(web);
        world.runAll(web);
        assertThat(store.claims().current(web, List.of("A", "B"))).isEmpty();
    }

    @Test
    void aParkedActionKeepsWhatTheNextCallNeeds() {
        StackId web = world.running("A");
        ClaimedAction first = world.claim(web, "update A");
        Parking parking = new Parking(first.claim(), Phase.WAIT, Optional.of(TextNode.valueOf("page 2")), Optional.of("server-9"), Duration.ZERO, first.wake(), Effect.NONE, 3);
        assertThat(store.claims().park(parking)).isEqualTo(ParkResult.PARKED);

        ResourceView row = world.row(first.claim());
        assertThat(row.engine()).isEmpty();
        assertThat(row.claimedAt()).isEmpty();
        assertThat(row.phase()).contains(Phase.WAIT);
        assertThat(row.physicalId()).contains("server-9");
        assertThat(row.status()).isEqualTo(Status.IN_PROGRESS);

        EngineId other = world.startEngine();
        assertThat(world.resumeDue(other)).singleElement().satisfies(next -> {
            assertThat(next.claim().engine()).isEqualTo(other);
            assertThat(next.claim().fence()).isGreaterThan(first.claim().fence());
            assertThat(next.phase()).isEqualTo(Phase.WAIT);
            assertThat(next.cookie()).contains(TextNode.valueOf("page 2"));
            assertThat(next.physicalId()).contains("server-9");
            assertThat(next.args()).isEqualTo(first.args());
            assertThat(next.idempotencyKey()).isEqualTo(first.idempotencyKey());
            assertThat(List.of(next.traversal(), next.node(), next.tries(), next.attempts())).containsExactly(first.traversal(), first.node(), 3, 0);
        });
    }

    @Test
    void aParkWithoutAPhysicalIdKeepsTheOneThatIsKnown() {
        StackId web = world.running("A");
        ClaimedAction first = world.claim(web, "update A");
        store.claims().park(new Parking(first.claim(), Phase.WAIT, Optional.empty(), Optional.of("server-9"), Duration.ZERO, 0, Effect.NONE, 0));
        ClaimedAction next = world.resumeDue(world.engine).getFirst();
        world.park(next, ContractWorld.LONG);
        assertThat(world.row(first.claim()).physicalId()).contains("server-9");
    }

    @Test
    void aParkedActionIsDueWhenItsTimeHasCome() {
        StackId web = world.running("A", "B");
        world.park(world.claim(web, "update A"), ContractWorld.LONG);
        world.park(world.claim(web, "update B"), Duration.ZERO);
        assertThat(store.claims().due(10)).singleElement().satisfies(due -> {
            assertThat(due.stack()).isEqualTo(web);
            assertThat(due.type()).isEqualTo(Definitions.TYPE);
            assertThat(due.version()).isEqualTo(world.row(web, "B").version());
        });
        assertThat(store.claims().due(0)).isEmpty();
    }

    @Test
    void aWakeUpThatCameDuringTheCallMakesTheParkedActionDueAtOnce() {
        StackId web = world.running("A");
        ClaimedAction running = world.claim(web, "update A");
        world.delete(web);
        world.park(running, ContractWorld.LONG);
        assertThat(world.dueNames(web)).containsExactly("A");
        ClaimedAction woken = world.resumeDue(world.engine).getFirst();
        assertThat(woken.wake()).isGreaterThan(running.wake());
        assertThat(woken.cancel()).isTrue();
        world.park(woken, ContractWorld.LONG);
        assertThat(world.dueNames(web)).as("this wake-up was seen").isEmpty();
    }

    @Test
    void openActionsOfSupersededAndEndedTraversalsAreStillDue() {
        StackId web = world.running("A", "B");
        ClaimedAction a = world.claim(web, "update A");
        world.park(a, Duration.ZERO);
        world.update(web, "A=2", "B");
        ClaimedAction late = world.resumeDue(world.engine).getFirst();
        assertThat(late.traversal()).isEqualTo(1);
        assertThat(late.args()).isEqualTo(a.args());
        assertThat(late.stack().traversal()).isEqualTo(2);
        world.park(late, Duration.ZERO);
        store.stacks().cancel(web, 2);
        assertThat(world.dueNames(web)).containsExactly("A");
    }

    @Test
    void whoGoesOnIsToldOfTheStackAsItIsNow() {
        StackId web = world.running("A");
        world.park(world.claim(web, "update A"), Duration.ZERO);
        List<DueAction> early = store.claims().due(10);
        world.delete(web);
        assertThat(store.claims().resume(world.engine, early)).isEmpty();
        assertThat(store.claims().resume(world.engine, store.claims().due(10))).singleElement()
                .satisfies(action -> assertThat(action.stack()).returns(2, StackHead::traversal).returns(StackAction.DELETE, StackHead::action));
        StackId shop = world.create("shop");
        world.plan(shop, "A");
        world.park(world.claim(shop, "update A"), Duration.ZERO);
        List<DueAction> before = store.claims().due(10);
        world.submitUpdate(shop);
        assertThat(store.claims().resume(world.engine, before)).singleElement().satisfies(action -> {
            assertThat(action.stack()).returns(2, StackHead::traversal).returns(StackAction.UPDATE, StackHead::action);
            assertThat(action.traversal()).isEqualTo(1);
        });
    }

    @Test
    void anActionIsResumedByOneOnly() {
        StackId web = world.running("A");
        world.park(world.claim(web, "update A"), Duration.ZERO);
        List<DueAction> due = store.claims().due(10);
        assertThat(store.claims().resume(world.engine, due)).hasSize(1);
        var before = world.picture(web);
        assertThat(store.claims().resume(world.startEngine(), due)).isEmpty();
        assertThat(world.picture(web)).isEqualTo(before);
    }

    @Test
    void aResumeOfAnActionThatEndedIsLost() {
        StackId web = world.running("A");
        world.park(world.claim(web, "update A"), Duration.ZERO);
        List<DueAction> due = store.claims().due(10);
        world.finish(world.resumeDue(world.engine).getFirst());
        DueAction now = new DueAction(due.getFirst().stack(), due.getFirst().no(), world.row(web, "A").version(), Definitions.TYPE);
        assertThat(store.claims().resume(world.engine, List.of(now))).isEmpty();
    }

    @Test
    void aParkUnderALostFenceWritesNothing() {
        StackId web = world.running("A");
        ClaimedAction first = world.claim(web, "update A");
        world.park(first, Duration.ZERO);
        assertFenceLost(web, first);
        world.resumeDue(world.engine);
        assertFenceLost(web, first);
    }

    private void assertFenceLost(StackId web, ClaimedAction action) {
        var before = world.picture(web);
        assertThat(store.claims().park(ContractWorld.waiting(action, Duration.ZERO))).isEqualTo(ParkResult.FENCE_LOST);
        assertThat(world.picture(web)).isEqualTo(before);
    }

    @Test
    void aNewBeginForgetsTheCookieTheTriesAndTheCancel() {
        StackId web = world.running("A");
        ClaimedAction first = world.claim(web, "update A");
        store.claims().park(new Parking(first.claim(), Phase.RETRY, Optional.of(TextNode.valueOf("old")), Optional.empty(), Duration.ZERO, 0, Effect.NONE, 5));
        world.delete(web);
        store.finishes().stop(world.resumeDue(world.engine).getFirst().claim(), "stopped", Effect.UNKNOWN);
        ClaimedAction cleanup = world.claim(web, "cleanup A");
        assertThat(cleanup.cookie()).isEmpty();
        assertThat(cleanup.tries()).isZero();
        assertThat(cleanup.cancel()).isFalse();
        assertThat(cleanup.phase()).isEqualTo(Phase.BEGIN);
        assertThat(cleanup.generation()).isEqualTo(2);
    }
}
