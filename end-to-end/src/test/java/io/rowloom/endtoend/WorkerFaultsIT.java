package io.rowloom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens to an action in the middle of which its worker is killed, paused, or asked to stop. The thing {@code long} is that action. */
class WorkerFaultsIT {
    @RegisterExtension
    static final Cluster CLUSTER = Cluster.withWorkers();
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private WorkerProcess victim;
    private WorkerProcess other;

    /** The action runs in the victim, and nothing else does: there is no other worker when it begins, and what is beside it has ended when this returns. */
    private void begin(String stack) {
        victim = CLUSTER.start(stack + "-victim");
        Template template = new Template().thing("before").gated(action(stack), "before").thing("after", action(stack)).slow("aside", 0.5);
        CLUSTER.run("stack", "create", stack, "-t", template.in(CLUSTER.directory())).exits(0);
        CLUSTER.reality().awaitBegun(action(stack), 1);
        await().atMost(LONGEST).until(() -> !CLUSTER.rows().recordedBy(stack, "aside", "CREATE", "COMPLETE").isEmpty());
        other = CLUSTER.start(stack + "-other");
    }

    private static String action(String stack) {
        return stack + "_long";
    }

    private static void completes(String stack) {
        CLUSTER.run("stack", "wait", stack, "--timeout", "60s").exits(0);
        assertThat(CLUSTER.rows().stackState(stack)).isEqualTo("CREATE_COMPLETE");
        assertThat(CLUSTER.reality().things().values()).containsExactlyInAnyOrder("before", action(stack), "after");
    }

    /** The call was repeated with the same key under a newer fence, and recorded once. */
    private void wasTakenOver(String stack) {
        List<Reality.Call> calls = CLUSTER.reality().begun("create", action(stack));
        assertThat(calls).hasSizeGreaterThanOrEqualTo(2).extracting(Reality.Call::key).containsOnly(calls.getFirst().key());
        assertThat(calls).extracting(Reality.Call::physicalName).containsOnly(calls.getFirst().physicalName());
        assertThat(calls).extracting(Reality.Call::fence).isSorted().doesNotHaveDuplicates();
        assertThat(CLUSTER.rows().recordedBy(stack, action(stack), "CREATE", "COMPLETE")).containsExactly(other.name());
    }

    @AfterEach
    void everythingCanBeDeleted() {
        CLUSTER.run("stack", "delete", victim.name().replace("-victim", ""), "--wait").exits(0);
        assertThat(CLUSTER.reality().things()).isEmpty();
        assertThat(CLUSTER.rows().unfinished()).isEmpty();
        for (WorkerProcess worker : List.of(victim, other)) {
            if (worker.alive()) {
                worker.kill();
            }
        }
    }

    @Test
    void theActionOfAKilledWorkerIsTakenOver() {
        begin("killed");
        victim.kill();
        CLUSTER.reality().awaitBegun(action("killed"), 2);
        CLUSTER.reality().open(action("killed"));
        completes("killed");
        wasTakenOver("killed");
    }

    @Test
    void aPausedWorkerCannotWriteWhenItComesBackAndGoesOnUnderANewId() {
        begin("paused");
        List<String> before = CLUSTER.rows().engines(victim.name());
        victim.pause();
        CLUSTER.reality().awaitBegun(action("paused"), 2);
        CLUSTER.reality().open(action("paused"));
        completes("paused");
        victim.resume();
        await().atMost(LONGEST).until(() -> CLUSTER.rows().engines(victim.name()).size() == 1 && !CLUSTER.rows().engines(victim.name()).equals(before));
        wasTakenOver("paused");
        assertThat(victim.log()).contains("declared dead by another engine");
        assertThat(other.metric("rowloom_takeovers_total")).as("one, and one more for each time that this machine kept the worker from its lease").isPositive();

        other.kill();
        CLUSTER.run("stack", "create", "paused2", "-t", new Template().thing("by_the_victim").in(CLUSTER.directory()), "--wait").exits(0);
        assertThat(CLUSTER.rows().recordedBy("paused2", "by_the_victim", "CREATE", "COMPLETE")).containsExactly(victim.name());
        CLUSTER.run("stack", "delete", "paused2", "--wait").exits(0);
    }

    @Test
    void aWorkerThatIsAskedToStopEndsItsActionsFirst() {
        begin("drained");
        victim.terminate();
        await().atMost(LONGEST).until(() -> victim.log().contains("asked to stop"));
        CLUSTER.reality().open(action("drained"));
        assertThat(victim.awaitExit()).isZero();
        assertThat(CLUSTER.rows().engines(victim.name())).isEmpty();
        completes("drained");
        assertThat(CLUSTER.reality().begun("create", action("drained"))).hasSize(1);
        assertThat(CLUSTER.rows().recordedBy("drained", "after", "CREATE", "COMPLETE")).containsExactly(other.name());
    }

    @Test
    void whatDoesNotEndInTimeIsHandedBack() {
        begin("handed");
        victim.terminate();
        assertThat(victim.awaitExit()).isZero();
        assertThat(victim.log()).contains("handed back");
        assertThat(CLUSTER.rows().engines(victim.name())).isEmpty();
        CLUSTER.reality().awaitBegun(action("handed"), 2);
        CLUSTER.reality().open(action("handed"));
        completes("handed");
        wasTakenOver("handed");
    }

    @Test
    void theSecondRequestToStopEndsAtOnce() {
        begin("hurried");
        victim.terminate();
        await().atMost(LONGEST).until(() -> victim.log().contains("asked to stop"));
        victim.terminate();
        assertThat(victim.awaitExit()).isEqualTo(143);
        assertThat(victim.log()).doesNotContain("handed back");
        CLUSTER.reality().awaitBegun(action("hurried"), 2);
        CLUSTER.reality().open(action("hurried"));
        completes("hurried");
        wasTakenOver("hurried");
    }
}
