package io.rowloom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests for one stack from two processes that both saw the same state: one is accepted, the other is told so. */
class ConcurrentRequestsIT {
    @RegisterExtension
    static final Cluster CLUSTER = Cluster.withWorkers("one");

    private static String template(String value) {
        return new Template().valued("thing", value).in(CLUSTER.directory());
    }

    private static String value() {
        return String.join("|", CLUSTER.reality().things().values());
    }

    /** Holds the stack's row until both processes wait for it: each has read the state before. */
    private static List<Rowloom.Started> atOnce(String[] first, String[] second) throws SQLException {
        try (Connection holder = CLUSTER.address().dataSource().getConnection(); var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("SELECT id FROM stack WHERE name = 'contested' FOR UPDATE");
            List<Rowloom.Started> both = Stream.of(first, second).map(CLUSTER.rowloom()::start).toList();
            await().atMost(Duration.ofSeconds(60)).until(() -> !CLUSTER.rows().column("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                    + "AND wait_event_type = 'Lock' HAVING count(*) >= 2").isEmpty());
            holder.rollback();
            return both;
        }
    }

    @Test
    void ofTwoRequestsAtOnceOneIsAcceptedAndTheOtherIsRefused() throws SQLException {
        CLUSTER.run("stack", "create", "contested", "-t", template("zero"), "--wait").exits(0);

        List<Run> runs = atOnce(new String[] {"stack", "update", "contested", "-t", template("left")}, new String[] {"stack", "update", "contested", "-t", template("right")})
                .stream().map(Rowloom.Started::await).toList();
        assertThat(runs).extracting(Run::code).containsExactlyInAnyOrder(0, 3);
        Run loser = runs.stream().filter(run -> run.code() == 3).findAny().orElseThrow();
        assertThat(loser.err()).contains("another request for stack contested came first");
        CLUSTER.run("stack", "wait", "contested").exits(0);
        assertThat(value()).isEqualTo(runs.getFirst().code() == 0 ? "left" : "right");
        assertThat(CLUSTER.run("stack", "show", "contested", "-o", "json").json().get("traversal").asInt()).isEqualTo(2);

        List<Run> retried = atOnce(new String[] {"stack", "update", "contested", "-t", template("a"), "--retry-conflict"},
                new String[] {"stack", "update", "contested", "-t", template("b"), "--retry-conflict"}).stream().map(Rowloom.Started::await).toList();
        assertThat(retried).extracting(Run::code).containsExactly(0, 0);
        CLUSTER.run("stack", "wait", "contested").exits(0);
        assertThat(CLUSTER.run("stack", "show", "contested", "-o", "json").json().get("traversal").asInt()).isEqualTo(4);
        assertThat(value()).isIn("a", "b");
        assertThat(CLUSTER.reality().begun("create", "thing")).hasSize(1);

        CLUSTER.run("stack", "delete", "contested", "--wait").exits(0);
        assertThat(CLUSTER.reality().things()).isEmpty();
    }
}
