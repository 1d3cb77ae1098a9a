package io.rowloom.types.postgres;

import static io.rowloom.types.postgres.TestServer.URL;
import static io.rowloom.types.postgres.TestServer.ask;
import static io.rowloom.types.postgres.TestServer.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.plugin.Observation;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.UpdatePolicy;
import io.rowloom.types.TestCall;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchemaAndGrantTest {
    private final SchemaType schemas = new SchemaType();
    private final GrantType grants = new GrantType();
    private final String database = "d" + UUID.randomUUID().toString().replace("-", "");
    private final String role = "r" + database;

    @BeforeEach void databaseAndRole() throws SQLException {
        execute("postgres", "CREATE DATABASE " + database);
        execute("postgres", "CREATE ROLE " + role);
    }

    @Test void aSchemaIsMadeChangedAndDeleted() throws Exception {
        TestCall call = call(schemas, "'name': 'app'");
        Step first = schemas.create(call);
        assertThat(schemas.create(call)).isEqualTo(first);
        TestCall next = call.after(first).wanting(schemas, properties("'name': 'app2', 'owner': '" + role + "'"));
        assertThat(schemas.update(next)).isInstanceOf(Step.Done.class);
        assertThat(ask(database, "SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = 'app2'")).isEqualTo(role);
        assertThat(next.drift(schemas.observe(next))).isEmpty();
        assertThat(schemas.delete(next)).isEqualTo(Step.done());
        assertThat(schemas.delete(next)).isInstanceOf(Step.Gone.class);
        assertThat(schemas.onChange(call.properties(), TestCall.complete(schemas, properties("'name': 'app'").replace(database, "other"))))
                .isEqualTo(UpdatePolicy.REPLACE);
    }

    @Test void aSchemaWithContentsIsDroppedOnlyWhenToldSo() throws Exception {
        TestCall call = call(schemas, "'name': 'full'");
        TestCall next = call.after(schemas.create(call));
        execute(database, "CREATE TABLE full_t (n int); ALTER TABLE full_t SET SCHEMA \"full\"");
        assertThat(((Step.Failed) schemas.delete(next)).reason()).contains("other objects depend on it");
        assertThat(schemas.delete(next.wanting(schemas, properties("'name': 'full', 'drop_contents': true")))).isEqualTo(Step.done());
    }

    @Test void aForeignSchemaIsRefusedAndKept() throws Exception {
        assertThat(schemas.create(call(schemas, "'name': 'public'"))).isInstanceOf(Step.Failed.class);
        assertThat(schemas.delete(call(schemas, "'name': 'public'"))).isInstanceOf(Step.Gone.class);
        assertThat(ask(database, "SELECT 1 FROM pg_namespace WHERE nspname = 'public'")).isEqualTo("1");
    }

    @Test void whatWasInADeletedDatabaseIsGone() throws Exception {
        TestCall schema = call(schemas, "'name': 'app'");
        TestCall grant = call(grants, "'role': '" + role + "', 'target': 'database', 'privileges': ['CONNECT']");
        execute("postgres", "DROP DATABASE " + database + " WITH (FORCE)");
        assertThat(schemas.delete(schema)).isInstanceOf(Step.Gone.class);
        assertThat(grants.delete(grant)).isInstanceOf(Step.Gone.class);
    }

    @Test void aGrantIsExactlyItsPrivileges() throws Exception {
        execute(database, "CREATE TABLE t (n int)");
        TestCall call = call(grants, "'role': '" + role + "', 'target': 'tables', 'schema': 'public', 'privileges': ['SELECT', 'INSERT']");
        Step first = grants.create(call);
        assertThat(grants.create(call)).isEqualTo(first);
        TestCall next = call.after(first)
                .wanting(grants, properties("'role': '" + role + "', 'target': 'tables', 'schema': 'public', 'privileges': ['SELECT', 'DELETE']"));
        assertThat(grants.onChange(call.properties(), next.properties())).isEqualTo(UpdatePolicy.IN_PLACE);
        assertThat(grants.update(next)).isInstanceOf(Step.Done.class);
        assertThat(can("SELECT") + can("INSERT") + can("DELETE")).isEqualTo("tft");
        assertThat(next.drift(grants.observe(next))).isEmpty();
        assertThat(grants.delete(next)).isEqualTo(Step.done());
        assertThat(grants.delete(next)).isEqualTo(Step.done());
        assertThat(can("DELETE")).isEqualTo("f");
    }

    @Test void aGrantHoldsForLaterTablesWhenToldSo() throws Exception {
        String given = "'role': '" + role + "', 'target': 'tables', 'schema': 'public', 'privileges': ['SELECT']";
        TestCall call = call(grants, given + ", 'later_objects_of': 'postgres'");
        Step made = grants.create(call);
        execute(database, "CREATE TABLE t (n int)");
        assertThat(can("SELECT")).isEqualTo("t");
        grants.update(call.after(made).wanting(grants, properties(given)));
        execute(database, "CREATE TABLE t2 (n int)");
        assertThat(ask(database, "SELECT has_table_privilege('" + role + "', 't2', 'SELECT')")).isEqualTo("f");
    }

    @Test void everyKindOfTargetCanBeGrantedAndRead() throws Exception {
        for (String target : new String[] {"database", "schema", "tables", "sequences", "functions"}) {
            TestCall call = call(grants, "'role': '" + role + "', 'target': '" + target + "', 'schema': 'public', 'privileges': ['ALL']");
            assertThat(grants.create(call)).as(target).isInstanceOf(Step.Done.class);
            assertThat(call.drift(grants.observe(call))).as(target).isEmpty();
            assertThat(grants.delete(call)).as(target).isEqualTo(Step.done());
        }
    }

    @Test void aSchemaIsReadAndMended() throws Exception {
        TestCall call = call(schemas, "'name': 'obs', 'owner': '" + role + "'");
        TestCall next = call.after(schemas.create(call));
        execute(database, "ALTER SCHEMA obs OWNER TO postgres; ALTER SCHEMA obs RENAME TO obs2");
        Observation seen = schemas.observe(next);
        assertThat(next.drift(seen)).containsExactly("name", "owner");
        assertThat(schemas.update(next.mending(seen))).isInstanceOf(Step.Done.class);
        assertThat(((Observation.Found) schemas.observe(next)).outputs()).isEqualTo(next.outputs());
        assertThat(next.drift(schemas.observe(next))).isEmpty();
        execute(database, "DROP SCHEMA obs");
        assertThat(schemas.observe(next)).isInstanceOf(Observation.Missing.class);
        execute("postgres", "DROP DATABASE " + database + " WITH (FORCE)");
        assertThat(schemas.observe(next)).isInstanceOf(Observation.Missing.class);
    }

    @Test void aGrantIsReadAndMended() throws Exception {
        execute(database, "CREATE TABLE t (n int); CREATE TABLE t2 (n int)");
        TestCall call = call(grants, "'role': '" + role + "', 'target': 'tables', 'schema': 'public', 'privileges': ['UPDATE', 'SELECT']");
        TestCall next = call.after(grants.create(call));
        execute(database, "REVOKE SELECT ON t2 FROM " + role + "; GRANT DELETE ON t TO " + role + "; GRANT SELECT ON t2 TO PUBLIC");
        Observation seen = grants.observe(next);
        assertThat(((Observation.Found) seen).properties().path("privileges").toString()).isEqualTo("[\"UPDATE\",\"DELETE\"]");
        assertThat(grants.update(next.mending(seen))).isInstanceOf(Step.Done.class);
        assertThat(next.drift(grants.observe(next))).isEmpty();
        assertThat(can("DELETE")).isEqualTo("f");
    }

    @Test void whatAGrantOnNothingGivesIsAsWanted() throws Exception {
        TestCall call = call(grants, "'role': '" + role + "', 'target': 'sequences', 'schema': 'public', 'privileges': ['USAGE']");
        assertThat(call.drift(grants.observe(call.after(grants.create(call))))).isEmpty();
    }

    @Test void theOwnersOwnPrivilegesAreRead() throws Exception {
        execute(database, "CREATE TABLE t (n int); ALTER TABLE t OWNER TO " + role);
        TestCall call = call(grants, "'role': '" + role + "', 'target': 'tables', 'schema': 'public', 'privileges': ['SELECT']");
        assertThat(((Observation.Found) grants.observe(call)).properties().path("privileges")).hasSizeGreaterThan(5);
        assertThat(call.drift(grants.observe(call.after(grants.create(call))))).isEmpty();
    }

    @Test void aGrantForLaterTablesIsReadAndMended() throws Exception {
        String given = "'role': '" + role + "', 'target': 'tables', 'schema': 'public', 'privileges': ['SELECT']";
        TestCall call = call(grants, given + ", 'later_objects_of': 'postgres'");
        TestCall next = call.after(grants.create(call));
        assertThat(next.drift(grants.observe(next))).isEmpty();
        execute(database, "ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public GRANT INSERT ON TABLES TO " + role);
        assertThat(next.drift(grants.observe(next))).containsExactly("later_objects_of");
        grants.update(next.mending(grants.observe(next)));
        assertThat(next.drift(grants.observe(next))).isEmpty();
        TestCall moved = next.wanting(grants, properties(given + ", 'later_objects_of': '" + role + "'"));
        assertThat(moved.mending(grants.observe(moved)).previousProperties().path("later_objects_of").asText()).isEqualTo("postgres");
        grants.update(moved.mending(grants.observe(moved)));
        assertThat(ask(database, "SELECT count(*) FROM pg_default_acl WHERE defaclrole = 'postgres'::regrole")).isEqualTo("0");
        assertThat(moved.drift(grants.observe(moved))).isEmpty();
    }

    @Test void aGrantWhoseTargetOrRoleIsNotThereIsUnfit() throws Exception {
        TestCall call = call(grants, "'role': '" + role + "', 'target': 'tables', 'schema': 'gone', 'privileges': ['SELECT']");
        assertThat(grants.observe(call)).isInstanceOf(Observation.Unfit.class);
        assertThat(grants.observe(call(grants, "'role': 'no such role', 'target': 'database', 'privileges': ['CONNECT']"))).isInstanceOf(Observation.Unfit.class);
        execute("postgres", "DROP DATABASE " + database + " WITH (FORCE)");
        assertThat(grants.observe(call)).isInstanceOf(Observation.Unfit.class);
    }

    @Test void aGrantWithoutItsSchemaOrRoleIsExplainedAndCanBeDeleted() {
        TestCall noSchema = call(grants, "'role': '" + role + "', 'target': 'tables', 'privileges': ['SELECT']");
        assertThat(((Step.Failed) grants.create(noSchema)).reason()).contains("'schema' is needed");
        assertThat(grants.delete(noSchema)).isInstanceOf(Step.Gone.class);
        TestCall noRole = call(grants, "'role': 'no such role', 'target': 'database', 'privileges': ['CONNECT']");
        assertThat(((Step.Failed) grants.create(noRole)).reason()).contains("no such role").contains("42704");
        assertThat(grants.delete(noRole)).isInstanceOf(Step.Gone.class);
    }

    private String can(String privilege) throws SQLException {
        return ask(database, "SELECT has_table_privilege('" + role + "', 't', '" + privilege + "')");
    }

    private TestCall call(ResourceType type, String more) {
        return TestCall.of(type, "x", properties(more));
    }

    private String properties(String more) {
        return "{'server': '" + URL + "', 'database': '" + database + "', " + more + "}";
    }
}
