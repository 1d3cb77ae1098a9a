package io.rowloom.store;

import static io.rowloom.db.TestStore.inBackground;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import io.rowloom.db.HeldLock;
import io.rowloom.db.TestStore;
import io.rowloom.engine.EngineId;
import io.rowloom.engine.Renewal;
import io.rowloom.engine.Verdict;
import io.rowloom.limit.Scope;
import io.rowloom.resource.ClaimIntent;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.HoldIntent;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.Spread;
import io.rowloom.resource.StackHead;
import io.rowloom.resource.StackWork;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Request;
import io.rowloom.stack.Request.Goal;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.stack.SubmitResult;
import io.rowloom.template.rule.Hook;
import io.rowloom.traversal.FinishResult;
import io.rowloom.traversal.FinishResult.Standing;
import io.rowloom.traversal.Plan;
import io.rowloom.traversal.PlanDue;
import io.rowloom.traversal.PlanResult;
import io.rowloom.traversal.ReplaceResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Verbs that meet each other in the middle: a third session holds the lock that decides who is where when. */
class RacesTest extends Races {
    private int waitingFor(StackId stack, String resource, String kind) {
        return (int) pg.count("SELECT n.waiting_for FROM node n JOIN resource r ON r.stack_id = n.stack_id AND r.no = n.resource JOIN stack s ON s.id = n.stack_id "
                + "WHERE n.stack_id = '" + stack + "' AND n.traversal = s.traversal AND r.name = '" + resource + "' AND n.kind = '" + kind + "'");
    }

    @Test
    void aClaimThatWasReadBeforeAPlanMatchesNothingAfterIt() {
        StackId web = world.running("A");
        ClaimIntent old = world.intent(web, world.node(web, "update A"));
        world.submitUpdate(web);
        world.plan(web, "A=2");

        assertThat(world.tryClaim(web, old)).isEmpty();
        assertThat(world.row(web, "A").engine()).isEmpty();
    }

    @Test
    void aClaimNeitherWaitsForAPlanThatIsBeingWrittenNorGetsTheRow() {
        StackId web = world.running("A");
        ClaimIntent old = world.intent(web, world.node(web, "update A"));
        world.submitUpdate(web);
        Plan plan = world.compute(web, "A=2");
        CompletableFuture<PlanResult> planning;
        try (HeldLock _ = lockStack(web)) {
            planning = inBackground(() -> store.plans().write(web, plan));
            pg.awaitWaiting(1);
            assertThat(store.claims().claim(head(web), world.engine, List.of(old))).isEmpty();
        }
        assertThat(planning.join()).isInstanceOf(PlanResult.Planned.class);
        assertThat(world.row(web, "A").engine()).isEmpty();
        assertThat(world.ready(web)).containsExactly("update A");
    }

    /** Whichever of the two comes first at the row: the signal is not passed by. */
    @Test
    void aSignalThatMeetsAParkIsSeenByTheNextCall() {
        StackId web = world.running("A");
        var a = world.claim(web, "update A");
        CompletableFuture<?> parking;
        CompletableFuture<?> signalling;
        try (HeldLock _ = lockRow(web, a.claim().no())) {
            parking = inBackground(() -> store.claims().park(ContractWorld.waiting(a, Duration.ofHours(1))));
            signalling = inBackground(() -> store.interventions().signal(web, "A", UUID.randomUUID(), NullNode.instance));
            pg.awaitWaiting(2);
        }
        parking.join();
        signalling.join();
        assertThat(world.dueNames(web)).containsExactly("A");
        assertThat(store.interventions().unhandled(web, a.claim().no())).hasSize(1);
    }

    /** A plan that waits for the hold's row was made from the row as it was before. */
    @Test
    void aPlanThatMeetsAHoldIsMadeAgainAndUnsetsIt() {
        StackId web = world.complete("A");
        world.update(web, "A=2");
        var node = world.node(web, "update A");
        world.submitUpdate(web);
        Plan plan = world.compute(web, "A=3");
        store.claims().hold(head(web), List.of(new HoldIntent(node.no(), node.version(), Hook.PRE_UPDATE, ResourceAction.UPDATE)));
        assertThat(store.plans().write(web, plan)).isInstanceOf(PlanResult.RowsMoved.class);
        world.plan(web, "A=3");
        assertThat(world.ready(web)).containsExactly("update A");
    }

    private StackHead head(StackId stack) {
        var now = world.stack(stack);
        return new StackHead(stack, now.tenant(), now.name(), 1, now.action(), now.onFailure(), now.target(), now.approach(), now.deadline());
    }

