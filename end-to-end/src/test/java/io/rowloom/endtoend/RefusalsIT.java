package io.rowloom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.embedded.DatabaseAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Databases that a worker or a verb cannot work with: each is told in a sentence, with what to do, and an exit code. */
class RefusalsIT {
    @RegisterExtension
    static final Cluster CLUSTER = Cluster.withWorkers("one");
    private static final String OTHER_KEY = "YW5vdGhlciBrZXkgb2Ygc2l4dGVlbiBieXRlcyB4IDI=";

    private static Rowloom on(DatabaseAddress address) {
        return CLUSTER.rowloom().with("ROWLOOM_DB", address.urlWithPassword());
    }

    private static Run refused(Rowloom rowloom, String... verb) {
        Run run = rowloom.run(verb).exits(4);
        assertThat(run.everything()).doesNotContain("\tat ", "Exception", CLUSTER.address().password());
        return run;
    }

    @Test
    void anotherKeyIsRefused() {
        Rowloom wrong = CLUSTER.rowloom().with("ROWLOOM_SECRETS_KEY", OTHER_KEY);
        assertThat(refused(wrong, "worker", "--name", "stranger").err()).contains("key");
        assertThat(refused(wrong, "stack", "list").err()).contains("key");
        assertThat(CLUSTER.rows().engines("stranger")).isEmpty();
        CLUSTER.run("stack", "list").exits(0);
    }

    @Test
    void aDatabaseWithoutTheSchemaIsRefusedUntilItIsMigrated() {
        Rowloom empty = on(CLUSTER.server().createDatabase());
        assertThat(refused(empty, "stack", "list").err()).contains("rowloom db migrate");
        assertThat(refused(empty, "worker").err()).contains("rowloom db migrate");
        assertThat(refused(empty, "db", "status").out()).contains("rowloom db migrate");
        empty.run("db", "migrate").exits(0);
        assertThat(empty.run("db", "migrate").exits(0).out()).contains("already");
        empty.run("stack", "list").exits(0);
    }

    @Test
    void aDatabaseOfALaterReleaseIsRefused() {
        DatabaseAddress address = CLUSTER.server().createDatabase();
        on(address).run("db", "migrate").exits(0);
        new Rows(address.dataSource()).execute("INSERT INTO schema_history (installed_rank, version, description, type, script, installed_by, execution_time, success) "
                + "VALUES (99, '99', 'later', 'SQL', 'V099__later.sql', 'later', 0, true)");
        assertThat(refused(on(address), "worker").err()).contains("version 99", "use the later release");
        refused(on(address), "stack", "list");
        refused(on(address), "db", "migrate");
    }

    @Test
    void aServerThatIsNotThereIsToldInASentence() {
        Rowloom nowhere = CLUSTER.rowloom().with("ROWLOOM_DB", "postgresql://somebody:" + CLUSTER.address().password() + "@127.0.0.1:1/nothing");
        for (String[] verb : new String[][] {{"stack", "list"}, {"worker"}, {"db", "migrate"}, {"db", "status"}}) {
            assertThat(refused(nowhere, verb).err().lines().count()).as("lines of %s", Map.of("verb", verb[0])).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void wrongSettingsAreToldAllAtOnce() {
        Run run = CLUSTER.rowloom().with("ROWLOOM_WORKER_LEASE", "soon").with("ROWLOOM_WORKER_SLOTS", "none").with("ROWLOOM_WROKER_NAME", "x").run("worker").exits(2);
        assertThat(run.err()).contains("worker.lease", "worker.slots", "ROWLOOM_WROKER_NAME", "ROWLOOM_WORKER_NAME");
    }
}
