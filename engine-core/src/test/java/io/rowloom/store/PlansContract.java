package io.rowloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Request.Goal;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackId;
import io.rowloom.traversal.Plan;
import io.rowloom.traversal.PlanDue;
import io.rowloom.traversal.PlanResult;
import io.rowloom.traversal.PlanResult.NotDue;
import io.rowloom.traversal.PlanResult.Planned;
import io.rowloom.traversal.PlanResult.RowsMoved;
import io.rowloom.traversal.PlanView;
import io.rowloom.traversal.Planning;
import io.rowloom.traversal.Unplanned;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Writing plans, and what makes one lose. */
abstract class PlansContract extends StoreContract.Part {
    PlansContract(Supplier<Store> stores) {
        super(stores);
    }

    @Test
    void acceptedTraversalsAreDueUntilTheyArePlanned() {
        StackId first = world.create("first");
        StackId second = world.create("second");
        assertThat(store.plans().due(10)).extracting(Unplanned::due).containsExactlyInAnyOrder(new PlanDue(first, 1), new PlanDue(second, 1));
        assertThat(store.plans().due(1)).hasSize(1);
        world.plan(first, "A");
        world.plan(second);
        assertThat(store.plans().due(10)).isEmpty();
        world.submitUpdate(first);
        assertThat(store.plans().due(10)).extracting(Unplanned::due).containsExactly(new PlanDue(first, 2));
    }

    @Test
    void whoCameLastDoesNotWaitForAllThatCameBefore() {
        List<PlanDue> all = IntStream.range(0, 9).mapToObj(i -> world.due(world.create("s" + i))).toList();
        assertThat(store.plans().due(5)).extracting(Unplanned::due).containsExactly(all.get(0), all.get(1), all.get(2), all.get(7), all.get(8));
        assertThat(store.plans().due(20)).extracting(Unplanned::due).containsExactlyElementsOf(all);
        assertThat(store.plans().due(9)).extracting(Unplanned::due).containsExactlyElementsOf(all);
    }

    @Test
    void whatDoesNotExistIsNotRead() {
        assertThat(store.plans().read(world.newStack("none", OnFailure.STOP).id())).isEmpty();
    }

    @Test
    void plansOfManyStacksAreWrittenAtOnce() {
        StackId web = world.complete("A", "B needs A");
        world.submitUpdate(web);
        StackId fresh = world.create("fresh");
        StackId empty = world.create("empty");
        Map<StackId, PlanResult> results = store.plans().writeAll(Map.of(web, world.compute(web, "A=2", "B needs A", "C"), fresh, world.compute(fresh, "D", "E needs D"),
                empty, world.compute(empty)));
        assertThat(results).containsOnlyKeys(web, fresh, empty).hasEntrySatisfying(empty, result -> assertThat(((Planned) result).ended()).isTrue());
        assertThat(world.ready(web)).containsExactly("update A", "update C");
        assertThat(world.ready(fresh)).containsExactly("update D");
        assertThat(world.told(empty)).containsExactly("empty CREATE_IN_PROGRESS", "empty CREATE_COMPLETE");
        world.runAll(web);
        world.runAll(fresh);
        assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
        assertThat(world.stack(fresh).state()).hasToString("CREATE_COMPLETE");
    }

    @Test
    void whatBecomesOfOnePlanIsNoMatterOfTheOthers() {
        StackId moved = world.running("A", "B");
        ClaimedAction running = world.claim(moved, "update A");
        world.submitUpdate(moved);
        StackId fresh = world.create("fresh");
        StackId superseded = world.create("superseded");
        Map<StackId, Plan> plans = Map.of(moved, world.compute(moved, "A=2", "B"), fresh, world.compute(fresh, "A", "B needs A"), superseded, world.compute(superseded, "A"));
        world.finish(running);
        world.submitUpdate(superseded);
        var before = world.picture(moved);
        Map<StackId, PlanResult> results = store.plans().writeAll(plans);
        assertThat(results).hasSize(3).containsEntry(moved, new RowsMoved()).containsEntry(superseded, new NotDue());
        assertThat(results.get(fresh)).isInstanceOf(Planned.class);
        assertThat(world.picture(moved)).isEqualTo(before);
        assertThat(world.rows(superseded)).isEmpty();
        assertThat(world.ready(fresh)).containsExactly("update A");
    }

