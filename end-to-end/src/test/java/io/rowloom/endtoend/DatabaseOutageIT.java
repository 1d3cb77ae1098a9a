package io.rowloom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowloom.embedded.StopMode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The server crashes under running workers and comes back. */
class DatabaseOutageIT {
    @RegisterExtension
    static final Cluster CLUSTER = Cluster.onOwnServer("one", "two");
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static Template template() {
        return new Template().thing("first").gated("long", "first").thing("last", "long").slow("a", 0.2).slow("b", 0.2, "a").slow("c", 0.2, "b").thing("d", "c");
    }

    @Test
    void workersSurviveTheCrashOfTheServerAndCompleteTheStack() {
        CLUSTER.run("stack", "create", "web", "-t", template().in(CLUSTER.directory())).exits(0);
        CLUSTER.reality().awaitBegun("long", 1);
        CLUSTER.server().stop(StopMode.IMMEDIATE);
        CLUSTER.reality().open("long");
        await().atMost(LONGEST).until(() -> CLUSTER.worker("one").metric("rowloom_store_outages_total") > 0 && CLUSTER.worker("two").metric("rowloom_store_outages_total") > 0);
        Run unreachable = CLUSTER.run("stack", "list").exits(4);
        assertThat(unreachable.everything()).doesNotContain("\tat ", "Exception");
        CLUSTER.server().start();

        CLUSTER.run("stack", "wait", "web", "--timeout", "60s").exits(0);
        assertThat(CLUSTER.rows().stackState("web")).isEqualTo("CREATE_COMPLETE");
        assertThat(CLUSTER.reality().things().values()).containsExactlyInAnyOrder("first", "long", "last", "d");
        for (String resource : new String[] {"first", "long", "last", "a", "b", "c", "d"}) {
            assertThat(CLUSTER.rows().recordedBy("web", resource, "CREATE", "COMPLETE")).as(resource).hasSize(1);
        }
        assertThat(CLUSTER.reality().begun("create", "long")).extracting(Reality.Call::key).containsOnly(CLUSTER.reality().begun("create", "long").getFirst().key());
        assertThat(CLUSTER.worker("one").alive()).isTrue();
        assertThat(CLUSTER.worker("two").alive()).isTrue();

        CLUSTER.server().kill();
        await().atMost(LONGEST).until(() -> CLUSTER.run("db", "status").code() == 4);
        CLUSTER.server().start();
        CLUSTER.run("stack", "delete", "web", "--wait").exits(0);
        assertThat(CLUSTER.reality().things()).isEmpty();
        assertThat(CLUSTER.rows().unfinished()).isEmpty();
    }
}
