package io.rowloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.drift.DriftPolicies;
import io.rowloom.drift.DriftPolicy;
import io.rowloom.drift.DriftPolicy.Mode;
import io.rowloom.drift.Look;
import io.rowloom.drift.Scheduled;
import io.rowloom.event.Cursor;
import io.rowloom.stack.Request.Goal;
import io.rowloom.stack.StackId;
import io.rowloom.stack.SubmitResult;
import io.rowloom.traversal.NodeKind;
import io.rowloom.traversal.Planning;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drift policies: when a look is due, and that it is taken once. */
abstract class DriftPoliciesContract extends StoreContract.Part {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final DriftPolicy DETECT = new DriftPolicy(Mode.DETECT, HOUR);
    private static final DriftPolicy OFF = new DriftPolicy(Mode.OFF, HOUR);

    private DriftPolicies policies;

    DriftPoliciesContract(Supplier<Store> stores) {
        super(stores);
    }

    @BeforeEach
    void open() {
        policies = store.driftPolicies();
    }

    private List<StackId> due() {
        return policies.due(100).stream().map(look -> look.stack().id()).toList();
    }

    private Scheduled scheduled(StackId stack) {
        return policies.find(stack).orElseThrow();
    }

    private Look only() {
        assertThat(due()).hasSize(1);
        return policies.due(1).getFirst();
    }

    @Test
    void aPolicyIsKeptAndLooksAtOnce() {
        StackId web = world.complete("A");
        assertThat(policies.find(web)).isEmpty();
        assertThat(due()).isEmpty();
        assertThat(policies.set(web, DETECT)).isEqualTo(policies.find(web));
        assertThat(scheduled(web).policy()).isEqualTo(DETECT);
        assertThat(policies.due(100)).containsExactly(new Look(world.stack(web), DETECT, 1));
    }

    @Test
    void aLookThatIsOverComesAgainAfterTheInterval() {
        StackId web = world.complete("A");
        Scheduled first = policies.set(web, DETECT).orElseThrow();
        Look look = only();
        assertThat(policies.looked(look)).isTrue();
        assertThat(due()).isEmpty();
        assertThat(scheduled(web).next()).isBetween(first.next().plus(HOUR), first.next().plus(HOUR.multipliedBy(2)));
        Scheduled after = scheduled(web);
        assertThat(policies.looked(look)).as("said before").isFalse();
        assertThat(scheduled(web)).isEqualTo(after);
    }

    @Test
    void twoThatTakeOneLookMakeOneRequest() {
        StackId web = world.complete("A");
        policies.set(web, DETECT);
        Look one = only();
        Look other = only();
        SubmitResult first = submit(one);
        assertThat(first).isEqualTo(new SubmitResult.Accepted(web, 2));
        assertThat(submit(other)).as("at the same time").isEqualTo(first);
        assertThat(due()).as("while it runs").isEmpty();
        finishCheck(web);
        assertThat(submit(only())).as("by another one, since the first died").isEqualTo(first);
        assertThat(policies.looked(other)).isTrue();
        assertThat(policies.looked(one)).isFalse();
        assertThat(world.stack(web).traversal()).isEqualTo(2);
    }

    @Test
    void whoIsLateAsksForNothing() {
        StackId web = world.complete("A");
        policies.set(web, DETECT);
        Look late = only();
        submit(late);
        finishCheck(web);
        policies.looked(late);
        policies.set(web, OFF);
        policies.set(web, DETECT);
        submit(only());
        finishCheck(web);
        assertThat(submit(late)).isInstanceOf(SubmitResult.Conflict.class);
        assertThat(policies.looked(late)).isFalse();
        assertThat(world.stack(web).traversal()).isEqualTo(3);
    }

