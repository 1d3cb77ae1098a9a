package io.rowloom.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.embedded.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What migrations do to rows that are there. */
@ParameterizedClass
@MethodSource("servers")
class UpgradesTest {
    static final String FILL = """
        INSERT INTO stack (id, tenant, name, traversal, action, status, on_failure, request_id)
            SELECT gen_random_uuid(), 'default', 's' || n, 1, 'CREATE', CASE n WHEN 1 THEN 'IN_PROGRESS' ELSE 'FAILED' END, 'STOP', gen_random_uuid() FROM generate_series(1, 9) n;
        INSERT INTO resource (stack_id, no, name, type, current) SELECT id, 1, 'new', 'OS::Heat::None', true FROM stack;
        INSERT INTO resource (stack_id, no, name, type, current, action, status, phase) SELECT id, 2, 'open', 'OS::Heat::None', true, 'CREATE', 'IN_PROGRESS', 'WAIT' FROM stack;
        INSERT INTO resource (stack_id, no, name, type, current, dirty_traversal, held_by) SELECT id, 3, 'held', 'OS::Heat::None', true, 1, 'pre-create' FROM stack;
        INSERT INTO node (stack_id, traversal, no, resource, kind, waiting_for, dependents) SELECT stack_id, 1, no, no, 'UPDATE', 0, '{}' FROM resource;
        INSERT INTO snapshot (stack_id, id, name, traversal, ended) SELECT id, gen_random_uuid(), 'nightly', 1, CASE name WHEN 's1' THEN 'FAILED' END FROM stack;
        INSERT INTO drift_policy (stack_id, mode, every_secs, due_at) SELECT id, 'DETECT', 60, now() FROM stack""";
    private static final List<String> FILLED = List.of("drift_policy", "node", "resource", "snapshot", "stack");

    private final TestDatabase server;

    UpgradesTest(TestDatabase server) {
        this.server = server;
    }

    static Stream<TestDatabase> servers() {
        return Stream.of(TestDatabase.fresh(), TestDatabase.oldest());
    }

    @Test
    void thatWordsBecomeDomainsWritesNoTableAnew() throws SQLException {
        var database = filledAt(11);
        try (var connection = database.getConnection()) {
            var rows = rows(connection);
            var files = files(connection);
            migrate(database, 12);
            assertThat(rows(connection)).isEqualTo(rows).hasSize(9 * (1 + 3 + 3 + 1 + 1) + 3);
            assertThat(files(connection)).isEqualTo(files);
        }
    }

    @Test
    void thatColumnsChangePlacesKeepsWhatIsThere() throws SQLException {
        var database = filledAt(13);
        try (var connection = database.getConnection()) {
            var rows = rows(connection);
            var rest = rest(connection);
            assertThat(Migrations.migrate(database)).startsWith(new Migration(14, "what changes stands last"));
            assertThat(rows(connection)).isEqualTo(rows).hasSize(9 * (1 + 3 + 3 + 1 + 1) + 3);
            assertThat(rest(connection)).isEqualTo(rest).anyMatch(text -> text.contains("resource_current_name"));
        }
    }

    private DataSource filledAt(int version) throws SQLException {
        var database = server.createDatabase().dataSource();
        migrate(database, version);
        try (var connection = database.getConnection()) {
            run(connection, FILL);
        }
        return database;
    }

    private static void migrate(DataSource database, int version) {
        Flyway.configure().dataSource(database).table(Migrations.HISTORY).locations("classpath:io/rowloom/schema").target(Integer.toString(version)).load().migrate();
    }

    /** Whatever the order of the columns. */
    private static List<String> rows(Connection connection) throws SQLException {
        var rows = new ArrayList<>(Query.texts(connection, "SELECT w::text FROM what_waits w ORDER BY 1"));
        for (var table : FILLED) {
            rows.addAll(Query.texts(connection, "SELECT to_jsonb(t)::text FROM " + table + " t ORDER BY 1"));
        }
        return rows;
    }

    /** Types, defaults, constraints, indexes and comments of {@code resource}. */
    private static List<String> rest(Connection connection) throws SQLException {
        return Query.texts(connection, """
            SELECT concat_ws(' ', attname, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid), col_description(attrelid, attnum)) FROM pg_attribute
                LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum WHERE attrelid = 'resource'::regclass AND attnum > 0 AND attname <> 'args'
            UNION ALL SELECT concat_ws(' ', conname, pg_get_constraintdef(oid)) FROM pg_constraint WHERE conrelid = 'resource'::regclass AND contype <> 'n'
            UNION ALL SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = 'resource'::regclass
            UNION ALL SELECT concat_ws(' ', relname, pg_get_viewdef(oid), obj_description(oid)) FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('v', 'r')
            ORDER BY 1""");
    }

    private static List<String> files(Connection connection) throws SQLException {
        return Query.texts(connection, "SELECT relname || ' ' || pg_relation_filenode(oid) FROM pg_class WHERE relname IN ('" + String.join("', '", FILLED) + "') ORDER BY relname");
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
