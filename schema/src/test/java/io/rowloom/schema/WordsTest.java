package io.rowloom.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** Columns that hold words, whose types are domains since version 12. On the PostgreSQL that comes along, and on the oldest that Rowloom works with. */
@ParameterizedClass
@MethodSource("servers")
class WordsTest {
    private static final List<Word> WORDS = List.of(new Word("drift_policy", "mode", "drift_mode"), new Word("node", "kind", "node_kind"),
        new Word("resource", "action", "resource_action"), new Word("resource", "deletion_policy", "deletion_policy"), new Word("resource", "effect", "effect"),
        new Word("resource", "held_by", "hook"), new Word("resource", "phase", "phase"), new Word("resource", "replacement", "replacement_order"),
        new Word("resource", "status", "status"), new Word("snapshot", "ended", "snapshot_end"), new Word("stack", "action", "stack_action"),
        new Word("stack", "approach", "approach"), new Word("stack", "on_failure", "on_failure"), new Word("stack", "status", "status"));

    private static final String WITH_A_DOMAIN = """
        SELECT concat_ws(' ', relname, attname, typname) FROM pg_attribute JOIN pg_class c ON c.oid = attrelid JOIN pg_type t ON t.oid = atttypid
        WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace AND typtype = 'd' ORDER BY relname, attname""";
    private static final String LISTS_OF_TABLES = """
        SELECT conname FROM pg_constraint WHERE connamespace = current_schema()::regnamespace AND conrelid <> 0 AND pg_get_constraintdef(oid) LIKE '%ARRAY[%'""";

    private static final String FILL = """
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

    WordsTest(TestDatabase server) {
        this.server = server;
    }

    static Stream<TestDatabase> servers() {
        return Stream.of(TestDatabase.fresh(), TestDatabase.oldest());
    }

    @Test
    void anUnknownWordIsRefused() throws SQLException {
        var database = database();
        Migrations.migrate(database);
        try (var connection = database.getConnection()) {
            run(connection, FILL);

            for (var word : WORDS) {
                assertThatThrownBy(() -> run(connection, "UPDATE " + word.table() + " SET " + word.column() + " = 'no such word'"))
                    .isInstanceOf(SQLException.class).hasMessageContaining("value for domain " + word.domain() + " violates check constraint");
            }
        }
    }

    @Test
    void noOtherColumnHoldsWords() throws SQLException {
        var database = database();
        Migrations.migrate(database);
        try (var connection = database.getConnection()) {
            assertThat(Query.texts(connection, WITH_A_DOMAIN)).isEqualTo(WORDS.stream().map(word -> String.join(" ", word.table(), word.column(), word.domain())).toList());
            assertThat(Query.texts(connection, LISTS_OF_TABLES)).isEmpty();
        }
    }

    @Test
    void anUpgradeKeepsWhatIsThereAndWritesNoTableAnew() throws SQLException {
        var database = database();
        Flyway.configure().dataSource(database).table(Migrations.HISTORY).locations("classpath:io/rowloom/schema").target("11").load().migrate();
        try (var connection = database.getConnection()) {
            run(connection, FILL);
            var rows = rows(connection);
            var files = files(connection);

            assertThat(Migrations.migrate(database)).startsWith(new Migration(12, "words as domains"));

            assertThat(rows(connection)).isEqualTo(rows).hasSize(9 * (1 + 3 + 3 + 1 + 1) + 3);
            assertThat(files(connection)).isEqualTo(files);
        }
    }

    private DataSource database() {
        return server.createDatabase().dataSource();
    }

    private static List<String> rows(Connection connection) throws SQLException {
        var rows = new ArrayList<>(Query.texts(connection, "SELECT w::text FROM what_waits w ORDER BY 1"));
        for (var table : FILLED) {
            rows.addAll(Query.texts(connection, "SELECT t::text FROM " + table + " t ORDER BY 1"));
        }
        return rows;
    }

    private static List<String> files(Connection connection) throws SQLException {
        return Query.texts(connection, "SELECT relname || ' ' || pg_relation_filenode(oid) FROM pg_class WHERE relname IN ('" + String.join("', '", FILLED) + "') ORDER BY relname");
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private record Word(String table, String column, String domain) {}
}
