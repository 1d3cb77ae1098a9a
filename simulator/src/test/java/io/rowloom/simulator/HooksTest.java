package io.rowloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.resource.HookResult;
import io.rowloom.resource.ResourceAction;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Status;
import io.rowloom.template.rule.Hook;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Resources that wait until somebody says that they may go on, and whatever may come in between. */
class HooksTest {
    private static final String ALL = "{pre-create, pre-update, pre-delete, post-create, post-update, post-delete}".replace('{', '[').replace('}', ']');

    private World world = World.seeded(23).workers(2);

    @Test
    void aCreateWaitsBeforeAndAfter() {
        world.environment(hooks("A", "[pre-create, post-create]"));
        world.submit("web", "A size=1", "B needs A");
        waitsFor("A pre-create");
        assertThat(world.reality().things()).isEmpty();
        world.pass(Duration.ofMinutes(10));
        assertThat(world.reality().calls()).as("nothing was called meanwhile").isZero();
        world.clear("web", "A", Hook.PRE_CREATE);
        waitsFor("A post-create");
        assertThat(world.reality().things()).hasSize(1);
        assertThat(world.row("web", "A").orElseThrow().status()).isEqualTo(Status.COMPLETE);
        int calls = world.reality().calls();
        world.clear("web", "A", Hook.POST_CREATE);
        world.settle();
        assertThat(world.state("web")).hasToString("CREATE_COMPLETE");
        assertThat(world.reality().calls()).as("A was not called again").isEqualTo(calls + 1);
        holds();
    }

    @Test
    void anUpdateAReplacementAndADeleteWait() {
        complete("A size=1 shape=1", "B needs A");
        world.environment(hooks("A", ALL));
        world.submit("web", "A size=2 shape=1", "B needs A");
        clearing("A pre-update", "A post-update");
        assertThat(world.state("web")).hasToString("UPDATE_COMPLETE");
        world.submit("web", "A size=2 shape=2", "B needs A");
        clearing("A pre-update", "A pre-create", "A post-create", "A pre-delete", "A post-delete");
        assertThat(world.state("web")).hasToString("UPDATE_COMPLETE");
        holds();
        world.delete("web");
        clearing("A pre-delete", "A post-delete");
        assertThat(world.state("web")).hasToString("DELETE_COMPLETE");
        assertThat(world.reality().things()).isEmpty();
        holds();
    }

    @Test
    void aHookBeforeTheDeletionHoldsWhatIsToBeMadeAfterIt() {
        complete("A shape=1 replaced=delete_first", "B needs A");
        world.environment(hooks("A", "pre-delete"));
        world.submit("web", "A shape=2 replaced=delete_first", "B needs A");
        waitsFor("A pre-delete");
        world.pass(Duration.ofMinutes(10));
        assertThat(world.reality().ids()).containsExactly("A-1", "B-1");
        world.clear("web", "A", Hook.PRE_DELETE);
        world.settle();
        assertThat(world.state("web")).hasToString("UPDATE_COMPLETE");
        assertThat(world.reality().story()).containsExactly("create A-1", "create B-1", "delete A-1", "create A-2", "update B-1");
        holds();
    }

    @Test
    void aPatternHoldsAllThatItMatches() {
        world.environment(hooks("'web*'", "pre-create"));
        world.submit("web", "web1", "web2", "db");
        world.until(() -> world.held("web").equals(List.of("web1 pre-create", "web2 pre-create")));
        assertThat(world.clear("web", "db", Hook.PRE_CREATE)).isInstanceOf(HookResult.NotSet.class);
        world.clear("web", "web1", Hook.PRE_CREATE);
        world.clear("web", "web2", Hook.PRE_CREATE);
        world.settle();
        holds();
    }

    /** A hook is no change of a resource: nobody is called for it, but it is known from then on. */
    @Test
    void aHookThatIsAddedCallsNobodyAndCountsForTheDelete() {
        complete("A", "B needs A");
        int calls = world.reality().calls();
        world.environment(hooks("A", "pre-delete"));
        world.submit("web", "A", "B needs A");
        world.settle();
        assertThat(world.reality().calls()).isEqualTo(calls);
        world.delete("web");
        waitsFor("A pre-delete");
        world.clear("web", "A", Hook.PRE_DELETE);
        world.settle();
        assertThat(world.state("web")).hasToString("DELETE_COMPLETE");
    }

