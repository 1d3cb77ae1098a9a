package io.rowloom.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.rowloom.plugin.Step.Effect;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.stack.NewStack;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Request;
import io.rowloom.stack.Request.Goal;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackAction;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.stack.SubmitResult;
import io.rowloom.stack.SubmitResult.Accepted;
import io.rowloom.stack.SubmitResult.Conflict;
import io.rowloom.stack.SubmitResult.NotAdmitted;
import io.rowloom.stack.SubmitResult.NotFound;
import io.rowloom.stack.TagFilter;
import io.rowloom.stack.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Creating, changing, cancelling and finding stacks. */
abstract class StacksContract extends StoreContract.Part {
    StacksContract(Supplier<Store> stores) {
        super(stores);
    }

    @Test
    void aCreateIsAcceptedAndWaitsForItsPlan() {
        NewStack request = world.newStack("web", OnFailure.FINISH);

        assertThat(store.stacks().create(request)).isEqualTo(new Accepted(request.id(), 1));

        Stack stack = store.stacks().find(request.id()).orElseThrow();
        assertThat(stack.state()).hasToString("CREATE_IN_PROGRESS");
        assertThat(List.of(stack.traversal(), stack.planned(), stack.pending(), stack.failed(), stack.nextNo())).containsExactly(1, 0, 0, 0, 1);
        assertThat(stack.target().flatMap(store.targets()::find)).contains(request.target());
        assertThat(stack.lastTemplate()).isEmpty();
        assertThat(stack.onFailure()).isEqualTo(OnFailure.FINISH);
        assertThat(stack.requestId()).isEqualTo(request.requestId());
        assertThat(stack.deadline()).isEmpty();
        assertThat(stack.deletedAt()).isEmpty();
        assertThat(store.stacks().find(ContractWorld.TENANT, "web")).contains(stack);
        assertThat(world.told(request.id())).containsExactly("web CREATE_IN_PROGRESS");
    }