    @Test
    void aFinishThatBeganBeforeAReplacementStillTellsTheCleanupThatItInserted() {
        StackId web = world.complete("A", "B needs A");
        world.update(web, "A=2", "B=2");
        ClaimedAction a = world.claim(web, "update A");
        ClaimedAction b = world.claim(web, "update B");
        CompletableFuture<FinishResult> finishing;
        try (HeldLock _ = lockRow(web, b.claim().no())) {
            finishing = inBackground(() -> world.finish(b));
            pg.awaitWaiting(1);
            assertThat(store.finishes().replace(a.claim(), a.traversal(), a.node(), "because")).isInstanceOf(ReplaceResult.Replaced.class);
            assertThat(waitingFor(web, "A", "CLEANUP")).isEqualTo(2);
        }
        assertThat(finishing.join().standing()).isEqualTo(Standing.GOES_ON);
        assertThat(finishing.join().recorded()).containsExactly(b.claim().no());
        assertThat(waitingFor(web, "A", "CLEANUP")).isEqualTo(1);
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
        assertThat(world.stack(web).pending()).isZero();
    }

    @Test
    void finishesWithACommonDependentDecrementItExactly() {
        StackId web = world.running("A", "B", "C", "D", "X needs A B C D", "Y needs C D");
        List<ClaimedAction> actions = List.of("A", "B", "C", "D").stream().map(name -> world.claim(web, "update " + name)).toList();
        CompletableFuture<FinishResult> left;
        CompletableFuture<FinishResult> right;
        try (HeldLock _ = new HeldLock(pg, "SELECT 1 FROM node WHERE stack_id = '" + web + "' AND waiting_for > 0 ORDER BY no")) {
            left = inBackground(() -> world.finish(actions.get(0), actions.get(2)));
            right = inBackground(() -> world.finish(actions.get(3), actions.get(1)));
            pg.awaitWaiting(2);
        }
        assertThat(List.of(left.join().ready().size(), right.join().ready().size())).containsExactlyInAnyOrder(0, 2);
        assertThat(waitingFor(web, "X", "UPDATE")).isZero();
        assertThat(waitingFor(web, "Y", "UPDATE")).isZero();
        assertThat(world.stack(web).pending()).isEqualTo(2);
    }

    @Test
    void ofTwoSubmitsThatWaitForTheSameRowOneIsAccepted() {
        StackId web = world.complete("A");
        List<CompletableFuture<SubmitResult>> both;
        try (HeldLock _ = lockStack(web)) {
            String target = world.target("new");
            both = IntStream.range(0, 2).mapToObj(_ -> inBackground(() ->
                    store.stacks().submit(web, 1, Request.of(UUID.randomUUID(), new Goal.Update(target))))).toList();
            pg.awaitWaiting(2);
        }
        List<Class<?>> results = both.stream().<Class<?>>map(f -> f.join().getClass()).toList();
        assertThat(results).containsExactlyInAnyOrder(SubmitResult.Accepted.class, SubmitResult.Conflict.class);
        assertThat(world.stack(web).traversal()).isEqualTo(2);
    }

    @Test
    void whoRenewsWhileItIsBeingDeclaredDeadLivesOnIfItWasFirst() {
        Instant seen = lease();
        CompletableFuture<Renewal> renewal;
        CompletableFuture<Verdict> verdict;
        try (HeldLock _ = lockEngine()) {
            renewal = inBackground(() -> store.engines().renew(world.engine, ContractWorld.LONG.plusSeconds(1)));
            pg.awaitWaiting(1);
            verdict = inBackground(() -> store.engines().declareDead(world.engine, seen));
            pg.awaitWaiting(2);
        }
        assertThat(renewal.join()).isInstanceOf(Renewal.Renewed.class);
        assertThat(verdict.join()).isEqualTo(new Verdict.Renewed());
        assertThat(store.engines().leases(Set.of(world.engine))).containsKey(world.engine);
    }

    @Test
    void whoRenewsWhileItIsBeingDeclaredDeadFindsThatOutIfItWasSecond() {
        Instant seen = lease();
        CompletableFuture<Renewal> renewal;
        CompletableFuture<Verdict> verdict;
        try (HeldLock _ = lockEngine()) {
            verdict = inBackground(() -> store.engines().declareDead(world.engine, seen));
            pg.awaitWaiting(1);
            renewal = inBackground(() -> store.engines().renew(world.engine, ContractWorld.LONG.plusSeconds(1)));
            pg.awaitWaiting(2);
        }
        assertThat(verdict.join()).isEqualTo(new Verdict.Declared());
        assertThat(renewal.join()).isEqualTo(new Renewal.Dead());
    }

