package io.rowloom.types.postgres;

import static io.rowloom.types.postgres.TestServer.URL;
import static io.rowloom.types.postgres.TestServer.ask;
import static io.rowloom.types.postgres.TestServer.execute;
import static io.rowloom.types.postgres.TestServer.login;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowloom.plugin.Observation;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.UpdatePolicy;
import io.rowloom.types.TestCall;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RoleTypeTest {
    private final RoleType type = new RoleType();

    @Test void theNewRoleCanLogIn() throws Exception {
        Step.Done done = (Step.Done) type.create(call("login", "'password': 'hunter22'"));
        String name = done.outputs().path("name").asText();
        assertThat(name).isEqualTo("demo_login_k3x9q2m7p1ab");
        try (Connection connection = login(name, "hunter22", "postgres")) {
            assertThat(connection.isValid(1)).isTrue();
        }
        assertThat(done.outputs().path("url").asText())
                .isEqualTo("postgresql://" + name + ":hunter22@127.0.0.1:" + TestServer.port() + "/postgres");
    }

    @Test void overlappingCreatesOfOneCopyMakeOneRole() throws Exception {
        TestCall call = call("twice", "'name': 'twice'");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Step>> calls = List.of(() -> type.create(call), () -> type.create(call), () -> type.create(call));
            for (Future<Step> step : threads.invokeAll(calls)) {
                assertThat(step.get()).isInstanceOf(Step.Done.class);
            }
        }
        assertThat(ask("postgres", "SELECT count(*) FROM pg_roles WHERE rolname = 'twice'")).isEqualTo("1");
    }

    @Test void updatesInPlaceRenamesIncluded() throws Exception {
        TestCall call = call("upd", "'name': 'upd', 'password': 'hunter22'");
        TestCall next = call.after(type.create(call))
                .wanting(type, properties("'name': 'upd \\\"quoted', 'password': 'hunter33', 'connection_limit': 3"));
        assertThat(type.onChange(call.properties(), next.properties())).isEqualTo(UpdatePolicy.IN_PLACE);
        Step.Done done = (Step.Done) type.update(next);
        assertThat(done.physicalId()).contains("upd \"quoted");
        assertThat(type.update(next)).isEqualTo(done);
        assertThat(ask("postgres", "SELECT rolconnlimit FROM pg_roles WHERE rolname = 'upd \"quoted'")).isEqualTo("3");
        assertThat(ask("postgres", "SELECT 1 FROM pg_roles WHERE rolname = 'upd'")).isEqualTo("nothing");
        login("upd \"quoted", "hunter33", "postgres").close();
        assertThatThrownBy(() -> login("upd \"quoted", "hunter22", "postgres")).isInstanceOf(SQLException.class);
    }

    @Test void anotherServerReplacesAnotherLoginDoesNot() {
        assertThat(type.onChange(TestCall.complete(type, "{'server': 'postgresql://a:b@h:1/x'}"),
                TestCall.complete(type, "{'server': 'postgresql://c:d@h:1/x'}")))
                .isEqualTo(UpdatePolicy.IN_PLACE);
        assertThat(type.onChange(TestCall.complete(type, "{'server': 'postgresql://a:b@h:1/x'}"),
                TestCall.complete(type, "{'server': 'postgresql://a:b@h:2/x'}")))
                .isEqualTo(UpdatePolicy.REPLACE);
    }

    @Test void aForeignRoleIsRefusedAndKept() throws Exception {
        execute("postgres", "CREATE ROLE precious");
        TestCall call = call("foreign", "'name': 'precious', 'password': 'hunter22'");
        assertThat(((Step.Failed) type.create(call)).reason()).contains("precious exists and was not made by this resource")
                .doesNotContain("hunter22");
        assertThat(type.delete(call)).isInstanceOf(Step.Gone.class);
        assertThat(ask("postgres", "SELECT 1 FROM pg_roles WHERE rolname = 'precious'")).isEqualTo("1");
    }

    @Test void aDeleteWithoutPhysicalIdFindsTheRoleAndComesTwice() throws Exception {
        TestCall call = call("cut", "'name': 'cut'");
        type.create(call);
        assertThat(type.delete(call.withFence(2))).isEqualTo(Step.done());
        assertThat(ask("postgres", "SELECT 1 FROM pg_roles WHERE rolname = 'cut'")).isEqualTo("nothing");
        assertThat(type.delete(call.withFence(3))).isInstanceOf(Step.Gone.class);
    }

    @Test void whatADeletedRoleOwnsIsKept() throws Exception {
        TestCall call = call("own", "'name': 'own'");
        TestCall next = call.after(type.create(call));
        execute("postgres", "CREATE DATABASE owned OWNER own");
        execute("owned", "CREATE SCHEMA s AUTHORIZATION own; CREATE TABLE s.t AS SELECT 7 AS n; ALTER TABLE s.t OWNER TO own");
        execute("postgres", "CREATE TABLE own_t AS SELECT 8 AS n; GRANT SELECT ON own_t TO own");
        assertThat(type.delete(next)).isEqualTo(Step.done());
        assertThat(ask("owned", "SELECT n FROM s.t")).isEqualTo("7");
        assertThat(ask("owned", "SELECT tableowner FROM pg_tables WHERE tablename = 't'")).isEqualTo("postgres");
    }

    @Test void aLateCallChangesNothing() {
        TestCall call = call("late", "'name': 'late'");
        type.create(call.withFence(9));
        assertThat(((Step.Failed) type.create(call)).reason()).contains("came too late");
        assertThat(type.delete(call)).isInstanceOf(Step.Failed.class);
    }

    @Test void readsWhatTheCatalogSaysAndMendsIt() throws Exception {
        TestCall call = call("obs", "'name': 'obs', 'password': 'hunter22'");
        TestCall next = call.after(type.create(call));
        Observation.Found found = (Observation.Found) type.observe(next);
        assertThat(next.drift(found)).isEmpty();
        assertThat(found.outputs()).isEqualTo(next.outputs());
        execute("postgres", "ALTER ROLE obs RENAME TO obs2; ALTER ROLE obs2 NOLOGIN CREATEDB CONNECTION LIMIT 4");
        assertThat(next.drift(type.observe(next))).containsExactly("name", "login", "create_databases", "connection_limit");
        assertThat(type.update(next.mending(type.observe(next)))).isInstanceOf(Step.Done.class);
        assertThat(next.drift(type.observe(next))).isEmpty();
        execute("postgres", "DROP ROLE obs");
        assertThat(type.observe(next)).isInstanceOf(Observation.Missing.class);
        assertThat(type.update(next)).isInstanceOf(Step.Gone.class);
    }

    @Test void aPasswordThatIsRefusedDiffers() throws Exception {
        TestCall call = call("pw", "'name': 'pw', 'password': 'hunter22'");
        TestCall next = call.after(type.create(call));
        execute("postgres", "ALTER ROLE pw PASSWORD 'stolen'");
        assertThat(next.drift(type.observe(next))).containsExactly("password");
        type.update(next.mending(type.observe(next)));
        assertThat(next.drift(type.observe(next))).isEmpty();
        login("pw", "hunter22", "postgres").close();
    }

    @Test void aRoleWithoutAGivenNameHasOneThatMayDiffer() throws Exception {
        TestCall call = call("noname", "'login': false");
        TestCall next = call.after(type.create(call));
        assertThat(next.drift(type.observe(next))).isEmpty();
        execute("postgres", "ALTER ROLE demo_noname_k3x9q2m7p1ab RENAME TO somebody");
        assertThat(next.drift(type.observe(next))).containsExactly("name");
    }

    @Test void aForeignRoleInItsPlaceIsNotIt() throws Exception {
        TestCall call = call("imp", "'name': 'imp'");
        TestCall next = call.after(type.create(call));
        execute("postgres", "DROP ROLE imp; CREATE ROLE imp");
        assertThat(type.observe(next)).isInstanceOf(Observation.Missing.class);
    }

    @Test void whatCannotBeSeenIsSaidWithoutPasswords() {
        assertThatThrownBy(() -> type.observe(TestCall.of(type, "down", "{'server': 'postgresql://me:hunter22@127.0.0.1:1/x'}")))
                .hasMessageContaining("cannot be used now").hasMessageNotContaining("hunter22");
        assertThatThrownBy(() -> type.observe(TestCall.of(type, "bad", "{'server': 'hunter22'}"))).hasMessageNotContaining("hunter22");
        TestCall call = call("obslate", "'name': 'obslate'");
        type.create(call.withFence(9));
        assertThatThrownBy(() -> type.observe(call)).hasMessageContaining("came too late");
    }

    @Test void aSuspendedRoleCannotLogIn() throws Exception {
        TestCall call = call("rest", "'name': 'rest', 'password': 'hunter22'");
        TestCall next = call.after(type.create(call));
        assertThat(type.suspend(next)).isEqualTo(Step.done());
        assertThat(type.suspend(next)).isEqualTo(Step.done());
        assertThatThrownBy(() -> login("rest", "hunter22", "postgres")).isInstanceOf(SQLException.class);
        assertThat(type.resume(next)).isEqualTo(Step.done());
        login("rest", "hunter22", "postgres").close();
        assertThat(type.suspend(call.withFence(1))).as("a late call").isInstanceOf(Step.Failed.class);
        assertThat(type.resume(next.wanting(type, properties("'name': 'rest', 'login': false")))).isEqualTo(Step.done());
        assertThatThrownBy(() -> login("rest", "hunter22", "postgres")).isInstanceOf(SQLException.class);
        execute("postgres", "DROP ROLE rest");
        assertThat(type.suspend(next)).isInstanceOf(Step.Gone.class);
    }

    @Test void theServerNeverSeesAPassword() throws Exception {
        type.create(call("hash", "'name': 'hash', 'password': 'hunter22'"));
        assertThat(ask("postgres", "SELECT rolpassword FROM pg_authid WHERE rolname = 'hash'")).startsWith("SCRAM-SHA-256$");
    }

    @Test void aServerThatIsNotThereIsTriedAgain() {
        Step.Failed failed = (Step.Failed) type.create(TestCall.of(type, "down", "{'server': 'postgresql://me:hunter22@127.0.0.1:1/x'}"));
        assertThat(failed.retryable()).isTrue();
        assertThat(failed.reason()).contains("127.0.0.1:1").doesNotContain("hunter22");
    }

    @Test void badInputIsExplainedWithoutTheUrl() {
        assertThat(((Step.Failed) type.create(TestCall.of(type, "bad", "{'server': 'hunter22'}"))).reason()).contains("postgresql://user")
                .doesNotContain("hunter22");
        assertThat(type.delete(TestCall.of(type, "bad", "{'server': 'hunter22'}"))).isInstanceOf(Step.Gone.class);
        assertThat(((Step.Failed) type.create(call("bad", "'name': '" + "x".repeat(64) + "'"))).reason()).contains("63 bytes");
    }

    private TestCall call(String resource, String more) {
        return TestCall.of(type, resource, properties(more));
    }

    private static String properties(String more) {
        return "{'server': '" + URL + "', " + more + "}";
    }
}