    @Test
    void anUpdateOvertakesAHeldOne() {
        complete("A size=1", "B needs A");
        world.environment(hooks("A", "pre-update"));
        world.submit("web", "A size=2", "B needs A");
        waitsFor("A pre-update");
        world.environment("");
        world.submit("web", "A size=3", "B needs A");
        world.settle();
        assertThat(world.state("web")).hasToString("UPDATE_COMPLETE");
        holds();
    }

    @Test
    void whatWasHeldBeforeItsRemovalKeepsItsThingWhenItIsWantedAgain() {
        complete("A", "B");
        String thing = world.row("web", "A").orElseThrow().physicalId().orElseThrow();
        world.environment(hooks("A", "pre-delete"));
        world.submit("web", "B");
        waitsFor("A pre-delete");
        world.rollback("web");
        world.settle();
        assertThat(world.state("web")).hasToString("ROLLBACK_COMPLETE");
        assertThat(world.row("web", "A").orElseThrow().physicalId()).contains(thing);
        holds();
    }

    @Test
    void aTimeoutEndsAStackThatWaits() {
        World late = World.seeded(5).workers(1).timeout(Duration.ofMinutes(5)).onFailure(OnFailure.ROLLBACK);
        late.environment(hooks("A", "pre-create"));
        late.submit("web", "A", "B");
        late.settle();
        assertThat(late.state("web")).hasToString("ROLLBACK_COMPLETE");
        assertThat(late.reality().things()).isEmpty();
        assertThat(late.elapsed()).isGreaterThan(Duration.ofMinutes(5));
        assertThat(Judge.findings(late)).isEmpty();
    }

    @Test
    void aCancelledWaitLeavesTheRowAsItWas() {
        complete("A size=1");
        world.environment(hooks("A", "pre-update"));
        world.submit("web", "A size=2");
        waitsFor("A pre-update");
        world.cancel("web");
        world.settle();
        assertThat(world.state("web")).hasToString("UPDATE_FAILED");
        assertThat(world.held("web")).isEmpty();
        assertThat(world.row("web", "A").orElseThrow().action()).isEqualTo(ResourceAction.CREATE);
        assertThat(world.row("web", "A").orElseThrow().status()).isEqualTo(Status.COMPLETE);
        assertThat(world.clear("web", "A", Hook.PRE_UPDATE)).isInstanceOf(HookResult.NotSet.class);
    }

    @Test
    void comparingWithRealityDoesNotHoldTheSameResourceTwice() {
        complete("A size=1", "B needs A");
        world.environment(hooks("A", "[pre-update, post-update]"));
        world.converge("web", "A size=1", "B needs A");
        clearing("A pre-update", "A post-update");
        assertThat(world.state("web")).hasToString("UPDATE_COMPLETE");
        holds();
    }

    @Test
    void restrictedChangesFailTheStackAndLeaveTheResource() {
        complete("A size=1 shape=1", "B needs A");
        String thing = world.row("web", "A").orElseThrow().physicalId().orElseThrow();
        int calls = world.reality().calls();
        world.environment(rules("A", "restricted_actions: [update, replace]"));
        for (String wanted : List.of("A size=2 shape=1", "A size=1 shape=2")) {
            world.submit("web", wanted, "B needs A");
            world.settle();
            assertThat(world.row("web", "A").orElseThrow().physicalId()).contains(thing);
            assertThat(world.row("web", "A").orElseThrow().action()).isEqualTo(ResourceAction.CREATE);
            assertThat(world.row("web", "A").orElseThrow().status()).isEqualTo(Status.COMPLETE);
        }
        assertThat(world.reality().calls()).isEqualTo(calls);
        assertThat(world.events("web")).extracting(event -> event.reason())
                .contains("update is restricted for resource.", "replace is restricted for resource.");
        world.environment("");
        world.submit("web", "A size=2 shape=2", "B needs A");
        world.settle();
        assertThat(world.state("web")).hasToString("UPDATE_COMPLETE");
        holds();
    }

    /** What was allowed and failed elsewhere must find its way back. */
    @Test
    void aRollbackIsNotRestricted() {
        world.environment(rules("A", "restricted_actions: update"));
        complete("A size=1", "B needs A");
        world.environment("");
        world.submit("web", "A size=2", "B fail=true needs A");
        world.settle();
        assertThat(world.state("web")).hasToString("ROLLBACK_COMPLETE");
        holds();
    }