    private HeldLock lockEngine() {
        return new HeldLock(pg, "SELECT 1 FROM engine WHERE id = '" + world.engine + "'");
    }

    private Instant lease() {
        return store.engines().leases(Set.of(world.engine)).get(world.engine);
    }

    @Test
    void ofTwoPlannersThatWriteTheSamePlanOneDoes() {
        StackId web = world.complete("A", "B needs A");
        world.submitUpdate(web);
        Plan plan = world.compute(web, "A=2", "B needs A", "C", "D needs C");
        List<CompletableFuture<PlanResult>> both;
        try (HeldLock _ = lockRow(web, world.row(web, "A").no())) {
            both = IntStream.range(0, 2).mapToObj(_ -> inBackground(() -> store.plans().write(web, plan))).toList();
            pg.awaitWaiting(2);
        }
        List<PlanResult> results = both.stream().map(CompletableFuture::join).toList();
        assertThat(results).filteredOn(PlanResult.Planned.class::isInstance).hasSize(1);
        assertThat(world.rows(web)).hasSize(4);
        assertThat(world.stack(web).pending()).isEqualTo(4);
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
    }

    /** Nothing is visited, so no row tells them apart: the numbers of the new rows do. */
    @Test
    void ofTwoPlannersThatOnlyMakeNewRowsOneWrites() {
        StackId web = world.create("web");
        Plan plan = world.compute(web, "A", "B needs A");
        List<CompletableFuture<PlanResult>> both;
        try (HeldLock _ = lockStack(web)) {
            both = IntStream.range(0, 2).mapToObj(_ -> inBackground(() -> store.plans().write(web, plan))).toList();
            pg.awaitWaiting(2);
        }
        assertThat(both.stream().map(CompletableFuture::join)).filteredOn(PlanResult.Planned.class::isInstance).hasSize(1);
        assertThat(world.rows(web)).hasSize(2);
        assertThat(world.stack(web).pending()).isEqualTo(2);
    }

    @Test
    void ofTwoPlannersThatWriteTheSamePlansOfManyStacksEachIsWrittenOnce() {
        StackId web = world.complete("A", "B needs A");
        world.submitUpdate(web);
        List<StackId> stacks = List.of(web, world.create("first"), world.create("second"));
        Map<StackId, Plan> plans = stacks.stream().collect(Collectors.toMap(stack -> stack, stack -> world.compute(stack, "A=2", "B needs A")));
        List<CompletableFuture<Map<StackId, PlanResult>>> both;
        try (HeldLock _ = lockStack(stacks.getLast())) {
            both = IntStream.range(0, 2).mapToObj(_ -> inBackground(() -> store.plans().writeAll(plans))).toList();
            pg.awaitWaiting(2);
        }
        List<Map<StackId, PlanResult>> results = both.stream().map(CompletableFuture::join).toList();
        assertThat(stacks).allSatisfy(stack -> {
            assertThat(results).extracting(all -> all.get(stack)).filteredOn(PlanResult.Planned.class::isInstance).hasSize(1);
            assertThat(world.stack(stack).pending()).isEqualTo(2);
            world.runAll(stack);
            assertThat(world.stack(stack).status()).isEqualTo(Status.COMPLETE);
        });
    }

    @Test
    void aFinishThatIsSupersededWhileItWaitsIsRecordedAndNothingFollows() {
        StackId web = world.running("A", "B needs A");
        ClaimedAction a = world.claim(web, "update A");
        CompletableFuture<FinishResult> finishing;
        try (HeldLock _ = lockRow(web, a.claim().no())) {
            finishing = inBackground(() -> world.finish(a));
            pg.awaitWaiting(1);
            world.submitUpdate(web);
        }
        assertThat(finishing.join().standing()).isEqualTo(Standing.OVER);
        assertThat(finishing.join().ready()).isEmpty();
        assertThat(world.row(a.claim()).engine()).isEmpty();
        assertThat(world.row(a.claim()).physicalId()).isPresent();
        assertThat(world.stack(web).pending()).isZero();
    }

