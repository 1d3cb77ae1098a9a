package io.rowloom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The verbs on stacks, seen by their exit codes, their output and what exists afterwards. */
class StackLifecycleIT {
    @RegisterExtension
    static final Cluster CLUSTER = Cluster.withWorkers("one");
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static Template mixed(String word) {
        return new Template().thing("first").valued("second", "{get_attr: [first, stdout]}").slow("third", 0.3, "second").and("""
                  note:
                    type: Rowloom::File
                    properties:
                      path: %s
                      content: {list_join: ['-', [%s, {get_attr: [third, output]}]]}
                outputs:
                  note: {value: {get_attr: [note, path]}}
                  second: {value: {get_resource: second}}
                """.formatted(CLUSTER.reality().files("note"), word));
    }

    @AfterEach
    void nothingIsLeftOver() {
        assertThat(CLUSTER.reality().things()).isEmpty();
        assertThat(CLUSTER.reality().files()).isEmpty();
        assertThat(CLUSTER.rows().unfinished()).isEmpty();
    }

    private static String file(Template template) {
        return template.in(CLUSTER.directory());
    }

    private static void delete(String stack) {
        CLUSTER.run("stack", "delete", stack, "--wait").exits(0);
        CLUSTER.run("stack", "show", stack).exits(6);
    }

    @Test
    void aStackIsCreatedChangedAndDeleted() {
        Run created = CLUSTER.run("stack", "create", "mixed", "-t", file(mixed("red")), "--wait").exits(0);
        assertThat(created.out()).contains("Stack mixed is CREATE_COMPLETE");
        String second = CLUSTER.run("stack", "outputs", "mixed", "second").exits(0).text();
        assertThat(CLUSTER.reality().files()).containsExactly(Map.entry("note", "red-third"));
        String first = CLUSTER.reality().things().get(second);
        assertThat(CLUSTER.reality().things()).hasSize(2).containsEntry(first, "first");

        CLUSTER.run("stack", "update", "mixed", "-t", file(mixed("blue")), "--wait").exits(0);
        assertThat(CLUSTER.reality().files()).containsExactly(Map.entry("note", "blue-third"));
        assertThat(CLUSTER.reality().things()).containsOnlyKeys(first, second);
        assertThat(CLUSTER.run("stack", "outputs", "mixed", "note").exits(0).text()).isEqualTo(CLUSTER.reality().files("note").toString());

        CLUSTER.run("stack", "create", "mixed", "-t", file(mixed("red"))).exits(3);
        CLUSTER.run("stack", "update", "mixed", "-t", file(new Template().and("  x: {type: No::Such}\n"))).exits(2);
        delete("mixed");
        assertThat(CLUSTER.reality().begun("create", "first")).hasSize(1);
        assertThat(CLUSTER.reality().begun("delete", "first")).hasSize(1);
    }

    @Test
    void whatWasChangedByHandIsMendedWhenThePolicySaysSo() throws IOException {
        CLUSTER.run("stack", "create", "watched", "-t", file(mixed("red")), "--wait").exits(0);
        Files.writeString(CLUSTER.reality().files("note"), "tampered");
        CLUSTER.run("stack", "drift-policy", "watched", "--correct", "--every", "1d").exits(0);
        await().atMost(LONGEST).until(() -> CLUSTER.reality().files().equals(Map.of("note", "red-third")));
        CLUSTER.run("stack", "wait", "watched").exits(0);
        assertThat(CLUSTER.run("stack", "history", "watched").exits(0).out()).contains("UPDATE by policy");
        delete("watched");
    }

    @Test
    void aFailedCreateIsRolledBackToNothing() {
        Run run = CLUSTER.run("stack", "create", "unlucky", "-t", file(new Template().thing("good").failing("bad", "good").thing("never_made", "bad")), "--wait").exits(1);
        assertThat(run.out()).contains("Stack unlucky is ROLLBACK_COMPLETE", "no luck");
        assertThat(CLUSTER.reality().things()).isEmpty();
        assertThat(CLUSTER.reality().begun("create", "never_made")).isEmpty();
        delete("unlucky");
    }

    @Test
    void aFailedUpdateIsRolledBackToWhatWasBefore() {
        CLUSTER.run("stack", "create", "steady", "-t", file(new Template().valued("kept", "old")), "--wait").exits(0);
        var before = CLUSTER.reality().things();
        Run run = CLUSTER.run("stack", "update", "steady", "-t", file(new Template().valued("kept", "new").failing("bad", "kept")), "--wait").exits(1);
        assertThat(run.out()).contains("Stack steady is ROLLBACK_COMPLETE");
        assertThat(CLUSTER.reality().things()).isEqualTo(before).containsValue("old");
        delete("steady");
    }

