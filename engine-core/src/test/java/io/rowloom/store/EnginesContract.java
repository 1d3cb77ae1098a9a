package io.rowloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.engine.EngineId;
import io.rowloom.engine.EngineInfo;
import io.rowloom.engine.EngineRow;
import io.rowloom.engine.Held;
import io.rowloom.engine.Renewal;
import io.rowloom.engine.Renewal.Renewed;
import io.rowloom.engine.Swept;
import io.rowloom.engine.Verdict;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.resource.Claim;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.ParkResult;
import io.rowloom.resource.Phase;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.traversal.FinishResult;
import io.rowloom.traversal.ReplaceResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Leases of engines, and what becomes of the claims of those that are gone. */
abstract class EnginesContract extends StoreContract.Part {
    EnginesContract(Supplier<Store> stores) {
        super(stores);
    }

    @Test
    void aRegisteredEngineIsListed() {
        EngineInfo info = new EngineInfo(new EngineId(UUID.randomUUID()), "e2", "box", 42, 16);
        store.engines().register(info, Duration.ofSeconds(30));
        EngineRow row = row(info.id());
        assertThat(row.info()).isEqualTo(info);
        assertThat(row.dead()).isFalse();
        assertThat(row.stopping()).isFalse();
        assertThat(row.claims()).isZero();
        assertThat(Duration.between(row.startedAt(), row.leaseUntil())).isEqualTo(Duration.ofSeconds(30));
        assertThat(row.now()).isBetween(row.startedAt(), row.leaseUntil());
    }

    @Test
    void claimsAreCountedAndListedPerEngine() {
        StackId web = world.running("A", "B", "C");
        ClaimedAction a = world.claim(web, "update A");
        EngineId other = world.startEngine();
        world.claim(other, web, "update B");
        assertThat(row(world.engine).claims()).isEqualTo(1);
        assertThat(world.heldBy(world.engine)).containsExactly(new Held(web, a.claim().no(), a.claim().fence(), world.engine, false));
        world.park(a, ContractWorld.LONG);
        assertThat(world.heldBy(world.engine)).as("a parked action is held by nobody").isEmpty();
        assertThat(row(world.engine).claims()).isZero();
    }

    @Test
    void aRenewalProlongsTheLeaseAndGivesEachLiveEngineAPlace() {
        EngineId second = world.startEngine(Duration.ofSeconds(1));
        EngineId third = world.startEngine();
        world.startEngine(ContractWorld.OVER);
        assertThat(store.engines().renew(second, ContractWorld.LONG)).isInstanceOf(Renewed.class);
        List<EngineId> all = List.of(world.engine, second, third);
        for (EngineId engine : all) {
            Renewed renewed = (Renewed) store.engines().renew(engine, ContractWorld.LONG);
            assertThat(renewed.taking()).containsExactlyInAnyOrderElementsOf(all).isSortedAccordingTo(Comparator.comparing(EngineId::toString));
        }
        assertThat(row(second).leaseUntil()).isAfter(row(second).now().plusSeconds(3000));
    }

    @Test
    void aLateEngineLivesOnIfItRenewsBeforeItIsDeclaredDead() {
        EngineId late = world.startEngine(ContractWorld.OVER);
        assertThat(store.engines().renew(late, ContractWorld.LONG)).isInstanceOf(Renewed.class);
        assertThat(store.engines().expire(Duration.ZERO)).isEmpty();
    }

    @Test
    void anEngineIsDeclaredDeadOnceAfterItsGraceAndForGood() {
        EngineId late = world.startEngine(ContractWorld.OVER);
        assertThat(store.engines().expire(ContractWorld.LONG)).as("grace").isEmpty();
        assertThat(store.engines().expire(Duration.ZERO)).containsExactly(late);
        assertThat(store.engines().expire(Duration.ZERO)).isEmpty();
        assertThat(row(late).dead()).isTrue();
        assertThat(row(world.engine).dead()).isFalse();
        assertThat(store.engines().renew(late, ContractWorld.LONG)).isEqualTo(new Renewal.Dead());
        assertThat(row(late).dead()).isTrue();
        assertThat(store.engines().list().getLast().info().id()).as("dead ones last").isEqualTo(late);
    }