    @Test
    void aRequestThatCameFirstWins() {
        StackId web = world.complete("A");
        policies.set(web, DETECT);
        Look look = only();
        world.submitUpdate(web);
        assertThat(submit(look)).isInstanceOf(SubmitResult.Conflict.class);
        assertThat(world.stack(web).state()).hasToString("UPDATE_IN_PROGRESS");
        assertThat(due()).isEmpty();
        world.plan(web, "A");
        world.runAll(web);
        assertThat(only().number()).as("the same look, later").isEqualTo(look.number());
    }

    private SubmitResult submit(Look look) {
        return store.stacks().submit(look.stack().id(), look.stack().traversal(), look.request().orElseThrow());
    }

    private void finishCheck(StackId stack) {
        store.plans().write(stack, Planning.visiting(store.plans().read(stack).orElseThrow(), NodeKind.CHECK));
        world.runAll(stack);
        assertThat(world.stack(stack).state()).hasToString("CHECK_COMPLETE");
    }

    @Test
    void anOriginIsToldByEvents() {
        StackId web = world.complete("A");
        policies.set(web, DETECT);
        submit(only());
        assertThat(world.stack(web).reason()).isEqualTo("Stack CHECK started by the drift policy");
        assertThat(store.events().after(web, Cursor.START, 100).getLast().reason()).isEqualTo(world.stack(web).reason());
    }

    @Test
    void aPolicyThatIsOffIsNeverDueAndItsLooksGoOnWhereTheyWere() {
        StackId web = world.complete("A");
        policies.set(web, DETECT);
        policies.looked(only());
        policies.set(web, OFF);
        assertThat(scheduled(web).policy()).isEqualTo(OFF);
        assertThat(due()).isEmpty();
        policies.set(web, DETECT);
        assertThat(only().number()).isEqualTo(2);
    }

    @Test
    void aShorterIntervalHoldsAtOnceAndALongerOneFromTheNextLookOn() {
        StackId web = world.complete("A");
        policies.set(web, DETECT);
        policies.looked(only());
        Scheduled hourly = scheduled(web);
        policies.set(web, new DriftPolicy(Mode.CORRECT, HOUR.multipliedBy(24)));
        assertThat(scheduled(web).next()).isEqualTo(hourly.next());
        policies.set(web, new DriftPolicy(Mode.CORRECT, DriftPolicy.SHORTEST));
        assertThat(scheduled(web).next()).isBefore(hourly.next().minus(Duration.ofMinutes(30)));
        assertThat(due()).isEmpty();
    }

    @Test
    void theLongestDueComeFirst() {
        StackId first = world.complete("A");
        StackId second = world.create("second");
        StackId third = world.create("third");
        policies.set(third, DETECT);
        policies.set(first, DETECT);
        policies.set(second, DETECT);
        assertThat(due()).as("others are in progress").containsExactly(first);
        store.stacks().cancel(third, 1);
        store.stacks().cancel(second, 1);
        assertThat(due()).containsExactly(third, first, second);
        assertThat(policies.due(2)).hasSize(2);
    }

    @Test
    void whatIsDeletedHasNoPolicy() {
        StackId web = world.complete("A");
        StackId other = world.create("other");
        policies.set(web, DETECT);
        policies.set(other, DETECT);
        assertThat(policies.purge()).isZero();
        world.delete(web);
        assertThat(due()).isEmpty();
        world.runAll(web);
        assertThat(world.stack(web).deletedAt()).isPresent();
        assertThat(due()).isEmpty();
        assertThat(policies.set(web, DETECT)).isEmpty();
        assertThat(policies.set(new StackId(UUID.randomUUID()), DETECT)).isEmpty();
        assertThat(policies.purge()).isEqualTo(1);
        assertThat(policies.find(web)).isEmpty();
        assertThat(policies.find(other)).isPresent();
    }

    @Test
    void otherRequestsKeepThePolicy() {
        StackId web = world.complete("A");
        policies.set(web, DETECT);
        world.submit(web, new Goal.Suspend());
        assertThat(scheduled(web).policy()).isEqualTo(DETECT);
    }
}