    @Test
    void thePlanOfACreateMakesRowsAndNodes() {
        StackId web = world.create("web");
        Planned planned = world.plan(web, "A", "B needs A", "C");

        assertThat(planned.ended()).isFalse();
        assertThat(planned.ready()).hasSize(2).isEqualTo(world.nodes(web).stream().map(n -> n.node()).sorted().toList());
        assertThat(world.ready(web)).containsExactly("update A", "update C");
        Stack stack = world.stack(web);
        assertThat(List.of(stack.planned(), stack.pending(), stack.nextNo())).containsExactly(1, 3, 4);
        assertThat(world.rows(web)).hasSize(3).allSatisfy(row -> {
            assertThat(row.action()).isEqualTo(ResourceAction.INIT);
            assertThat(row.current()).isTrue();
            assertThat(row.dirty()).isTrue();
            assertThat(row.phase()).isEmpty();
            assertThat(row.engine()).isEmpty();
            assertThat(row.type()).isEqualTo(Definitions.TYPE);
        });
        assertThat(world.told(web)).containsExactly("web CREATE_IN_PROGRESS");
    }

    @Test
    void aPlanReadsWhatClaimsAndFinishesWrote() {
        StackId web = world.running("A", "B needs A");
        world.finish(world.claim(web, "update A"));
        ClaimedAction b = world.claim(web, "update B");

        PlanView view = store.plans().read(web).orElseThrow();
        assertThat(view.stack()).isEqualTo(world.stack(web));
        assertThat(view.rows()).hasSize(2);
        assertThat(view.rows().getFirst()).satisfies(row -> {
            assertThat(row.name()).isEqualTo("A");
            assertThat(row.definitionHash()).contains("A");
            assertThat(row.dirty()).isFalse();
            assertThat(row.open()).isFalse();
            assertThat(row.holder()).isEmpty();
        });
        assertThat(view.rows().getLast()).satisfies(row -> {
            assertThat(row.holder()).contains(world.engine);
            assertThat(row.open()).isTrue();
            assertThat(row.dirty()).isTrue();
            assertThat(row.version()).isEqualTo(b.claim().fence());
            assertThat(row.requires()).containsExactly(view.rows().getFirst().no());
            assertThat(row.definitionHash()).isEmpty();
        });
        assertThat(store.plans().read(world.newStack("none", OnFailure.STOP).id())).isEmpty();
    }

    @Test
    void aPlanWithoutNodesCompletesTheStackAtOnce() {
        StackId web = world.complete("A");
        world.submitUpdate(web);
        Planned planned = world.plan(web, "A");

        assertThat(planned.ready()).isEmpty();
        assertThat(planned.ended()).isTrue();
        assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
        assertThat(world.stack(web).lastTemplate()).isEqualTo(world.stack(web).target()).isPresent();
        assertThat(world.told(web)).endsWith("web UPDATE_IN_PROGRESS", "web UPDATE_COMPLETE");
    }

    @Test
    void theDeleteOfAnEmptyStackEndsWithItsPlan() {
        StackId web = world.create("web");
        world.delete(web);
        assertThat(world.stack(web).deletedAt()).isPresent();
        assertThat(world.stack(web).state()).hasToString("DELETE_COMPLETE");
    }

    @Test
    void aPlanIsWrittenOnce() {
        StackId web = world.create("web");
        Plan plan = world.compute(web, "A");
        assertThat(store.plans().write(web, plan)).isInstanceOf(Planned.class);
        var before = world.picture(web);
        assertThat(store.plans().write(web, plan)).isEqualTo(new NotDue());
        assertThat(world.picture(web)).isEqualTo(before);
    }

    @Test
    void aSupersededPlanIsNotWritten() {
        StackId web = world.create("web");
        Plan plan = world.compute(web, "A");
        world.submitUpdate(web);
        var before = world.picture(web);
        assertThat(store.plans().write(web, plan)).isEqualTo(new NotDue());
        assertThat(world.picture(web)).isEqualTo(before);
    }

    @Test
    void aPlanForACancelledTraversalIsNotWritten() {
        StackId web = world.create("web");
        Plan plan = world.compute(web, "A");
        store.stacks().cancel(web, 1);
        assertThat(store.plans().write(web, plan)).isEqualTo(new NotDue());
        assertThat(world.rows(web)).isEmpty();
    }