    /** Whoever dies or stands still at whatever step, whatever answers are lost: the wait is there, and it ends. */
    @Test
    void troubleAtAnyStepLosesNoWaitAndNoResult() {
        for (int step = 0; step < 60; step++) {
            try (World shaky = World.seeded(step).workers(2)) {
                shaky.environment(hooks("A", "[pre-create, post-create, pre-delete, post-delete]"));
                shaky.submit("web", "A size=1", "B needs A", "C");
                shaky.trouble(step % 3 * 0.1, 0).steps(step).kill("worker-1");
                shaky.until(() -> shaky.held("web").equals(List.of("A pre-create")));
                shaky.clear("web", "A", Hook.PRE_CREATE);
                shaky.steps(step).workers(1).pause("worker-2", Duration.ofSeconds(20));
                shaky.until(() -> shaky.held("web").equals(List.of("A post-create")));
                shaky.clear("web", "A", Hook.POST_CREATE);
                shaky.settle();
                assertThat(shaky.state("web")).as("step %d", step).hasToString("CREATE_COMPLETE");
                assertThat(shaky.reality().log().stream().filter(line -> line.startsWith("create A"))).hasSize(1);
                shaky.delete("web");
                shaky.steps(step).kill("worker-2");
                shaky.until(() -> shaky.held("web").equals(List.of("A pre-delete")));
                shaky.clear("web", "A", Hook.PRE_DELETE);
                shaky.until(() -> shaky.held("web").equals(List.of("A post-delete")));
                assertThat(shaky.reality().things()).isEmpty();
                shaky.clear("web", "A", Hook.POST_DELETE);
                shaky.settle();
                assertThat(shaky.state("web")).as("step %d", step).hasToString("DELETE_COMPLETE");
                assertThat(Judge.findings(shaky)).isEmpty();
            }
        }
    }

    /** A newer request at every step of one that waits: it never waits for the old one's hooks. */
    @Test
    void whateverSupersedesAtAnyStepGoesItsOwnWay() {
        for (int step = 0; step < 80; step++) {
            try (World busy = World.seeded(1000 + step).workers(2)) {
                busy.submit("web", "A size=1 shape=1", "B needs A", "C");
                busy.settle();
                busy.environment(hooks("A", ALL));
                busy.submit("web", "A size=2 shape=" + step % 2, "B size=3 needs A");
                busy.steps(step);
                if (step % 3 == 0 && !busy.held("web").isEmpty()) {
                    String[] held = busy.held("web").getFirst().split(" ");
                    busy.clear("web", held[0], Hook.of(held[1]).orElseThrow());
                    busy.steps(step / 2);
                }
                busy.environment("");
                switch (step % 4) {
                    case 0 -> busy.submit("web", "A size=4 shape=1", "B needs A", "D");
                    case 1 -> busy.rollback("web");
                    case 2 -> busy.cancel("web");
                    default -> busy.submit("web", "B");
                }
                if (step % 4 == 1) {
                    busy.until(() -> busy.ended("web") || !busy.held("web").isEmpty());
                }
                busy.submit("web", "A size=5 shape=2", "B needs A");
                busy.settle();
                assertThat(busy.state("web")).as("step %d", step).hasToString("UPDATE_COMPLETE");
                assertThat(Judge.findings(busy)).as("step %d", step).isEmpty();
            }
        }
    }

    private void complete(String... resources) {
        world.submit("web", resources);
        world.settle();
    }

    private void waitsFor(String held) {
        world.until(() -> world.held("web").equals(List.of(held)));
    }

    private void clearing(String... inOrder) {
        for (String held : inOrder) {
            waitsFor(held);
            String[] words = held.split(" ");
            assertThat(world.clear("web", words[0], Hook.of(words[1]).orElseThrow())).isInstanceOf(HookResult.Cleared.class);
        }
        world.settle();
    }

    private static String hooks(String resource, String hooks) {
        return rules(resource, "hooks: " + hooks);
    }

    private static String rules(String resource, String rule) {
        return "resource_registry: {resources: {" + resource + ": {" + rule + "}}}";
    }

    private void holds() {
        assertThat(Judge.findings(world)).isEmpty();
    }
}