    @Test
    void aTimeoutSetsTheDeadline() {
        NewStack request = world.newStack("web", OnFailure.STOP);
        StackId id = world.create(timed(request, Duration.ofHours(2)));
        Stack stack = world.stack(id);
        assertThat(stack.timeout()).contains(Duration.ofHours(2));
        assertThat(Duration.between(stack.createdAt(), stack.deadline().orElseThrow())).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void aCreateThatIsSentAgainGetsTheSameAnswerAndWritesNothing() {
        NewStack request = world.newStack("web", OnFailure.STOP);
        SubmitResult first = store.stacks().create(request);
        var before = world.picture(request.id());

        assertThat(store.stacks().create(request)).isEqualTo(first);
        assertThat(world.picture(request.id())).isEqualTo(before);
    }

    @Test
    void aCreateThatIsNotAcceptedStoresNoTarget() {
        NewStack web = world.newStack("web", OnFailure.STOP);
        world.create(web);
        NewStack other = world.newStack("other", OnFailure.STOP);
        assertThat(store.stacks().create(new NewStack(other.id(), web.tenant(), web.name(), other.requestId(), other.target(), OnFailure.STOP, Optional.empty()))).isInstanceOf(Conflict.class);
        assertThat(store.targets().purge(Duration.ZERO)).isZero();
    }

    @Test
    void aNameIsTakenWhileItsStackLives() {
        StackId first = world.create("web");
        assertThat(store.stacks().create(world.newStack("web", OnFailure.STOP))).isEqualTo(new Conflict(world.stack(first)));
        NewStack elsewhere = world.newStack("web", OnFailure.STOP);
        NewStack other = new NewStack(elsewhere.id(), "others", "web", elsewhere.requestId(), elsewhere.target(), OnFailure.STOP, Optional.empty());
        assertThat(store.stacks().create(other)).isEqualTo(new Accepted(other.id(), 1));
    }

    @Test
    void anIdIsNeverUsedAgainEvenAfterTheStackIsDeleted() {
        NewStack request = world.newStack("web", OnFailure.STOP);
        StackId id = world.create(request);
        world.delete(id);
        var before = world.picture(id);

        assertThat(store.stacks().create(request)).isEqualTo(new Conflict(before.stack()));
        assertThat(world.picture(id)).isEqualTo(before);
    }

    @Test
    void aDeletedStackIsFoundByIdOnlyAndItsNameIsFree() {
        StackId id = world.complete("A");
        world.delete(id);
        world.runAll(id);

        assertThat(world.stack(id).deletedAt()).isPresent();
        assertThat(world.stack(id).state()).hasToString("DELETE_COMPLETE");
        assertThat(store.stacks().find(ContractWorld.TENANT, "web")).isEmpty();
        assertThat(store.stacks().create(world.newStack("web", OnFailure.STOP))).isInstanceOf(Accepted.class);
    }

    @Test
    void stacksAreListedNewestFirst() {
        StackId first = world.create("first");
        StackId second = world.create("second");
        world.delete(first);

        assertThat(store.stacks().list(ContractWorld.TENANT, false, 10)).extracting(Stack::id).containsExactly(second);
        assertThat(store.stacks().list(ContractWorld.TENANT, true, 10)).extracting(Stack::id).containsExactly(second, first);
        assertThat(store.stacks().list(ContractWorld.TENANT, true, 1)).hasSize(1);
        assertThat(store.stacks().list("nobody", true, 10)).isEmpty();
    }

    @Test
    void stacksAreListedByTheirTags() {
        tagged("both", "red", "big");
        tagged("red", "red");
        tagged("plain");

        assertThat(listed(new TagFilter(List.of("red", "big"), List.of(), List.of(), List.of()))).containsExactly("both");
        assertThat(listed(new TagFilter(List.of(), List.of("big", "red"), List.of(), List.of()))).containsExactly("red", "both");
        assertThat(listed(new TagFilter(List.of(), List.of(), List.of("red", "big"), List.of()))).containsExactly("plain", "red");
        assertThat(listed(new TagFilter(List.of(), List.of(), List.of(), List.of("big", "other")))).containsExactly("plain", "red");
        assertThat(listed(new TagFilter(List.of("red"), List.of(), List.of(), List.of("big")))).containsExactly("red");
        assertThat(listed(TagFilter.EVERY)).containsExactly("plain", "red", "both");
        assertThat(store.stacks().list(ContractWorld.TENANT, false, new TagFilter(List.of("red"), List.of(), List.of(), List.of()), 1)).hasSize(1);
    }

    private StackId tagged(String name, String... tags) {
        NewStack s = world.newStack(name, OnFailure.STOP);
        store.stacks().create(new NewStack(s.id(), s.tenant(), s.name(), s.requestId(), s.target(), s.onFailure(), s.timeout(), false, new Tags(List.of(tags))));
        return s.id();
    }

    private List<String> listed(TagFilter filter) {
        return store.stacks().list(ContractWorld.TENANT, false, filter, 10).stream().map(Stack::name).toList();
    }

    @Test
    void aRequestKeepsTagsOrReplacesThem() {
        StackId web = tagged("web", "red", "a \"b\" {c}", "größe");
        assertThat(world.stack(web).tags().words()).containsExactly("red", "a \"b\" {c}", "größe");
        world.submitUpdate(web);
        assertThat(world.stack(web).tags().words()).hasSize(3);

        Request request = new Request(UUID.randomUUID(), new Goal.Update(world.target("x")), Optional.empty(), Optional.empty(), Optional.of(new Tags(List.of("blue"))));
        assertThat(store.stacks().submit(web, 1, request)).isInstanceOf(SubmitResult.Conflict.class);
        assertThat(world.stack(web).tags().words()).as("nothing of a request that came too late").hasSize(3);
        store.stacks().submit(web, 2, request);
        assertThat(world.stack(web).tags().words()).containsExactly("blue");

        store.stacks().submit(web, 3, Request.of(UUID.randomUUID(), new Goal.Rollback()));
        assertThat(world.stack(web).tags().words()).as("a rollback leaves them").containsExactly("blue");
        store.stacks().submit(web, 4, new Request(UUID.randomUUID(), new Goal.Update(world.target("x")), Optional.empty(), Optional.empty(), Optional.of(Tags.NONE)));
        assertThat(world.stack(web).tags()).isEqualTo(Tags.NONE);
    }

    @Test
    void anUpdateSupersedesWhatRuns() {
        StackId web = world.running("A", "B needs A");
        String target = world.target("new");
        assertThat(world.submit(web, new Goal.Update(target))).isEqualTo(new Accepted(web, 2));

        Stack stack = world.stack(web);
        assertThat(stack.state()).hasToString("UPDATE_IN_PROGRESS");
        assertThat(List.of(stack.traversal(), stack.planned(), stack.pending(), stack.failed())).containsExactly(2, 1, 0, 0);
        assertThat(stack.target()).contains(target);
        assertThat(world.ready(web)).isEmpty();
        assertThat(world.told(web)).containsExactly("web CREATE_IN_PROGRESS", "web UPDATE_IN_PROGRESS");
    }

    @Test
    void aRequestKeepsSettingsItDoesNotNameAndChangesThoseItDoes() {
        StackId web = world.create("web");
        world.submitUpdate(web);
        assertThat(entry(world.stack(web).onFailure(), world.stack(web).timeout())).isEqualTo(entry(OnFailure.STOP, Optional.empty()));

        Request request = new Request(UUID.randomUUID(), new Goal.Update(world.target("x")), Optional.of(OnFailure.FINISH), Optional.of(Duration.ofMinutes(5)), Optional.empty());
        store.stacks().submit(web, 2, request);
        assertThat(entry(world.stack(web).onFailure(), world.stack(web).timeout())).isEqualTo(entry(OnFailure.FINISH, Optional.of(Duration.ofMinutes(5))));
        assertThat(world.stack(web).deadline()).isPresent();
    }

    @Test
    void aRequestThatIsSentAgainIsAcceptedOnce() {
        StackId web = world.complete("A");
        Request request = Request.of(UUID.randomUUID(), new Goal.Update(world.target("x")));
        assertThat(store.stacks().submit(web, 1, request)).isEqualTo(new Accepted(web, 2));
        var before = world.picture(web);

        assertThat(store.stacks().submit(web, 1, request)).isEqualTo(new Accepted(web, 2));
        assertThat(store.stacks().submit(web, 2, request)).isEqualTo(new Accepted(web, 2));
        assertThat(world.picture(web)).isEqualTo(before);
    }

    @Test
    void aDeleteThatIsSentAgainAfterItCompletedIsStillTheAcceptedOne() {
        StackId web = world.create("web");
        Request request = Request.of(UUID.randomUUID(), new Goal.Delete());
        store.stacks().submit(web, 1, request);
        world.plan(web);
        assertThat(world.stack(web).deletedAt()).isPresent();

        assertThat(store.stacks().submit(web, 1, request)).isEqualTo(new Accepted(web, 2));
    }

    @Test
    void ofTwoRequestsThatSawTheSameTraversalOneIsAccepted() {
        StackId web = world.complete("A");
        assertThat(store.stacks().submit(web, 1, Request.of(UUID.randomUUID(), new Goal.Update(world.target("x"))))).isInstanceOf(Accepted.class);
        var before = world.picture(web);

        assertThat(store.stacks().submit(web, 1, Request.of(UUID.randomUUID(), new Goal.Delete()))).isEqualTo(new Conflict(before.stack()));
        assertThat(world.picture(web)).isEqualTo(before);
    }

    @Test
    void finishesDoNotMakeASubmitLose() {
        StackId web = world.running("A", "B");
        int seen = world.stack(web).traversal();
        world.finish(world.claim(web, "update A"));
        assertThat(store.stacks().submit(web, seen, Request.of(UUID.randomUUID(), new Goal.Delete()))).isInstanceOf(Accepted.class);
    }

    @Test
    void anUnknownOrDeletedStackIsNotFound() {
        StackId unknown = world.newStack("web", OnFailure.STOP).id();
        assertThat(store.stacks().find(unknown)).isEmpty();
        assertThat(store.stacks().submit(unknown, 1, Request.of(UUID.randomUUID(), new Goal.Delete()))).isEqualTo(new NotFound());
        assertThat(store.stacks().cancel(unknown, 1)).isEqualTo(new NotFound());

        StackId deleted = world.create("web");
        world.delete(deleted);
        assertThat(world.submit(deleted, new Goal.Delete())).isEqualTo(new NotFound());
        assertThat(world.submitUpdate(deleted)).isEqualTo(new NotFound());
        assertThat(store.stacks().cancel(deleted, 2)).isEqualTo(new NotFound());
    }

    @Test
    void aStackThatIsBeingDeletedTakesNoUpdateButAnotherDelete() {
        StackId web = world.complete("A");
        world.delete(web);
        var before = world.picture(web);
        assertThat(world.submitUpdate(web)).isInstanceOfSatisfying(NotAdmitted.class, r -> assertThat(r.now()).isEqualTo(before.stack()));
        assertThat(world.submit(web, new Goal.Rollback())).isInstanceOf(NotAdmitted.class);
        assertThat(world.picture(web)).isEqualTo(before);

        world.fail(world.claim(web, "cleanup A"));
        assertThat(world.stack(web).state()).hasToString("DELETE_FAILED");
        assertThat(world.submitUpdate(web)).isInstanceOf(NotAdmitted.class);
        assertThat(world.submit(web, new Goal.Delete())).isInstanceOf(Accepted.class);
    }

    @Test
    void thereIsNothingToRollBackInACompleteStack() {
        StackId web = world.complete("A");
        assertThat(world.submit(web, new Goal.Rollback())).isInstanceOf(NotAdmitted.class);
        world.update(web, "A");
        assertThat(world.stack(web).state()).hasToString("UPDATE_COMPLETE");
        assertThat(world.submit(web, new Goal.Rollback())).isInstanceOf(NotAdmitted.class);
    }

    @Test
    void aRollbackLeadsToTheTargetThatCompletedLast() {
        StackId web = world.complete("A");
        Optional<String> completed = world.stack(web).target();
        world.submitUpdate(web);
        world.submitUpdate(web);
        assertThat(world.submit(web, new Goal.Rollback())).isEqualTo(new Accepted(web, 4));

        assertThat(world.stack(web).state()).hasToString("ROLLBACK_IN_PROGRESS");
        assertThat(world.stack(web).target()).isEqualTo(completed).isPresent();
    }

    @Test
    void aRollbackOfACreateLeadsToNothing() {
        StackId web = world.running("A");
        world.submit(web, new Goal.Rollback());
        assertThat(world.stack(web).target()).isEmpty();
    }

    @Test
    void aCancelEndsTheTraversalAsFailedAndAsksRunningActionsToStop() {
        StackId web = world.running("A", "B needs A", "C");
        ClaimedAction held = world.claim(web, "update A");
        ClaimedAction parked = world.claim(web, "update C");
        world.park(parked, ContractWorld.LONG);

        assertThat(store.stacks().cancel(web, 1)).isEqualTo(new Accepted(web, 2));

        Stack stack = world.stack(web);
        assertThat(stack.state()).hasToString("CREATE_FAILED");
        assertThat(List.of(stack.traversal(), stack.planned(), stack.pending())).containsExactly(2, 2, 0);
        assertThat(store.plans().due(10)).isEmpty();
        assertThat(world.heldBy(world.engine)).singleElement().satisfies(h -> assertThat(h.cancel()).isTrue());
        assertThat(world.dueNames(web)).containsExactly("C");
        assertThat(world.resumeDue(world.engine)).singleElement().satisfies(c -> assertThat(c.cancel()).isTrue());
        assertThat(store.finishes().stop(held.claim(), "stopped", Effect.UNKNOWN)).isTrue();
        assertThat(world.told(web)).containsSubsequence("web CREATE_IN_PROGRESS", "web CREATE_FAILED", "A CREATE_FAILED");
        assertThat(world.submitUpdate(web)).isEqualTo(new Accepted(web, 3));
    }

    @Test
    void aCancelNeedsSomethingThatRunsAndTheTraversalThatWasSeen() {
        StackId web = world.complete("A");
        assertThat(store.stacks().cancel(web, 1)).isInstanceOf(NotAdmitted.class);
        world.submitUpdate(web);
        var before = world.picture(web);
        assertThat(store.stacks().cancel(web, 1)).isEqualTo(new Conflict(before.stack()));
        assertThat(world.picture(web)).isEqualTo(before);
        world.delete(web);
        assertThat(store.stacks().cancel(web, 3)).isInstanceOf(NotAdmitted.class);
    }

    @Test
    void aStackWhoseTimeIsOverIsStoppedAndItsActionsAreAskedToStop() {
        StackId web = late(OnFailure.STOP);
        world.plan(web, "A", "B needs A");
        ClaimedAction running = world.claim(web, "update A");

        assertThat(store.stacks().enforceDeadlines()).containsExactly(web);

        assertThat(world.stack(web).state()).hasToString("CREATE_FAILED");
        assertThat(world.stack(web).reason()).contains("timed out");
        assertThat(world.heldBy(world.engine)).singleElement().satisfies(h -> assertThat(h.cancel()).isTrue());
        assertThat(world.finish(running).recorded()).hasSize(1);
        assertThat(world.ready(web)).isEmpty();
        assertThat(store.stacks().enforceDeadlines()).isEmpty();
    }

    @Test
    void aStackThatLetsBranchesFinishIsStoppedByItsDeadlineToo() {
        StackId web = late(OnFailure.FINISH);
        store.stacks().enforceDeadlines();
        assertThat(world.stack(web).state()).hasToString("CREATE_FAILED");
    }

    @Test
    void aStackWhoseTimeIsOverRollsBackIfThatIsItsSettingAndIsPlannedAnew() {
        StackId web = late(OnFailure.ROLLBACK);
        world.plan(web, "A");
        assertThat(store.stacks().enforceDeadlines()).containsExactly(web);

        Stack stack = world.stack(web);
        assertThat(stack.state()).hasToString("ROLLBACK_IN_PROGRESS");
        assertThat(List.of(stack.traversal(), stack.planned(), stack.pending())).containsExactly(2, 1, 0);
        assertThat(world.told(web)).containsExactly("late CREATE_IN_PROGRESS", "late CREATE_FAILED", "late ROLLBACK_IN_PROGRESS");
    }

    @Test
    void aRollbackOrADeleteWhoseTimeIsOverJustFails() {
        StackId web = late(OnFailure.ROLLBACK);
        store.stacks().enforceDeadlines();
        assertThat(store.stacks().enforceDeadlines()).containsExactly(web);
        assertThat(world.stack(web).state()).hasToString("ROLLBACK_FAILED");

        world.submit(web, new Goal.Delete());
        store.stacks().enforceDeadlines();
        assertThat(world.stack(web).state()).hasToString("DELETE_FAILED");
    }

    @Test
    void stacksWithTimeLeftOrWithoutALimitOrEndedAreLeftAlone() {
        world.create(timed(world.newStack("timed", OnFailure.STOP), ContractWorld.LONG));
        world.create("untimed");
        StackId ended = late(OnFailure.STOP);
        world.plan(ended);
        assertThat(world.stack(ended).status()).isEqualTo(Status.COMPLETE);
        assertThat(store.stacks().enforceDeadlines()).isEmpty();
    }

    @Test
    void aStackSettlesOnceItIsQuiet() {
        StackId web = world.running("A", "B");
        ClaimedAction running = world.claim(web, "update A");
        world.fail(world.claim(web, "update B"));
        assertThat(store.stacks().settle(Duration.ZERO)).as("A runs").isZero();
        world.park(running, ContractWorld.LONG);
        assertThat(store.stacks().settle(Duration.ZERO)).as("A is open").isZero();
        ClaimedAction resumed = resumeParked(web);
        world.finish(resumed);

        assertThat(store.stacks().settle(ContractWorld.LONG)).as("not long enough").isZero();
        assertThat(store.stacks().settle(Duration.ZERO)).isEqualTo(1);
        assertThat(store.stacks().settle(Duration.ZERO)).isZero();
        world.update(web);
        assertThat(world.stack(web).action()).isEqualTo(StackAction.UPDATE);
        assertThat(world.ready(web)).as("a settled stack comes back with a request").containsExactly("cleanup A", "cleanup B");
    }

    @Test
    void aDeletedStackIsPurgedWithAllItsRowsWhenItsTimeIsOver() {
        StackId web = deleted("A", "B needs A");
        String target = world.stack(web).lastTemplate().orElse("");
        assertThat(store.stacks().purge(Duration.ZERO, 100)).as("not settled").isZero();
        store.stacks().settle(Duration.ZERO);
        assertThat(store.stacks().purge(ContractWorld.LONG, 100)).as("not long enough").isZero();
        assertThat(world.told(web)).endsWith("web DELETE_COMPLETE");

        int told = world.events(web).size();
        assertThat(store.stacks().purge(Duration.ZERO, 100)).isEqualTo(told + 1);
        assertThat(store.stacks().find(web)).isEmpty();
        assertThat(world.rows(web)).isEmpty();
        assertThat(world.events(web)).isEmpty();
        assertThat(store.plans().read(web)).isEmpty();
        store.targets().purge(Duration.ZERO);
        assertThat(store.targets().find(target)).isEmpty();
        assertThat(store.stacks().purge(Duration.ZERO, 100)).isZero();
    }

    @Test
    void deletedStacksArePurgedInBatchesEachAfterItsEvents() {
        StackId first = deleted("A");
        StackId second = deleted("A");
        store.stacks().settle(Duration.ZERO);
        int told = world.events(first).size() + world.events(second).size();

        assertThat(store.stacks().purge(Duration.ZERO, 1)).isEqualTo(1);
        assertThat(store.stacks().find(first)).isPresent();
        assertThat(store.stacks().find(second)).isPresent();
        int went = 1;
        for (int now = 1; now > 0; went += now) {
            now = store.stacks().purge(Duration.ZERO, 1);
            assertThat(now).isLessThanOrEqualTo(2);
        }
        assertThat(went).isEqualTo(told + 2);
        assertThat(store.stacks().find(first)).isEmpty();
        assertThat(store.stacks().find(second)).isEmpty();
    }

    @Test
    void liveStacksAreNeverPurged() {
        StackId complete = world.complete("A");
        StackId failed = world.create("failed");
        world.plan(failed, "A");
        world.fail(world.claim(failed, "update A"));
        StackId deleting = world.create("deleting");
        world.plan(deleting, "A");
        world.runAll(deleting);
        world.delete(deleting);
        store.stacks().settle(Duration.ZERO);
        assertThat(store.stacks().purge(Duration.ZERO, 100)).isZero();
        assertThat(List.of(complete, failed, deleting)).allSatisfy(stack -> assertThat(world.events(stack)).isNotEmpty());
    }

    private StackId deleted(String... definitions) {
        StackId stack = world.complete(definitions);
        world.delete(stack);
        world.runAll(stack);
        return stack;
    }

    private ClaimedAction resumeParked(StackId web) {
        store.stacks().submit(web, 1, Request.of(UUID.randomUUID(), new Goal.Rollback()));
        store.stacks().cancel(web, 2);
        return world.resumeDue(world.engine).getFirst();
    }

    private StackId late(OnFailure onFailure) {
        return world.create(timed(world.newStack("late", onFailure), ContractWorld.OVER));
    }

    private static NewStack timed(NewStack s, Duration timeout) {
        return new NewStack(s.id(), s.tenant(), s.name(), s.requestId(), s.target(), s.onFailure(), Optional.of(timeout));
    }
}