    @Test
    void aPlanThatTakesNumbersFromElsewhereIsNotWritten() {
        StackId web = world.complete("A");
        world.submitUpdate(web);
        Plan good = world.compute(web, "A=2");
        var before = world.picture(web);
        Plan bad = new Plan(good.traversal(), good.nextNoRead() - 1, good.nextNo(), good.visits(), good.newRows(), good.nodes());
        assertThat(store.plans().write(web, bad)).isEqualTo(new RowsMoved());
        assertThat(world.picture(web)).isEqualTo(before);
    }

    @Test
    void aPlanLosesToAFinishOfARowThatItVisits() {
        StackId web = world.running("A", "B");
        ClaimedAction running = world.claim(web, "update A");
        world.submitUpdate(web);
        Plan plan = world.compute(web, "A=2", "B");
        world.finish(running);

        assertLost(web, plan);
    }

    @Test
    void aPlanLosesToALateClaimOfARowThatItVisits() {
        StackId web = world.running("A", "B");
        var intent = world.intent(web, world.node(web, "update A"));
        world.submitUpdate(web);
        Plan plan = world.compute(web, "A=2", "B");
        assertThat(world.tryClaim(web, intent)).hasSize(1);

        assertLost(web, plan);
    }

    @Test
    void aPlanLosesToAParkAResumeAndATakeOver() {
        StackId web = world.running("A");
        ClaimedAction running = world.claim(web, "update A");
        world.submitUpdate(web);

        Plan sawItHeld = world.compute(web, "A=2");
        world.park(running, Duration.ZERO);
        assertLost(web, sawItHeld);

        Plan sawItParked = world.compute(web, "A=2");
        ClaimedAction resumed = world.resumeDue(world.engine).getFirst();
        assertLost(web, sawItParked);

        Plan sawItResumed = world.compute(web, "A=2");
        world.takeOver(resumed);
        assertLost(web, sawItResumed);
    }

    @Test
    void aPlanDoesNotCareForRowsThatItDoesNotVisit() {
        StackId web = world.complete("A", "B");
        world.update(web, "A=2", "B");
        ClaimedAction running = world.claim(web, "update A");
        world.finish(running);
        world.submitUpdate(web);
        Plan plan = world.compute(web, "A=2", "B=2");
        assertThat(store.plans().write(web, plan)).isInstanceOf(Planned.class);
        assertThat(world.row(web, "A").dirty()).isFalse();
    }

    private void assertLost(StackId web, Plan plan) {
        var before = world.picture(web);
        assertThat(store.plans().write(web, plan)).isEqualTo(new RowsMoved());
        assertThat(world.picture(web)).isEqualTo(before);
    }

    @Test
    void aVisitMakesAFreeRowNewerAndLeavesTheVersionOfAClaimedOneAlone() {
        StackId web = world.running("A", "B");
        ClaimedAction held = world.claim(web, "update A");
        long free = world.row(web, "B").version();
        world.update(web, "A", "B");

        assertThat(world.row(web, "B").version()).isEqualTo(free + 1);
        assertThat(world.row(held.claim()).version()).isEqualTo(held.claim().fence());
        assertThat(world.row(held.claim()).engine()).contains(world.engine);
        assertThat(world.ready(web)).as("A's node waits for the release").containsExactly("update B");
    }

    @Test
    void openActionsOfRowsThatLeaveAreAskedToStopOthersAreNot() {
        StackId web = world.running("A", "B", "C");
        world.claim(web, "update A");
        world.claim(web, "update B");
        world.park(world.claim(web, "update C"), ContractWorld.LONG);
        world.update(web, "A");

        assertThat(world.heldBy(world.engine)).extracting(h -> world.row(web, h.no()).name() + h.cancel())
                .containsExactlyInAnyOrder("Afalse", "Btrue");
        assertThat(world.dueNames(web)).as("woken").containsExactly("C");
        assertThat(world.resumeDue(world.engine)).singleElement().satisfies(c -> assertThat(c.cancel()).isTrue());
    }

    @Test
    void nodesOfTheOldTraversalAreGone() {
        StackId web = world.running("A", "B needs A");
        ClaimedAction old = world.claim(web, "update A");
        world.update(web, "C");
        assertThat(world.ready(web)).containsExactly("cleanup B", "update C");
        world.finish(old);
        assertThat(world.ready(web)).containsExactly("cleanup A", "cleanup B", "update C");
    }