    @Test
    void leasesAreThoseOfLiveEnginesThatWereAskedFor() {
        EngineId second = world.startEngine();
        EngineId late = world.startEngine(ContractWorld.OVER);
        EngineId dead = world.startEngine(ContractWorld.OVER);
        store.engines().declareDead(dead, lease(dead));
        EngineId stranger = new EngineId(UUID.randomUUID());
        var leases = store.engines().leases(Set.of(second, late, dead, stranger));
        assertThat(leases).containsOnlyKeys(second, late).containsEntry(second, row(second).leaseUntil()).containsEntry(late, row(late).leaseUntil());
        assertThat(store.engines().leases(Set.of())).isEmpty();
    }

    @Test
    void anEngineWhoseLeaseStandsStillCanBeDeclaredDeadBeforeItIsOver() {
        StackId web = world.running("A");
        world.claim(web, "update A");
        EngineId other = world.startEngine();
        Instant seen = lease(world.engine);
        assertThat(store.engines().declareDead(world.engine, seen)).isEqualTo(new Verdict.Declared());
        assertThat(row(world.engine).dead()).isTrue();
        assertThat(row(other).dead()).isFalse();
        assertThat(store.engines().renew(world.engine, ContractWorld.LONG)).as("for good").isEqualTo(new Renewal.Dead());
        assertThat(store.engines().orphans(10)).extracting(this::name).containsExactly("A");
        assertThat(store.engines().declareDead(world.engine, seen)).as("once").isEqualTo(new Verdict.Gone());
    }

    @Test
    void anEngineThatRenewedSinceItsLeaseWasReadIsNotDeclaredDead() {
        Instant seen = lease(world.engine);
        store.engines().renew(world.engine, ContractWorld.LONG.plusSeconds(1));
        assertThat(store.engines().declareDead(world.engine, seen)).isEqualTo(new Verdict.Renewed());
        assertThat(row(world.engine).dead()).isFalse();
        assertThat(store.engines().declareDead(world.engine, lease(world.engine).plusMillis(1))).isEqualTo(new Verdict.Renewed());
        assertThat(store.engines().declareDead(new EngineId(UUID.randomUUID()), seen)).isEqualTo(new Verdict.Gone());
        assertThat(row(world.engine).dead()).isFalse();
    }

    private Instant lease(EngineId engine) {
        return store.engines().leases(Set.of(engine)).get(engine);
    }

    @Test
    void anEngineWithoutARowIsDead() {
        assertThat(store.engines().renew(new EngineId(UUID.randomUUID()), ContractWorld.LONG)).isEqualTo(new Renewal.Dead());
    }

    @Test
    void stoppingIsTold() {
        store.engines().stopping(world.engine);
        assertThat(row(world.engine).stopping()).isTrue();
        EngineId other = world.startEngine();
        assertThat(store.engines().renew(other, ContractWorld.LONG)).as("takes nothing new").isEqualTo(new Renewed(List.of(other)));
        Renewed renewed = (Renewed) store.engines().renew(world.engine, ContractWorld.LONG);
        assertThat(renewed.taking()).containsExactlyInAnyOrder(world.engine, other);
    }

    @Test
    void whoLeavesWithNothingIsGoneAndWhoHoldsSomethingIsDead() {
        EngineId idle = world.startEngine();
        store.engines().leave(idle);
        assertThat(store.engines().list()).extracting(e -> e.info().id()).doesNotContain(idle);

        StackId web = world.running("A");
        world.claim(web, "update A");
        store.engines().leave(world.engine);
        assertThat(row(world.engine).dead()).isTrue();
        assertThat(store.engines().orphans(10)).hasSize(1);
    }

