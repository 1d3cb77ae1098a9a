package io.rowloom.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.NullNode;
import io.rowloom.db.CutProxy;
import io.rowloom.db.HeldLock;
import io.rowloom.db.PgDatabase;
import io.rowloom.db.TestStore;
import io.rowloom.embedded.TestDatabase;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.HoldIntent;
import io.rowloom.resource.HookResult;
import io.rowloom.resource.Interventions.Health;
import io.rowloom.resource.MarkResult;
import io.rowloom.resource.ParkResult;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.SignalResult;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Request;
import io.rowloom.stack.Request.Goal;
import io.rowloom.stack.StackId;
import io.rowloom.stack.SubmitResult;
import io.rowloom.template.rule.Hook;
import io.rowloom.traversal.PlanResult;
import io.rowloom.traversal.Refusal;
import io.rowloom.traversal.ReplaceResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The commit happens, its answer does not arrive, and the verb runs again: nothing may happen twice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostAnswersTest {
    private final TestDatabase server = TestDatabase.fresh();
    private final TestStore pg = TestStore.on(server, Optional.empty());
    private final CutProxy proxy = new CutProxy(server.port());
    private final PgDatabase cutOff = PgDatabase.open(TestStore.settings(pg.addressAt(proxy.port())).withPoolSize(1), Optional.empty());
    private final Store behindProxy = cutOff.store();
    private ContractWorld world = new ContractWorld(pg.store());

    @BeforeEach
    void empty() {
        world = new ContractWorld(pg.emptied());
    }

    @AfterAll
    void close() {
        cutOff.close();
        proxy.close();
        pg.close();
        server.close();
    }

    /** After a first use of the connection, so that the next answer is the verb's. */
    private void cutTheAnswer() {
        behindProxy.events();
        behindProxy.plans().due(1);
        proxy.cutAnswers(1);
    }

    @Test
    void aFinish() {
        StackId web = world.running("A", "B", "X needs A B");
        ClaimedAction a = world.claim(web, "update A");
        cutTheAnswer();

        var result = behindProxy.finishes().finish(web, 1, List.of(world.success(a)));

        assertThat(proxy.cutsLeft()).isZero();
        assertThat(result.recorded()).isEmpty();
        assertThat(world.stack(web).pending()).isEqualTo(2);
        assertThat(pg.read("SELECT waiting_for FROM node WHERE waiting_for > 0")).containsExactly("1");
        assertThat(world.row(a.claim()).physicalId()).isPresent();
        world.runAll(web);
        assertThat(world.stack(web).state()).hasToString("CREATE_COMPLETE");
    }

    @Test
    void aSubmit() {
        StackId web = world.complete("A");
        String target = world.target("new");
        cutTheAnswer();

        var result = behindProxy.stacks().submit(web, 1, Request.of(UUID.randomUUID(), new Goal.Update(target)));

        assertThat(result).isEqualTo(new SubmitResult.Accepted(web, 2));
        assertThat(world.stack(web).traversal()).isEqualTo(2);
    }

    @Test
    void aCreate() {
        var stack = world.newStack("web", OnFailure.STOP);
        cutTheAnswer();

        assertThat(behindProxy.stacks().create(stack)).isEqualTo(new SubmitResult.Accepted(stack.id(), 1));
        assertThat(world.told(stack.id())).containsExactly("web CREATE_IN_PROGRESS");
    }

    @Test
    void aClaim() {
        StackId web = world.running("A");
        var node = world.node(web, "update A");
        var work = behindProxy.claims().ready(web, List.of(node.node())).orElseThrow();
        cutTheAnswer();

        assertThat(behindProxy.claims().claim(work.stack(), world.engine, List.of(world.intent(web, node)))).isEmpty();
        assertThat(world.heldBy(world.engine)).hasSize(1);
        assertThat(world.row(web, "A").version()).isEqualTo(1);
    }

    @Test
    void aPark() {
        StackId web = world.running("A");
        ClaimedAction a = world.claim(web, "update A");
        cutTheAnswer();

        assertThat(behindProxy.claims().park(ContractWorld.waiting(a, Duration.ZERO))).isEqualTo(ParkResult.FENCE_LOST);
        assertThat(world.dueNames(web)).containsExactly("A");
    }

    @Test
    void aHold() {
        StackId web = world.running("A");
        var node = world.node(web, "update A");
        var work = behindProxy.claims().ready(web, List.of(node.node())).orElseThrow();
        cutTheAnswer();

        assertThat(behindProxy.claims().hold(work.stack(), List.of(new HoldIntent(node.no(), node.version(), Hook.PRE_CREATE, ResourceAction.CREATE)))).isEmpty();
        assertThat(proxy.cutsLeft()).isZero();
        assertThat(world.row(web, "A").heldBy()).contains(Hook.PRE_CREATE);
        assertThat(world.reasons(web, "A")).hasSize(1);
    }

    @Test
    void aHookThatIsCleared() {
        StackId web = world.running("A");
        world.hold(web, "update A", Hook.PRE_CREATE);
        cutTheAnswer();

        assertThat(behindProxy.interventions().clear(web, "A", Hook.PRE_CREATE)).isInstanceOf(HookResult.Cleared.class);
        assertThat(proxy.cutsLeft()).isZero();
        assertThat(world.ready(web)).containsExactly("update A");
        assertThat(world.reasons(web, "A")).hasSize(2);
    }

    @Test
    void aMark() {
        StackId web = world.complete("A");
        var row = world.row(web, "A");
        cutTheAnswer();

        assertThat(behindProxy.interventions().mark(web, row.no(), row.version(), Health.UNHEALTHY, "it smells")).isInstanceOf(MarkResult.Marked.class);
        assertThat(proxy.cutsLeft()).isZero();
        assertThat(world.row(web, "A").version()).isEqualTo(row.version() + 1);
        assertThat(world.reasons(web, "A").stream().filter("it smells"::equals)).hasSize(1);
    }

    @Test
    void aSignal() {
        StackId web = world.running("A");
        cutTheAnswer();

        assertThat(behindProxy.interventions().signal(web, "A", UUID.randomUUID(), NullNode.instance)).isInstanceOf(SignalResult.Accepted.class);
        assertThat(proxy.cutsLeft()).isZero();
        assertThat(world.store.interventions().unhandled(web, world.row(web, "A").no())).hasSize(1);
    }

    @Test
    void aRefusal() {
        StackId web = world.complete("A");
        world.update(web, "A=2");
        var node = world.node(web, "update A");
        cutTheAnswer();

        behindProxy.finishes().refuse(new Refusal(web, 2, node.node(), node.no(), node.version(), ResourceAction.UPDATE, "restricted", "A is restricted", OnFailure.STOP));
        assertThat(world.stack(web).state()).hasToString("UPDATE_FAILED");
        assertThat(world.reasons(web, "A").stream().filter("restricted"::equals)).hasSize(1);
    }

    @Test
    void aPlanThatLosesItsConnectionInTheMiddle() {
        StackId web = world.create("web");
        var plan = world.compute(web, "A", "B needs A");
        cutTheAnswer();

        assertThat(behindProxy.plans().write(web, plan)).isInstanceOfAny(PlanResult.Planned.class, PlanResult.NotDue.class);
        assertThat(world.stack(web).pending()).isEqualTo(2);
        assertThat(world.rows(web)).hasSize(2);
    }

    @Test
    void aReplacementWhoseSessionIsEndedInTheMiddle() {
        StackId web = world.complete("A");
        world.update(web, "A=2");
        ClaimedAction a = world.claim(web, "update A");
        var replacing = holdStackAndKill(web, () -> pg.store().finishes().replace(a.claim(), a.traversal(), a.node(), "because"));

        assertThat(replacing).isInstanceOf(ReplaceResult.Replaced.class);
        assertThat(world.rows(web)).hasSize(2);
        assertThat(world.stack(web).pending()).isEqualTo(2);
    }

    @Test
    void aFailureWhoseSessionIsEndedInTheMiddle() {
        StackId web = world.running(OnFailure.ROLLBACK, "A");
        ClaimedAction a = world.claim(web, "update A");
        var failing = holdStackAndKill(web, () -> world.fail(a));

        assertThat(failing.recorded()).containsExactly(a.claim().no());
        assertThat(world.stack(web).traversal()).isEqualTo(2);
    }

    /** Ends the session of the verb while it waits for the stack's row: what it wrote before is undone, and it runs again. */
    private <T> T holdStackAndKill(StackId stack, Supplier<T> verb) {
        CompletableFuture<T> running;
        try (HeldLock _ = new HeldLock(pg, "SELECT 1 FROM stack WHERE id = '" + stack + "'")) {
            running = TestStore.inBackground(verb);
            pg.awaitWaiting(1);
            pg.read("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
            pg.awaitWaiting(1);
        }
        return running.join();
    }

    @Test
    void aServerThatIsNotThereIsAnOutage() {
        proxy.cutAnswers(1_000);
        assertThatThrownBy(() -> behindProxy.plans().due(1)).isInstanceOf(StoreUnavailableException.class);
        proxy.cutAnswers(0);
        assertThat(behindProxy.plans().due(1)).isEmpty();
    }
}