    @Test
    void aRollbackGivesTheNameBackToTheOriginalRow() {
        StackId web = world.complete("A:Disk");
        ResourceView original = world.row(web, "A");
        world.update(web, "A:Tape");
        world.finish(world.claim(web, "update A"));
        ResourceView replacement = world.row(web, "A");
        assertThat(replacement.replaces()).hasValue(original.no());
        assertThat(world.row(web, original.no()).replacedBy()).hasValue(replacement.no());

        world.submit(web, new Goal.Rollback());
        world.plan(web, "A:Disk");

        assertThat(world.row(web, "A").no()).isEqualTo(original.no());
        assertThat(world.row(web, replacement.no()).current()).isFalse();
        assertThat(world.row(web, original.no()).replacedBy()).as("until it is looked at").hasValue(replacement.no());
        world.finish(world.claim(web, "update A"));
        assertThat(world.row(web, original.no()).replacedBy()).isEmpty();
    }

    @Test
    void ofTwoRowsThatSwapTheNameBothOrdersOfNumbersWork() {
        StackId web = world.complete("A:Disk", "B:Disk");
        world.update(web, "A:Tape", "B:Tape");
        world.finish(world.claim(web, "update A"));
        world.finish(world.claim(web, "update B"));
        world.submit(web, new Goal.Rollback());
        world.plan(web, "A:Disk", "B:Disk");
        assertThat(world.row(web, "A").type()).isEqualTo("Disk");
        world.update(web, "A:Tape", "B:Tape");
        assertThat(world.row(web, "A").type()).isEqualTo("Tape");
        assertThat(world.row(web, "B").type()).isEqualTo("Tape");
        assertThat(world.rows(web)).hasSize(4);
    }

    @Test
    void aLockedWriteReadsAsksAndWrites() {
        StackId web = world.running("A");
        world.claim(web, "update A");
        world.submitUpdate(web);
        assertThat(store.plans().writeLocked(world.due(web), view -> {
            assertThat(view.rows()).singleElement().satisfies(row -> assertThat(row.holder()).contains(world.engine));
            return world.compute(view, "A=2", "B");
        })).isInstanceOfSatisfying(Planned.class, p -> assertThat(p.ready()).hasSize(2));
        assertThat(world.ready(web)).containsExactly("update B");
    }

    @Test
    void aLockedWriteThatIsNotDueIsNotMade() {
        StackId web = world.running("A");
        var before = world.picture(web);
        assertThat(store.plans().writeLocked(world.due(web), view -> Planning.plan(view, Map.of()))).isEqualTo(new NotDue());
        assertThat(world.picture(web)).isEqualTo(before);
        PlanDue old = world.due(web);
        world.submitUpdate(web);
        assertThat(store.plans().writeLocked(old, view -> Planning.plan(view, Map.of()))).isEqualTo(new NotDue());
    }

    @Test
    void aTraversalThatCannotBePlannedFails() {
        StackId web = world.create("web");
        store.plans().giveUp(world.due(web), "the template is missing");
        assertThat(world.stack(web).state()).hasToString("CREATE_FAILED");
        assertThat(world.stack(web).reason()).isEqualTo("the template is missing");
        assertThat(store.plans().due(10)).isEmpty();
        assertThat(world.told(web)).endsWith("web CREATE_FAILED");
    }

    @Test
    void aTraversalThatCannotBePlannedIsRolledBackIfThatIsItsSetting() {
        StackId web = world.complete(OnFailure.ROLLBACK, "A");
        world.submitUpdate(web);
        store.plans().giveUp(world.due(web), "no plan");
        assertThat(world.stack(web).state()).hasToString("ROLLBACK_IN_PROGRESS");
        assertThat(world.stack(web).target()).isEqualTo(world.stack(web).lastTemplate());
        assertThat(store.plans().due(10)).extracting(Unplanned::due).containsExactly(new PlanDue(web, 3));
        store.plans().giveUp(world.due(web), "no plan for the rollback");
        assertThat(world.stack(web).state()).hasToString("ROLLBACK_FAILED");
    }

    @Test
    void givingUpIsForTraversalsThatAreDueOnly() {
        StackId web = world.running("A");
        var before = world.picture(web);
        store.plans().giveUp(world.due(web), "too late");
        assertThat(world.picture(web)).isEqualTo(before);
    }
}
