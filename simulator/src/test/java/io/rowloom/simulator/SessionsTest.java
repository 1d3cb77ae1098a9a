package io.rowloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Engines that keep sessions: how soon one that is gone is missed, and what a service that lies brings about. */
class SessionsTest {
    /** A lease, for which an engine must have held its own before it declares others dead; and a little more. */
    private static final Duration TO_KNOW_EACH_OTHER = Duration.ofSeconds(8);
    /** Session, two looks, time to answer. */
    private static final Duration SOON = Duration.ofMillis(3_200);
    private static final Duration LEASE = Duration.ofSeconds(6);

    private static World world(long seed) {
        return World.seeded(seed).watching().workers(3).pass(TO_KNOW_EACH_OTHER);
    }

    private static int declaredDead(World world) {
        return world.counted("rowloom.engines.expired");
    }

    private static int missed(World world) {
        return world.counted("rowloom.membership.deaths");
    }

    private static Duration untilDead(World world) {
        Duration begun = world.elapsed();
        world.until(() -> declaredDead(world) > 0);
        return world.elapsed().minus(begun);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aKilledWorkerIsMissedLongBeforeItsLeaseIsOverAndItsWorkGoesOn(long seed) {
        World world = world(seed);
        world.submit("web", "A", "B", "C", "D", "E needs A", "F needs B");
        world.steps(40);
        world.kill("worker-2");
        assertThat(untilDead(world)).isLessThan(SOON);
        assertThat(missed(world)).isEqualTo(1);
        assertThat(Judge.findings(world.settle())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void soIsOneThatStandsStillAndItGoesOnUnderANewId(long seed) {
        World world = world(seed);
        world.submit("web", "A", "B", "C", "D", "E needs A", "F needs B");
        world.steps(40);
        world.pause("worker-2", Duration.ofSeconds(20));
        assertThat(untilDead(world)).isLessThan(SOON);
        world.settle().pass(Duration.ofSeconds(40));
        assertThat(Judge.findings(world)).isEmpty();
        assertThat(world.store().engines().list()).filteredOn(engine -> !engine.dead()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(MembershipService.class)
    void whateverTheServiceSaysNoLiveEngineDies(MembershipService service) {
        World world = world(5).membership(service);
        world.submit("web", "A", "B needs A", "C needs B");
        world.pass(LEASE.multipliedBy(5)).membership(MembershipService.WORKS).pass(LEASE.multipliedBy(2));
        assertThat(declaredDead(world)).isZero();
        assertThat(Judge.findings(world.settle())).isEmpty();
    }

    /** Hints are how a live engine is told that it is missed. Where it is not told, it sees for itself, but for one thing: that others do not see it. */
    @ParameterizedTest
    @EnumSource(value = MembershipService.class, names = {"SEES_WHO_ASKS", "SEES_SOME"}, mode = EnumSource.Mode.EXCLUDE)
    void norWithoutHints(MembershipService service) {
        World world = world(6).loseHints().membership(service).pass(LEASE.multipliedBy(5));
        assertThat(declaredDead(world)).isZero();
    }

    @ParameterizedTest
    @EnumSource(value = MembershipService.class, names = {"SEES_NOBODY", "SEES_THE_DEAD", "UNREACHABLE"})
    void whatTheServiceDoesNotTellTheLeaseDoes(MembershipService service) {
        World world = world(7).membership(service);
        world.submit("web", "A", "B", "C", "D", "E needs A", "F needs B");
        world.steps(40);
        world.kill("worker-2");
        assertThat(untilDead(world)).isBetween(LEASE.minusSeconds(2), LEASE.plusSeconds(4));
        assertThat(missed(world)).isZero();
        assertThat(Judge.findings(world.settle())).isEmpty();
    }

    @Test
    void whileAllAreThereSessionsCostTheDatabaseNothing() {
        Map<String, Integer> without = calls(World.seeded(1).workers(3));
        Map<String, Integer> with = calls(World.seeded(1).watching().workers(3));
        assertThat(with.keySet()).isEqualTo(without.keySet());
        assertThat(with.get("Engines.renew")).isCloseTo(without.get("Engines.renew"), within(3));
    }

    private static Map<String, Integer> calls(World world) {
        return world.pass(LEASE.multipliedBy(10)).storeCalls();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aSuspicionCostsALiveEngineTwoRenewalsAndNoMore(long seed) {
        World world = world(seed);
        int before = world.storeCalls().get("Engines.renew");
        Duration time = LEASE.multipliedBy(2);
        world.pass(time);
        int usual = world.storeCalls().get("Engines.renew") - before;
        world.membership(MembershipService.SEES_WHO_ASKS).pass(time);
        int suspected = world.storeCalls().get("Engines.renew") - before - usual;
        assertThat(world.counted("rowloom.membership.suspicions")).as("each of three by two others").isEqualTo(6);
        assertThat(world.counted("rowloom.membership.answered")).isEqualTo(6);
        assertThat(suspected).isGreaterThan(usual).isLessThanOrEqualTo(usual + 6 * 3);
        world.pass(time);
        assertThat(world.storeCalls().get("Engines.renew") - before - usual - suspected).as("nobody asks any more").isCloseTo(usual, within(3));
    }
}