    @Test
    void orphansAreClaimsOfDeadEnginesAndOfEnginesWithoutARow() {
        StackId web = world.running("A", "B", "C");
        EngineId dead = world.startEngine(ContractWorld.OVER);
        world.claim(dead, web, "update A");
        world.claim(new EngineId(UUID.randomUUID()), web, "update B");
        world.claim(web, "update C");
        assertThat(store.engines().orphans(10)).as("late is not dead").extracting(this::name).containsExactly("B");
        store.engines().expire(Duration.ZERO);
        assertThat(store.engines().orphans(10)).extracting(this::name).containsExactlyInAnyOrder("A", "B");
        assertThat(store.engines().orphans(1)).hasSize(1);
    }

    @Test
    void deadEnginesAreThoseThatAreNotBuried() {
        StackId web = world.running("A");
        EngineId dead = world.startEngine(ContractWorld.OVER);
        EngineId idle = world.startEngine(ContractWorld.OVER);
        world.claim(dead, web, "update A");
        assertThat(store.engines().dead()).as("late is not dead").isEmpty();
        store.engines().expire(Duration.ZERO);
        assertThat(store.engines().dead()).containsExactlyInAnyOrder(dead, idle);
        store.engines().bury();
        assertThat(store.engines().dead()).containsExactly(dead);
    }

    @Test
    void claimsAreLookedForAsTheyWereMade() {
        StackId web = world.running("A", "B", "C");
        ClaimedAction a = world.claim(web, "update A");
        ClaimedAction b = world.claim(web, "update B");
        ClaimedAction c = world.claim(web, "update C");
        world.finish(b);
        Claim otherFence = new Claim(web, c.claim().no(), world.engine, c.claim().fence() + 1);
        Claim otherEngine = new Claim(web, c.claim().no(), world.startEngine(), c.claim().fence());
        Claim otherRow = new Claim(web, 999, world.engine, 1);
        Claim otherStack = new Claim(new StackId(UUID.randomUUID()), a.claim().no(), world.engine, a.claim().fence());
        assertThat(store.engines().held(List.of(a.claim(), b.claim(), otherFence, otherEngine, otherRow, otherStack)))
                .containsExactly(new Held(web, a.claim().no(), a.claim().fence(), world.engine, false));
        assertThat(store.engines().held(List.of())).isEmpty();
    }

