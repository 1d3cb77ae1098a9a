package io.rowloom.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowloom.embedded.DatabaseAddress;
import io.rowloom.embedded.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** On the PostgreSQL that comes along, and on the oldest that Rowloom works with. */
@ParameterizedClass
@MethodSource("servers")
class MigrationsTest {
    private final TestDatabase server;

    MigrationsTest(TestDatabase server) {
        this.server = server;
    }

    static Stream<TestDatabase> servers() {
        return Stream.of(TestDatabase.fresh(), TestDatabase.oldest());
    }

    @Test
    void anEmptyDatabaseGetsAllOnceAndOnlyOnce() {
        var database = database();
        assertThat(Migrations.status(database)).isEqualTo(new SchemaStatus.Missing(Migrations.wanted()));

        assertThat(Migrations.migrate(database)).isEqualTo(Migrations.ALL);

        assertThat(Migrations.status(database)).isEqualTo(new SchemaStatus.Current(Migrations.wanted()));
        assertThat(Migrations.migrate(database)).isEmpty();
    }

    @Test
    void theListNamesTheFiles() throws Exception {
        try (var files = Files.list(Path.of("src/main/resources/io/rowloom/schema"))) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted())
                .isEqualTo(Migrations.ALL.stream().map(Migration::file).toList());
        }
        assertThat(Migrations.ALL.stream().map(Migration::version)).isEqualTo(Stream.iterate(1, v -> v + 1).limit(Migrations.ALL.size()).toList());
    }

    @Test
    void migratingAtOnceIsSafe() throws Exception {
        var database = database();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = Stream.generate(() -> (Callable<List<Migration>>) () -> Migrations.migrate(database)).limit(6).toList();

            var applied = threads.invokeAll(calls).stream().map(Future::resultNow).collect(Collectors.groupingBy(List::size, Collectors.counting()));

            assertThat(applied).containsEntry(Migrations.ALL.size(), 1L).containsEntry(0, 5L).hasSize(2);
        }
        assertThat(Migrations.status(database)).isEqualTo(new SchemaStatus.Current(Migrations.wanted()));
    }

    @Test
    void aDatabaseOfSomethingElseIsLeftAlone() throws SQLException {
        var database = database();
        run(database, "CREATE TABLE customers (id int)");

        assertThatThrownBy(() -> Migrations.migrate(database)).isInstanceOf(SchemaException.class).hasMessageContaining("tables of something else (customers)");

        assertThat(Migrations.status(database)).isInstanceOf(SchemaStatus.Missing.class);
        run(database, "DROP TABLE customers");
        assertThat(Migrations.migrate(database)).isNotEmpty();
    }

    @Test
    void aSchemaOfItsOwnInASharedDatabaseWillDo() throws SQLException {
        var address = server.createDatabase();
        run(address.dataSource(), "CREATE TABLE customers (id int); CREATE SCHEMA rowloom");
        var database = new DatabaseAddress(address.url() + "?currentSchema=rowloom", address.user(), address.password()).dataSource();

        assertThat(Migrations.migrate(database)).isEqualTo(Migrations.ALL);

        assertThat(Migrations.status(database)).isEqualTo(new SchemaStatus.Current(Migrations.wanted()));
    }

    @Test
    void aLaterReleasesDatabaseIsRefused() throws SQLException {
        var database = database();
        Migrations.migrate(database);
        run(database, "INSERT INTO schema_history SELECT installed_rank + 100, '999', 'from the future', type, 'V999__x.sql', checksum, installed_by, now(), 1, true "
            + "FROM schema_history ORDER BY installed_rank DESC LIMIT 1");

        assertThat(Migrations.status(database)).isEqualTo(new SchemaStatus.TooNew(999, Migrations.wanted()));
        assertThatThrownBy(() -> Migrations.migrate(database)).hasMessageContaining("version 999, made by a later release");
    }

    @Test
    void anOlderDatabaseIsToldApart() throws SQLException {
        var database = database();
        Migrations.migrate(database);
        run(database, "UPDATE schema_history SET version = '0' WHERE version::int = " + Migrations.wanted());

        assertThat(Migrations.status(database)).isEqualTo(new SchemaStatus.Old(Migrations.ALL.size() == 1 ? 0 : Migrations.wanted() - 1, Migrations.wanted(),
            List.of(Migrations.ALL.getLast())));
    }

    @Test
    void aFailureLeavesNothingBehind() throws SQLException {
        var database = database();
        run(database, "CREATE TYPE stack AS (x int)");            // a type of the same name keeps the table from being made

        assertThatThrownBy(() -> Migrations.migrate(database)).isInstanceOf(SchemaException.class).hasMessageContaining("stack");

        assertThat(count(database, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_history'")).isZero();
        run(database, "DROP TYPE stack");
        assertThat(Migrations.migrate(database)).isEqualTo(Migrations.ALL);
    }

    @Test
    void anotherEncodingIsRefused() throws SQLException {
        var address = server.createDatabase();
        run(address.dataSource(), "CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
        var latin = new DatabaseAddress(address.url().replaceFirst("/test_\\d+$", "/latin"), address.user(), address.password());

        assertThatThrownBy(() -> Migrations.migrate(latin.dataSource())).hasMessageContaining("encoding is LATIN1");
    }

    private DataSource database() {
        return server.createDatabase().dataSource();
    }

    private static void run(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection(); var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
