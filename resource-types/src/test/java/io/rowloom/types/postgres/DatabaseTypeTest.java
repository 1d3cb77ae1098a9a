package io.rowloom.types.postgres;

import static io.rowloom.types.postgres.TestServer.URL;
import static io.rowloom.types.postgres.TestServer.ask;
import static io.rowloom.types.postgres.TestServer.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.plugin.Observation;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.UpdatePolicy;
import io.rowloom.types.ExternalCall;
import io.rowloom.types.TestCall;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class DatabaseTypeTest {
    private final DatabaseType type = new DatabaseType();

    @Test void createsWithOwnerAndEncoding() throws Exception {
        execute("postgres", "CREATE ROLE dbowner");
        Step.Done done = (Step.Done) type.create(call("made", "'name': 'made', 'owner': 'dbowner', 'encoding': 'UTF8', 'connection_limit': 5"));
        assertThat(done.outputs().path("name").asText()).isEqualTo("made");
        assertThat(done.outputs().path("url").asText()).isEqualTo(URL.replace("/postgres", "/made").replace("//made", "//postgres"));
        assertThat(ask("made", "SELECT pg_get_userbyid(datdba) || datconnlimit FROM pg_database WHERE datname = 'made'")).isEqualTo("dbowner5");
    }

    @Test void overlappingCreatesOfOneCopyMakeOneDatabase() throws Exception {
        TestCall call = call("dbtwice", "'name': 'dbtwice'");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Step>> calls = List.of(() -> type.create(call), () -> type.create(call));
            for (Future<Step> step : threads.invokeAll(calls)) {
                assertThat(step.get()).isInstanceOf(Step.Done.class);
            }
        }
        assertThat(ask("postgres", "SELECT count(*) FROM pg_database WHERE datname LIKE '%dbtwice%'")).isEqualTo("1");
    }

    @Test void aCreateThatWasCutOffBeforeTheMarkIsFinished() throws Exception {
        execute("postgres", "CREATE DATABASE demo_dbcut_k3x9q2m7p1ab");
        assertThat(type.create(call("dbcut", "'name': 'dbcut'"))).isInstanceOf(Step.Done.class);
        assertThat(ask("postgres", "SELECT string_agg(datname, ',') FROM pg_database WHERE datname LIKE '%dbcut%'")).isEqualTo("dbcut");
    }

    @Test void aDeleteFindsACreateThatWasCutOffBeforeTheMark() throws Exception {
        execute("postgres", "CREATE DATABASE demo_dbcut2_k3x9q2m7p1ab");
        TestCall call = call("dbcut2", "'name': 'dbcut2'");
        assertThat(type.delete(call)).isEqualTo(Step.done());
        assertThat(type.delete(call)).isInstanceOf(Step.Gone.class);
        assertThat(ask("postgres", "SELECT string_agg(datname, ',') FROM pg_database WHERE datname LIKE '%dbcut2%'")).isEqualTo("null");
    }

    @Test void renamesInPlaceAndKeepsTheData() throws Exception {
        TestCall call = call("ren", "'name': 'ren'");
        TestCall next = call.after(type.create(call)).wanting(type, properties("'name': 'ren2'"));
        execute("ren", "CREATE TABLE t AS SELECT 7 AS n");
        assertThat(type.onChange(call.properties(), next.properties())).isEqualTo(UpdatePolicy.IN_PLACE);
        assertThat(type.update(next)).isInstanceOf(Step.Done.class);
        assertThat(ask("ren2", "SELECT n FROM t")).isEqualTo("7");
    }

    @Test void anExternalDatabaseIsReadWhoeversItIs() throws Exception {
        execute("postgres", "CREATE DATABASE dbelse CONNECTION LIMIT 3");
        Observation.Found found = (Observation.Found) type.observe(ExternalCall.of(call("dbref", "'name': 'other'"), "dbelse"));
        assertThat(found.properties().path("connection_limit").asInt()).isEqualTo(3);
        assertThat(found.outputs().path("name").asText()).isEqualTo("dbelse");
        assertThat(type.observe(ExternalCall.of(call("dbref", "'name': 'other'"), "dbnone"))).isInstanceOf(Observation.Missing.class);
    }

    @Test void aForeignDatabaseIsRefusedAndKept() throws Exception {
        execute("postgres", "CREATE DATABASE dbprecious");
        TestCall call = call("dbforeign", "'name': 'dbprecious'");
        assertThat(((Step.Failed) type.create(call)).reason()).contains("was not made by this resource");
        assertThat(type.delete(call)).isInstanceOf(Step.Gone.class);
        assertThat(ask("dbprecious", "SELECT 1")).isEqualTo("1");
    }

    @Test void aDatabaseOfTheOldCopyIsForeignToItsReplacement() {
        TestCall old = call("dbrepl", "'name': 'dbrepl'");
        type.create(old);
        assertThat(type.create(old.replacement())).isInstanceOf(Step.Failed.class);
    }

    @Test void aDeleteClosesConnections() throws Exception {
        TestCall call = call("busy", "'name': 'busy'");
        TestCall next = call.after(type.create(call));
        try (Connection connection = TestServer.administrator("busy")) {
            assertThat(type.delete(next)).isEqualTo(Step.done());
            assertThat(connection.isValid(1)).isFalse();
        }
    }

    @Test void readsWhatTheCatalogSaysAndMendsIt() throws Exception {
        execute("postgres", "CREATE ROLE dbobsowner");
        TestCall call = call("dbobs", "'name': 'dbobs', 'owner': 'dbobsowner', 'encoding': 'utf-8'");
        TestCall next = call.after(type.create(call));
        Observation.Found found = (Observation.Found) type.observe(next);
        assertThat(next.drift(found)).isEmpty();
        assertThat(found.outputs()).isEqualTo(next.outputs());
        execute("postgres", "ALTER DATABASE dbobs CONNECTION LIMIT 2; ALTER DATABASE dbobs OWNER TO postgres");
        execute("postgres", "ALTER DATABASE dbobs RENAME TO dbobs2");
        assertThat(next.drift(type.observe(next))).containsExactlyInAnyOrder("name", "owner", "connection_limit");
        TestCall mending = next.mending(type.observe(next));
        assertThat(type.onChange(mending.previousProperties(), mending.properties())).isEqualTo(UpdatePolicy.IN_PLACE);
        assertThat(type.update(mending)).isInstanceOf(Step.Done.class);
        assertThat(next.drift(type.observe(next))).isEmpty();
        execute("postgres", "DROP DATABASE dbobs");
        assertThat(type.observe(next)).isInstanceOf(Observation.Missing.class);
    }

    @Test void anOwnerThatWasNotAskedForDoesNotDiffer() throws Exception {
        execute("postgres", "CREATE ROLE dbanyowner");
        TestCall call = call("dbany", "'name': 'dbany'");
        TestCall next = call.after(type.create(call));
        execute("postgres", "ALTER DATABASE dbany OWNER TO dbanyowner");
        assertThat(next.drift(type.observe(next))).isEmpty();
    }

    private TestCall call(String resource, String more) {
        return TestCall.of(type, resource, properties(more));
    }

    private static String properties(String more) {
        return "{'server': '" + URL + "', " + more + "}";
    }
}