    @Test
    void aPlanAndFinishesOfManyRowsEndWithoutADeadlockWhoeverIsFirst() {
        for (int round = 0; round < 5; round++) {
            empty();
            StackId web = world.running("A", "B", "C", "X needs A B C");
            List<ClaimedAction> actions = List.of("A", "B", "C").stream().map(name -> world.claim(web, "update " + name)).toList();
            world.submitUpdate(web);
            Plan plan = world.compute(web, "A=2", "B=2", "C=2", "X needs A B C");
            CompletableFuture<PlanResult> planning;
            CompletableFuture<FinishResult> finishing;
            try (HeldLock _ = lockRow(web, actions.get(1).claim().no())) {
                planning = inBackground(() -> store.plans().write(web, plan));
                finishing = inBackground(() -> world.finish(actions.get(2), actions.get(0), actions.get(1)));
                pg.awaitWaiting(2);
            }
            assertThat(finishing.join().recorded()).hasSize(3);
            assertThat(finishing.join().standing()).isEqualTo(Standing.OVER);
            if (planning.join() instanceof PlanResult.RowsMoved) {
                world.plan(web, "A=2", "B=2", "C=2", "X needs A B C");
            }
            world.runAll(web);
            assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
        }
    }

    @Test
    void aPlanUnderLocksSeesTheCopyOfAReplacementThatItWaitedFor() {
        StackId web = world.complete("A", "B");
        world.update(web, "A=2", "B");
        ClaimedAction a = world.claim(web, "update A");
        CompletableFuture<PlanResult> planning;
        try (HeldLock _ = lockRow(web, world.row(web, "B").no())) {
            CompletableFuture<ReplaceResult> replacing;
            try (HeldLock _ = lockStack(web)) {
                replacing = inBackground(() -> store.finishes().replace(a.claim(), a.traversal(), a.node(), "because"));
                pg.awaitWaiting(1);
                planning = inBackground(() -> store.plans().writeLocked(new PlanDue(web, 3), view -> {
                    assertThat(view.rows()).hasSize(3);
                    return world.compute(view, "A=3", "B");
                }));
                pg.awaitWaiting(2);
            }
            assertThat(replacing.join()).isInstanceOf(ReplaceResult.Replaced.class);
            world.submitUpdate(web);
        }
        assertThat(planning.join()).isInstanceOf(PlanResult.Planned.class);
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
    }

    @Test
    void eventsShowWhenAllOlderTransactionsHaveEnded() {
        StackId web = world.create("web");
        TestStore.await(() -> world.told(web).size() == 1);
        try (HeldLock _ = new HeldLock(pg, "SELECT pg_current_xact_id(), 1 FROM engine")) {
            world.submitUpdate(web);
            assertThat(world.told(web)).hasSize(1);
        }
        TestStore.await(() -> world.told(web).size() == 2);
        assertThat(world.told(web)).containsExactly("web CREATE_IN_PROGRESS", "web UPDATE_IN_PROGRESS");
    }

    @Test
    void aRollbackGivesTheNameBackToTheFormerCopyInOnePlan() {
        StackId web = world.complete(OnFailure.ROLLBACK, "A", "B needs A");
        int former = world.row(web, "A").no();
        world.update(web, "A:Disk", "B needs A");
        assertThat(world.row(web, "A").no()).isNotEqualTo(former);

        assertThat(world.fail(world.claim(web, "update A")).standing()).isEqualTo(Standing.ROLLING_BACK);
        world.plan(web, "A", "B needs A");

        assertThat(world.row(web, "A").no()).isEqualTo(former);
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("ROLLBACK_COMPLETE");
    }

    @Test
    void claimsOfTheSameRowsByManyEnginesAreWonOnceEach() {
        StackId web = world.running(IntStream.range(0, 60).mapToObj(i -> "R" + i).toArray(String[]::new));
        List<ClaimIntent> intents = world.nodes(web).stream().map(node -> world.intent(web, node)).toList();
        var head = head(web);
        var all = IntStream.range(0, 6).mapToObj(_ -> world.startEngine())
                .map(engine -> inBackground(() -> store.claims().claim(head, engine, intents))).toList();
        List<Integer> won = all.stream().flatMap(f -> f.join().stream()).map(action -> action.claim().no()).toList();
        assertThat(won).doesNotHaveDuplicates().hasSize(60);
    }

    /** The two wait for nobody, so nothing can hold them in the middle: they just meet often. */
    @Test
    void aStackThatSettlesHasNoClaim() {
        for (int i = 0; i < 60; i++) {
            StackId web = world.create(world.newStack("web" + i, OnFailure.STOP));
            world.plan(web, "A", "B", "C");
            List<ClaimIntent> late = Stream.of("update B", "update C").map(node -> world.intent(web, world.node(web, node))).toList();
            var head = head(web);
            world.fail(world.claim(web, "update A"));

            CompletableFuture<Integer> settled = inBackground(() -> store.stacks().settle(Duration.ZERO));
            List<ClaimedAction> won = store.claims().claim(head, world.engine, late);

            assertThat(won.isEmpty() || settled.join() == 0).as("claimed %s, and settled", won).isTrue();
            won.forEach(world::finish);
            store.stacks().settle(Duration.ZERO);
            assertThat(store.claims().claim(head, world.engine, late)).as("settled at last").isEmpty();
        }
    }

