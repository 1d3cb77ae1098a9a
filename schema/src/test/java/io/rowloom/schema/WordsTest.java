package io.rowloom.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowloom.embedded.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
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
            run(connection, UpgradesTest.FILL);

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

    private DataSource database() {
        return server.createDatabase().dataSource();
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private record Word(String table, String column, String domain) {}
}