    @Test
    void aSweepReadsOnAndComesByWhatIsOursAndWhatIsNobodys() {
        EngineId dead = world.startEngine(ContractWorld.OVER);
        EngineId other = world.startEngine();
        Set<Held> ours = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            StackId stack = world.create("web" + i);
            world.plan(stack, "A", "B", "C", "D", "E");
            ours.add(held(world.claim(stack, "update A")));
            ours.add(held(world.claim(new EngineId(UUID.randomUUID()), stack, "update B")));
            world.claim(other, stack, "update C");
            ours.add(held(world.claim(dead, stack, "update E")));
        }
        store.engines().expire(Duration.ZERO);
        for (int rows : List.of(1, 2, 5, 7, 14, 15, 16, 1000)) {
            List<Held> found = new ArrayList<>();
            int pages = 1;
            Swept page = store.engines().sweep(world.engine, Optional.empty(), rows);
            for (; page.next().isPresent(); pages++) {
                found.addAll(page.found());
                page = store.engines().sweep(world.engine, page.next(), rows);
            }
            found.addAll(page.found());
            assertThat(found).as("pages of %d", rows).containsExactlyInAnyOrderElementsOf(ours);
            assertThat(pages).as("pages of %d", rows).isEqualTo(15 / rows + 1);
        }
    }

    private static Held held(ClaimedAction action) {
        return new Held(action.claim().stack(), action.claim().no(), action.claim().fence(), action.claim().engine(), false);
    }

    private String name(Held held) {
        return world.row(held.stack(), held.no()).name();
    }

    @Test
    void aTakeOverLeavesTheActionOpenDueAtOnceAndUnderANewVersion() {
        StackId web = world.running("A");
        ClaimedAction first = world.claim(web, "update A");
        assertThat(store.engines().takeOver(world.heldBy(world.engine))).isEqualTo(1);

        ResourceView row = world.row(first.claim());
        assertThat(row.engine()).isEmpty();
        assertThat(row.claimedAt()).isEmpty();
        assertThat(row.version()).isGreaterThan(first.claim().fence());
        assertThat(row.phase()).contains(Phase.BEGIN);
        assertThat(row.status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(world.ready(web)).as("an open action is resolved first").isEmpty();
        ClaimedAction next = world.resumeDue(world.startEngine()).getFirst();
        assertThat(next.attempts()).isEqualTo(1);
        assertThat(next.args()).isEqualTo(first.args());
        assertThat(next.idempotencyKey()).isEqualTo(first.idempotencyKey());
        assertThat(next.claim().fence()).isGreaterThan(first.claim().fence());
        world.takeOver(next);
        assertThat(world.resumeDue(world.engine).getFirst().attempts()).isEqualTo(2);
    }

    @Test
    void theFormerHolderCanWriteNothing() {
        StackId web = world.complete("A");
        world.update(web, "A=2");
        ClaimedAction former = world.claim(web, "update A");
        world.takeOver(former);
        world.resumeDue(world.engine);
        var before = world.picture(web);
        assertThat(world.finish(former)).isEqualTo(FinishResult.nothing());
        assertThat(world.fail(former)).isEqualTo(FinishResult.nothing());
        assertThat(store.finishes().stop(former.claim(), "stop", Effect.UNKNOWN)).isFalse();
        assertThat(store.finishes().replace(former.claim(), 2, former.node(), "")).isEqualTo(new ReplaceResult.FenceLost());
        assertThat(store.claims().park(ContractWorld.waiting(former, Duration.ZERO))).isEqualTo(ParkResult.FENCE_LOST);
        assertThat(world.picture(web)).isEqualTo(before);
    }

    @Test
    void aTakeOverNeedsTheClaimAsItWasListed() {
        StackId web = world.running("A", "B");
        ClaimedAction a = world.claim(web, "update A");
        ClaimedAction b = world.claim(web, "update B");
        List<Held> listed = world.heldBy(world.engine);
        world.park(a, Duration.ZERO);
        world.resumeDue(world.engine);
        Held stranger = new Held(web, b.claim().no(), b.claim().fence(), world.startEngine(), false);
        var before = world.picture(web);
        assertThat(store.engines().takeOver(List.of(stranger))).isZero();
        assertThat(store.engines().takeOver(List.of())).isZero();
        assertThat(world.picture(web)).isEqualTo(before);

        assertThat(store.engines().takeOver(listed)).as("B only").isEqualTo(1);
        assertThat(store.engines().takeOver(listed)).isZero();
        assertThat(world.heldBy(world.engine)).extracting(this::name).containsExactly("A");
    }

    @Test
    void onlyDeadEnginesThatHoldNothingAreBuried() {
        StackId web = world.running("A");
        EngineId dead = world.startEngine(ContractWorld.OVER);
        EngineId idle = world.startEngine(ContractWorld.OVER);
        ClaimedAction a = world.claim(dead, web, "update A");
        assertThat(store.engines().bury()).as("late is not dead").isZero();
        store.engines().expire(Duration.ZERO);
        assertThat(store.engines().bury()).isEqualTo(1);
        assertThat(store.engines().list()).extracting(e -> e.info().id()).contains(dead, world.engine).doesNotContain(idle);
        world.takeOver(a);
        assertThat(store.engines().bury()).isEqualTo(1);
        assertThat(store.engines().list()).extracting(e -> e.info().id()).containsExactly(world.engine);
    }

    private EngineRow row(EngineId engine) {
        return store.engines().list().stream().filter(e -> e.info().id().equals(engine)).findAny().orElseThrow();
    }
}
