package io.rowloom.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.embedded.DatabaseAddress;
import io.rowloom.embedded.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each peer as it is measured: a process of its own, asked through its input, on a PostgreSQL of its own. */
class MainTest {
    private static final int JOBS = 30;
    private static final List<TestDatabase> SERVERS = new ArrayList<>();

    @TempDir
    private Path directory = Path.of("");

    @BeforeAll
    static void startServer() {
        SERVERS.add(TestDatabase.fresh());
    }

    @AfterAll
    static void endServer() {
        SERVERS.forEach(TestDatabase::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"db-scheduler", "jobrunr", "quartz", "dbos"})
    @Timeout(90)
    void allJobsAreDoneAndCounted(String peer) throws Exception {
        var address = SERVERS.getFirst().createDatabase();
        try (Connection eyes = address.dataSource().getConnection(); var statement = eyes.createStatement()) {
            statement.execute("CREATE SCHEMA of_peer");
            statement.execute("SET search_path TO of_peer");
            Process process = start(peer, address);
            try (BufferedReader answers = process.inputReader(StandardCharsets.UTF_8)) {
                assertThat(answers.readLine()).as(log()).isEqualTo("ready");
                assertThat(answers.readLine()).as("its set-up").contains("connections");
                String left = answers.readLine();
                String clean = answers.readLine();

                ask(process, "submit " + JOBS);
                assertThat(answers.readLine()).as(log()).isEqualTo("submitted");
                while (left(eyes, left) > 0) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                }
                ask(process, "done");
                String[] done = answers.readLine().split(" ");

                assertThat(Integer.parseInt(done[0])).isEqualTo(JOBS);
                assertThat(Long.parseLong(done[1])).isBetween(1L, System.currentTimeMillis());
                if (!clean.isEmpty()) {
                    assertThat(statement.executeUpdate(clean)).isGreaterThanOrEqualTo(JOBS);
                }
            } finally {
                process.getOutputStream().close();
                if (!process.waitFor(30, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            }
            assertThat(process.exitValue()).as(log()).isZero();
        }
    }

    private Process start(String peer, DatabaseAddress address) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-cp", System.getProperty("java.class.path"),
                "io.rowloom.benchmarks.peer.Main", peer, "1")
                .redirectError(Redirect.to(directory.resolve("log").toFile()));
        builder.environment().put("PEER_URL", address.url() + "?currentSchema=of_peer");
        builder.environment().put("PEER_USER", address.user());
        builder.environment().put("PEER_PASSWORD", address.password());
        builder.environment().put("PEER_SCHEMA", "of_peer");
        return builder.start();
    }

    private static void ask(Process process, String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    private static long left(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private String log() throws IOException {
        return Files.readString(directory.resolve("log"));
    }
}
