package io.rowloom.embedded;

import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    @TempDir Path temp;

    private Path home() {
        return temp.resolve("some home");
    }

    /** For the tests that are not about the first start. */
    private void initialised() {
        TestDatabase.fill(OwnerOnly.directory(home()), Binaries.embedded());
    }

    @AfterEach
    void stop() {
        EmbeddedDatabase.stop(home(), StopMode.IMMEDIATE);
    }

    @Test
    void theServerIsDurableAndForThisMachineOnly() throws SQLException {
        var database = EmbeddedDatabase.startOrAttach(home());

        assertThat(database.wasStarted()).isTrue();
        for (var setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            assertThat(query(database, "SHOW " + setting)).as(setting).isEqualTo("on");
        }
        assertThat(query(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(query(database, "SHOW unix_socket_directories")).isEmpty();
        assertThat(query(database, "SHOW server_encoding")).isEqualTo("UTF8");
        assertThat(EmbeddedDatabase.status(home())).isEqualTo(new ServerStatus.Running(database.pid(), database.port()));
    }

    @Test
    void withoutThePasswordNobodyGetsIn() throws Exception {
        initialised();
        var address = EmbeddedDatabase.startOrAttach(home()).address();

        assertThat(Files.getPosixFilePermissions(home().resolve("password"))).containsExactlyInAnyOrder(OWNER_READ, OWNER_WRITE);
        assertThat(address.toString()).doesNotContain(address.password());
        var wrong = new DatabaseAddress(address.url(), address.user(), "guess");
        assertThatThrownBy(() -> wrong.dataSource().getConnection()).hasMessageContaining("password authentication failed");
    }

    @Test
    void anotherProcessFindsTheServerThatRuns() throws Exception {
        initialised();
        var here = EmbeddedDatabase.startOrAttach(home());

        var elsewhere = StartElsewhere.outcome(StartElsewhere.fork(home()));

        assertThat(elsewhere).isEqualTo(new StartElsewhere.Outcome(here.pid(), here.port(), false));
    }

    @Test
    void theServerOutlivesTheProcessThatStartedIt() throws Exception {
        initialised();
        var elsewhere = StartElsewhere.outcome(StartElsewhere.fork(home()));

        var here = EmbeddedDatabase.startOrAttach(home());

        assertThat(elsewhere.started()).isTrue();
        assertThat(here.wasStarted()).isFalse();
        assertThat(here.pid()).isEqualTo(elsewhere.pid());
        assertThat(query(here, "SELECT 1")).isEqualTo("1");
    }

    @Test
    void processesAndThreadsThatStartAtOnceGetOneServer() throws Exception {
        var forks = List.of(StartElsewhere.fork(home()), StartElsewhere.fork(home()));
        var here = Stream.generate(() -> home()).limit(4).parallel().map(EmbeddedDatabase::startOrAttach).toList();

        var elsewhere = List.of(StartElsewhere.outcome(forks.get(0)), StartElsewhere.outcome(forks.get(1)));

        assertThat(Stream.concat(here.stream().map(EmbeddedDatabase::pid), elsewhere.stream().map(StartElsewhere.Outcome::pid)).distinct()).hasSize(1);
        assertThat(here.stream().filter(EmbeddedDatabase::wasStarted).count() + elsewhere.stream().filter(StartElsewhere.Outcome::started).count()).isOne();
    }

    @Test
    void aRestartKeepsDataPasswordAndPort() throws SQLException {
        initialised();
        var first = EmbeddedDatabase.startOrAttach(home());
        run(first, "CREATE TABLE kept AS SELECT 42 AS answer");

        assertThat(EmbeddedDatabase.stop(home(), StopMode.FAST)).isTrue();
        assertThat(EmbeddedDatabase.status(home())).isEqualTo(new ServerStatus.Stopped());
        assertThat(EmbeddedDatabase.stop(home(), StopMode.FAST)).isFalse();
        var second = EmbeddedDatabase.startOrAttach(home());

        assertThat(second.address()).isEqualTo(first.address());
        assertThat(query(second, "SELECT answer FROM kept")).isEqualTo("42");
    }

    @Test
    void aKilledServerIsStartedAgainAndKeepsWhatWasCommitted() throws SQLException {
        initialised();
        var first = EmbeddedDatabase.startOrAttach(home());
        run(first, "CREATE TABLE kept AS SELECT 42 AS answer");
        ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();

        EmbeddedDatabase second;
        do {
            second = EmbeddedDatabase.startOrAttach(home());        // until the signal has arrived, the first one still counts as running
        } while (second.pid() == first.pid());

        assertThat(second.wasStarted()).isTrue();
        assertThat(query(second, "SELECT answer FROM kept")).isEqualTo("42");
    }

    @Test
    void aLeftoverPidFileThatNamesAnotherProgramDoesNotCountAsAServer() throws Exception {
        initialised();
        Files.write(home().resolve("data/postmaster.pid"),
            List.of(Long.toString(ProcessHandle.current().pid()), home().resolve("data").toString(), "1", "5432", "", "127.0.0.1", "1 1", "ready"));

        assertThat(EmbeddedDatabase.status(home())).isEqualTo(new ServerStatus.Stopped());
        assertThat(EmbeddedDatabase.startOrAttach(home()).wasStarted()).isTrue();
    }

    @Test
    void anInterruptedFirstStartLeavesNoTrace() throws Exception {
        Files.createDirectories(home().resolve("data.new/base"));
        Files.writeString(home().resolve("data.new/PG_VERSION"), "18");
        Files.writeString(home().resolve("password"), "from the interrupted start");

        assertThat(query(EmbeddedDatabase.startOrAttach(home()), "SELECT 1")).isEqualTo("1");
    }

    @Test
    void aPortThatSomeoneElseTookIsReplacedUnlessAskedFor() throws Exception {
        initialised();
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var taken = other.getLocalPort();
            assertThatThrownBy(() -> EmbeddedDatabase.startOrAttach(home(), taken)).isInstanceOf(EmbeddedDatabaseException.class)
                .hasMessageContaining("Another program listens on this port").hasMessageContaining("-p " + taken);

            Files.writeString(home().resolve("port"), Integer.toString(taken));
            assertThat(EmbeddedDatabase.startOrAttach(home()).port()).isNotEqualTo(taken);
        }
    }

    @Test
    void lookingChangesNothing() {
        assertThat(EmbeddedDatabase.status(home())).isEqualTo(new ServerStatus.Absent());
        assertThat(EmbeddedDatabase.stop(home(), StopMode.FAST)).isFalse();
        assertThat(home()).doesNotExist();
    }

    @Test
    void dataOfAnotherMajorVersionIsRefusedWithAdvice() throws Exception {
        initialised();
        Files.writeString(home().resolve("data/PG_VERSION"), "13\n");

        assertThatThrownBy(() -> EmbeddedDatabase.startOrAttach(home())).hasMessageContaining("another major version");
    }

    private static String query(EmbeddedDatabase database, String sql) throws SQLException {
        return Sql.query(database.address(), sql);
    }

    private static void run(EmbeddedDatabase database, String sql) throws SQLException {
        Sql.run(database.address(), sql);
    }
}