    /** Many engines that claim, end and put aside as fast as they can. How many are open is looked at all the time, in one snapshot each. */
    @Test
    void noMoreIsOpenThanLimitsSay() {
        String[] names = IntStream.range(0, 40).mapToObj(i -> "R" + i).toArray(String[]::new);
        List<StackId> stacks = IntStream.range(0, 4).mapToObj(i -> world.create("web" + i)).toList();
        stacks.forEach(stack -> world.plan(stack, names));
        store.limits().set(new Scope.OfType(Definitions.TYPE), 5);
        store.limits().set(new Scope.OfStack(stacks.getFirst()), 2);
        AtomicBoolean over = new AtomicBoolean();

        var engines = IntStream.range(0, 6).mapToObj(i -> inBackground(() -> workWithinLimits(stacks, world.startEngine(), new Random(i)))).toList();
        var watch = inBackground(() -> mostOpen(over));
        int done = engines.stream().mapToInt(CompletableFuture::join).sum();
        over.set(true);

        assertThat(done).isEqualTo(160);
        assertThat(watch.join()).as("most open ever seen: of the type, and of the first stack").satisfies(most -> {
            assertThat(most[0]).isBetween(2, 5);
            assertThat(most[1]).isBetween(1, 2);
        });
        assertThat(stacks).allSatisfy(stack -> assertThat(world.stack(stack).state()).hasToString("CREATE_COMPLETE"));
    }

    private int workWithinLimits(List<StackId> stacks, EngineId engine, Random random) {
        int done = 0;
        while (stacks.stream().anyMatch(stack -> world.stack(stack).inProgress())) {
            for (StackWork work : store.claims().ready(1 + random.nextInt(8), Spread.ALL)) {
                List<ClaimIntent> intents = work.nodes().stream().map(node -> world.intent(work.stack().id(), node)).toList();
                List<ClaimedAction> won = store.claims().claimWithinLimits(work.stack(), engine, intents);
                won.stream().filter(_ -> random.nextInt(4) == 0).forEach(action -> world.park(action, Duration.ZERO));
                done += won.stream().mapToInt(action -> world.finish(action).recorded().size()).sum();
            }
            done += world.resumeDue(engine).stream().mapToInt(action -> world.finish(action).recorded().size()).sum();
        }
        return done;
    }

    private int[] mostOpen(AtomicBoolean over) {
        int[] most = new int[2];
        while (!over.get()) {
            store.limits().list().forEach(limit -> {
                int at = limit.scope() instanceof Scope.OfType ? 0 : 1;
                most[at] = Math.max(most[at], limit.open());
            });
        }
        return most;
    }

    @Test
    void aLimitThatIsLoweredIsLoweredForEveryClaimAfterIt() {
        StackId web = world.running(IntStream.range(0, 20).mapToObj(i -> "R" + i).toArray(String[]::new));
        Scope scope = new Scope.OfType(Definitions.TYPE);
        store.limits().set(scope, 10);
        StackWork work = store.claims().ready(20, Spread.ALL).getFirst();
        List<ClaimIntent> intents = work.nodes().stream().map(node -> world.intent(web, node)).toList();
        CompletableFuture<List<ClaimedAction>> claims;
        try (HeldLock _ = new HeldLock(pg, "UPDATE type_limit SET most = 3; SELECT 1 FROM type_limit")) {
            claims = inBackground(() -> store.claims().claimWithinLimits(work.stack(), world.engine, intents));
            pg.awaitWaiting(1);
        }
        assertThat(claims.join()).hasSize(3);
    }

    @Test
    void manyFinishesOfOneStackAtOnceLoseNothing() {
        StackId web = world.running(Stream.concat(IntStream.range(0, 40).mapToObj(i -> "R" + i),
                Stream.of("X needs " + String.join(" ", IntStream.range(0, 40).mapToObj(i -> "R" + i).toList()))).toArray(String[]::new));
        List<ClaimedAction> actions = world.nodes(web).stream().map(node -> world.claim(web, "update " + node.name())).toList();
        var all = IntStream.range(0, 40).mapToObj(i -> inBackground(() -> world.finish(actions.get(i)))).toList();
        assertThat(all.stream().mapToInt(f -> f.join().ready().size()).sum()).isEqualTo(1);
        assertThat(world.stack(web).pending()).isEqualTo(1);
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("CREATE_COMPLETE");
    }
}
