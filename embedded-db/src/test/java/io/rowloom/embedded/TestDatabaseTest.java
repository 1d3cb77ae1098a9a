package io.rowloom.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TestDatabaseTest {
    /** A test run that ends without any goodbye. */
    static final class Halted {
        public static void main(String[] args) {
            var server = TestDatabase.fresh();
            System.out.println(server.pid());
            Runtime.getRuntime().halt(1);
        }
    }

    @Test
    void eachDatabaseIsEmptyAndItsOwn() throws SQLException {
        try (var server = TestDatabase.fresh()) {
            var one = server.createDatabase();
            var two = server.createDatabase();
            Sql.run(one, "CREATE TABLE only_here (id int)");

            assertThat(Sql.query(two, "SELECT to_regclass('only_here') IS NULL")).isEqualTo("t");
            assertThat(Sql.query(one, "SHOW fsync")).isEqualTo("on");
            try (var connection = DriverManager.getConnection(two.urlWithPassword())) {
                assertThat(connection.isValid(5)).isTrue();
            }
        }
    }

    @Test
    void serversOfOneProcessAreIndependent() throws SQLException {
        try (var one = TestDatabase.fresh(); var two = TestDatabase.fresh()) {
            one.stop(StopMode.IMMEDIATE);

            assertThat(Sql.query(two.createDatabase(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void committedDataSurvivesStopsAndKills() throws SQLException {
        try (var server = TestDatabase.fresh()) {
            var database = server.createDatabase();
            Sql.run(database, "CREATE TABLE kept AS SELECT 1 AS n");
            server.stop(StopMode.IMMEDIATE);
            assertThatThrownBy(() -> Sql.query(database, "SELECT 1")).hasMessageContaining("refused");
            server.start();
            Sql.run(database, "INSERT INTO kept VALUES (2)");
            server.kill();
            server.start();
            Sql.run(database, "INSERT INTO kept VALUES (3)");
            server.stop(StopMode.FAST);
            server.start();

            assertThat(Sql.query(database, "SELECT array_agg(n ORDER BY n) FROM kept")).isEqualTo("{1,2,3}");
        }
    }

    @Test
    void theOldestPostgreSqlServesToo() throws SQLException {
        try (var server = TestDatabase.oldest()) {
            var database = server.createDatabase();
            server.stop(StopMode.IMMEDIATE);
            server.start();

            assertThat(Sql.query(database, "SHOW server_version")).startsWith("14.");
        }
    }

    @Test
    @Timeout(60)
    void theServerEndsWithItsProcessHoweverThatEnds() throws Exception {
        var process = StartElsewhere.java(Halted.class);
        var pid = Long.parseLong(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        while (Files.isReadable(Path.of("/proc/" + pid + "/cwd"))) {
            java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    @Test
    void aJarThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Binaries.of(Path.of("/usr/games/none.jar"))).hasMessageContaining("There is no PostgreSQL in /usr/games/none.jar");
    }
}
