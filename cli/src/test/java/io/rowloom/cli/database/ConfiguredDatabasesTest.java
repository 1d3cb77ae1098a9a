package io.rowloom.cli.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowloom.cli.config.Config;
import io.rowloom.cli.config.Configuration;
import io.rowloom.cli.config.Key;
import io.rowloom.cli.config.Sourced;
import io.rowloom.embedded.DatabaseAddress;
import io.rowloom.embedded.TestDatabase;
import io.rowloom.store.Hints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On real servers. */
class ConfiguredDatabasesTest {
    /** Where the driver looks instead of ~/.pgpass. */
    private static final String PGPASS = "org.postgresql.pgpassfile";
    private final ConfiguredDatabases databases = new ConfiguredDatabases();

    @TempDir
    private Path directory;

    private Config config(Map<Key, Sourced> settings) {
        return Configuration.load(settings, Map.of("HOME", directory.toString()), Optional.empty(), directory).config();
    }

    private Config given(String url) {
        return config(Map.of(Key.DB, new Sourced(url, "test")));
    }

    @Test
    void aGivenDatabaseMustBeMigratedFirstAndIsLeftRunning() throws SQLException {
        try (TestDatabase server = TestDatabase.fresh()) {
            DatabaseAddress address = server.createDatabase();
            Config config = given(address.urlWithPassword());
            assertThatThrownBy(() -> databases.open(config)).isInstanceOf(DatabaseException.class).hasMessageContaining("rowloom db migrate");
            assertThat(databases.status(config).usable()).isFalse();
            assertThat(databases.migrate(config)).isNotEmpty();
            assertThat(databases.migrate(config)).singleElement().asString().contains("already");
            assertThat(databases.status(config).usable()).isTrue();
            try (Database database = databases.open(config)) {
                assertThat(database.store().stacks().list("default", false, 10)).isEmpty();
                assertThat(database.sealsSecrets()).isFalse();
                assertThat(database.display()).doesNotContain(address.password());
            }
            assertThat(databases.stop(config)).contains("left alone");
            try (var connection = address.dataSource().getConnection(); var statement = connection.createStatement()) {
                statement.executeUpdate("INSERT INTO schema_history SELECT installed_rank + 1000, '999', description, type, script, checksum, installed_by, installed_on, "
                        + "execution_time, success FROM schema_history LIMIT 1");
            }
            assertThatThrownBy(() -> databases.open(config)).isInstanceOf(DatabaseException.class).hasMessageContaining("later release");
        }
    }

    @Test
    void thePasswordMayBeInPgpass() throws IOException {
        try (TestDatabase server = TestDatabase.fresh()) {
            DatabaseAddress address = server.createDatabase();
            String login = address.url().substring("jdbc:postgresql://".length()).replace('/', ':') + ":" + address.user();
            Path file = Files.writeString(directory.resolve("pgpass"), login + ":" + address.password() + "\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            System.setProperty(PGPASS, file.toString());
            Config config = given(address.url() + "?user=" + address.user());
            assertThat(databases.migrate(config)).isNotEmpty();
            assertThat(databases.status(config).usable()).isTrue();
            CountDownLatch heard = new CountDownLatch(1);
            try (Database database = databases.open(config); Hints.Subscription _ = database.store().hints().listen(_ -> heard.countDown())) {
                assertThat(database.store().stacks().list("default", false, 10)).isEmpty();
                assertThat(heard.await(20, TimeUnit.SECONDS)).as("the connection for hints is made, too").isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        } finally {
            System.clearProperty(PGPASS);
        }
    }

    @Test
    void noServerIsToldWithoutThePassword() {
        assertThatThrownBy(() -> databases.open(given("postgresql://ann:hush@127.0.0.1:1/app"))).isInstanceOf(DatabaseException.class)
                .message().contains("127.0.0.1").doesNotContain("hush");
    }

    @Test
    void theEmbeddedDatabaseIsMadeMigratedAndKeyedByItself() throws IOException {
        Config config = config(Map.of(Key.DATA_DIRECTORY, new Sourced(directory.resolve("data").toString(), "test")));
        assertThat(databases.status(config).server()).contains("not made yet");
        try (Database database = databases.open(config)) {
            assertThat(database.sealsSecrets()).isTrue();
            assertThat(database.store().engines().list()).isEmpty();
            Path key = directory.resolve("data/secrets.key");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key))).isEqualTo("rw-------");
            String before = Files.readString(key);
            databases.open(config).close();
            assertThat(Files.readString(key)).isEqualTo(before);
        } finally {
            assertThat(databases.stop(config)).contains("was stopped");
        }
        assertThat(databases.status(config).server()).contains("stopped");
        assertThat(databases.stop(config)).contains("No embedded database runs");
    }
}
