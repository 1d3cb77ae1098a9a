package io.rowloom.types.postgres;

import static io.rowloom.types.postgres.TestServer.URL;
import static io.rowloom.types.postgres.TestServer.ask;
import static io.rowloom.types.postgres.TestServer.execute;
import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(schemas.check(next)).isInstanceOf(Step.Done.class);
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
        assertThat(grants.check(next)).isInstanceOf(Step.Done.class);
        execute(database, "REVOKE SELECT ON t FROM " + role);
        assertThat(((Step.Failed) grants.check(next)).reason()).endsWith("lacks SELECT");
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

    @Test void everyKindOfTargetCanBeGrantedAndChecked() {
        for (String target : new String[] {"database", "schema", "tables", "sequences", "functions"}) {
            TestCall call = call(grants, "'role': '" + role + "', 'target': '" + target + "', 'schema': 'public', 'privileges': ['ALL']");
            assertThat(grants.create(call)).as(target).isInstanceOf(Step.Done.class);
            assertThat(grants.check(call)).as(target).isInstanceOf(Step.Done.class);
            assertThat(grants.delete(call)).as(target).isEqualTo(Step.done());
        }
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