    @Test
    void aFailureThatStopsKeepsWhatWasMadeUntilItIsRolledBack() {
        Template template = new Template().thing("good").failing("bad", "good").thing("never", "bad");
        CLUSTER.run("stack", "create", "stopped", "-t", file(template), "--on-failure", "stop", "--wait").exits(1);
        assertThat(CLUSTER.rows().stackState("stopped")).isEqualTo("CREATE_FAILED");
        assertThat(CLUSTER.reality().things()).containsValues("good", "bad").hasSize(2);
        assertThat(CLUSTER.run("stack", "rollback", "stopped", "--wait").exits(0).out()).contains("ROLLBACK_COMPLETE");
        assertThat(CLUSTER.reality().things()).isEmpty();
        delete("stopped");
    }

    @Test
    void aFailureThatFinishesLetsTheRestBeMadeAndAnUpdateRepairs() {
        Template template = new Template().failing("bad").thing("never", "bad").slow("pause", 1.5).thing("independent", "pause");
        CLUSTER.run("stack", "create", "finished", "-t", file(template), "--on-failure", "finish", "--wait").exits(1);
        assertThat(CLUSTER.rows().stackState("finished")).isEqualTo("CREATE_FAILED");
        assertThat(CLUSTER.reality().things()).containsValue("independent").doesNotContainValue("never");
        Template repaired = new Template().thing("bad").thing("never", "bad").slow("pause", 1.5).thing("independent", "pause");
        CLUSTER.run("stack", "update", "finished", "-t", file(repaired), "--wait").exits(0);
        assertThat(CLUSTER.reality().things().values()).containsExactlyInAnyOrder("bad", "never", "independent");
        assertThat(CLUSTER.reality().begun("create", "independent")).hasSize(1);
        delete("finished");
    }

    @Test
    void aCancelledStackStopsAtOnceAndCanBeSentOn() {
        CLUSTER.run("stack", "create", "halted", "-t", file(new Template().thing("before").gated("long", "before").thing("after", "long"))).exits(0);
        CLUSTER.reality().awaitBegun("long", 1);
        CLUSTER.run("stack", "cancel", "halted").exits(0);
        await().atMost(LONGEST).untilAsserted(() -> assertThat(CLUSTER.rows().unfinished().stream().filter(row -> !row.startsWith("node")).toList()).isEmpty());
        assertThat(CLUSTER.rows().stackState("halted")).isEqualTo("CREATE_FAILED");
        assertThat(CLUSTER.reality().things()).containsValue("before").doesNotContainValue("long").doesNotContainValue("after");
        CLUSTER.run("stack", "update", "halted", "-t", file(new Template().thing("before").thing("after", "before")), "--wait").exits(0);
        assertThat(CLUSTER.reality().things().values()).containsExactlyInAnyOrder("before", "after");
        delete("halted");
    }

    @Test
    void aStackThatTakesTooLongFailsAndIsRolledBack() {
        Template template = new Template().thing("quick").slow("endless", 600, "quick");
        Run run = CLUSTER.run("stack", "create", "late", "-t", file(template), "--timeout", "3s", "--wait").exits(1);
        assertThat(run.out()).contains("Stack CREATE timed out", "Stack late is ROLLBACK_COMPLETE");
        assertThat(CLUSTER.reality().things()).isEmpty();
        delete("late");
    }

    @Test
    void aCommandEndsWithTheTimeOfItsStack() {
        Template template = new Template().thing("quick").gated("hanging", "quick");
        Run run = CLUSTER.run("stack", "create", "hung", "-t", file(template), "--timeout", "3s", "--on-failure", "stop", "--wait").exits(1);
        assertThat(run.out()).contains("Stack hung is CREATE_FAILED");
        await().atMost(LONGEST).untilAsserted(() -> assertThat(CLUSTER.run("stack", "resources", "hung", "--name", "hanging").out()).contains("CREATE_FAILED"));
        delete("hung");
        assertThat(CLUSTER.reality().journal()).noneMatch(call -> call.step().equals("end") && call.resource().equals("hanging"));
    }

    @Test
    void aDeleteOvertakesACreateThatStillRuns() {
        CLUSTER.run("stack", "create", "brief", "-t", file(new Template().thing("early").gated("waits", "early").thing("later", "waits"))).exits(0);
        CLUSTER.reality().awaitBegun("waits", 1);
        Rowloom.Started delete = CLUSTER.rowloom().start("stack", "delete", "brief", "--wait");
        await().atMost(LONGEST).until(() -> CLUSTER.rows().stackState("brief").equals("DELETE_IN_PROGRESS"));
        CLUSTER.reality().open("waits");
        delete.await().exits(0);
        assertThat(CLUSTER.reality().begun("create", "later")).isEmpty();
    }

    @Test
    void waitingEndsWithItsTimeAndTheStackGoesOn() {
        CLUSTER.run("stack", "create", "patient", "-t", file(new Template().gated("slow")), "--wait-timeout", "1s").exits(5);
        CLUSTER.reality().open("slow");
        CLUSTER.run("stack", "wait", "patient").exits(0);
        assertThat(CLUSTER.reality().things()).containsValue("slow");
        delete("patient");
    }
}
