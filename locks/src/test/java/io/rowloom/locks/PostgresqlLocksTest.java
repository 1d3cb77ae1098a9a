package io.rowloom.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rowloom.embedded.ServerProcess;
import io.rowloom.embedded.TestServer;
import io.rowloom.lock.HeldLock;
import io.rowloom.lock.LockKey;
import io.rowloom.lock.Locks;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PostgresqlLocksTest extends ServiceContract<PostgresqlServer> {
    PostgresqlLocksTest() {
        super(new PostgresqlServer());
    }

    @Override
    String url(int port) {
        return server.url(port) + "?" + SESSION;
    }

    @Test
    void allLocksShareOneConnection() throws SQLException {
        Locks one = open();
        for (int i = 0; i < 20; i++) {
            got(one.tryLock(new LockKey(key + " " + i), Duration.ZERO));
        }
        try (var connection = server.address().dataSource().getConnection(); var statement = connection.createStatement();
                var counted = statement.executeQuery("SELECT max(n) FROM (SELECT count(*) AS n FROM pg_locks WHERE locktype = 'advisory' GROUP BY pid) AS each")) {
            counted.next();
            assertThat(counted.getInt(1)).isEqualTo(20);
        }
    }

    @Test
    void aConnectionThatTheServerEndsTakesItsLocksAlongAndTheNextOneIsMade() throws Exception {
        Locks one = open();
        HeldLock lock = got(one.tryLock(key, Duration.ZERO));
        CompletableFuture<Boolean> lost = new CompletableFuture<>();
        lock.onLoss(() -> lost.complete(true));
        try (var connection = server.address().dataSource().getConnection(); var statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'");
        }
        assertThat(lost.get(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        got(one.tryLock(key, LONG));
    }

    @Test
    void aWrongPasswordLeavesItWithoutHelpAndSaysSo() {
        Locks locks = open(url().replaceFirst(":[^:@]*@", ":wrongone@"));
        await().atMost(LONG).untilAsserted(() -> assertThat(locks.tryLock(key, Duration.ZERO).toString()).contains("Unavailable", "password authentication failed",
                "look at user and password in the URL").doesNotContain("wrongone", "\n"));
    }

    @Needs("/usr/sbin/pgbouncer")
    @Test
    void behindAPoolThatSharesConnectionsItSaysAtTheStartThatItCannotWork() {
        try (TestServer pool = pool("transaction")) {
            assertThatThrownBy(() -> open(url(pool.port()))).isInstanceOf(LockServiceRefusedException.class)
                    .hasMessageContaining("one connection of ours is not one session of the server").hasMessageContaining("PgBouncer");
        }
    }

    @Needs("/usr/sbin/pgbouncer")
    @Test
    void behindAPoolThatKeepsSessionsItWorks() {
        try (TestServer pool = pool("session")) {
            got(open(url(pool.port())).tryLock(key, Duration.ZERO));
        }
    }

    private TestServer pool(String pooling) {
        return ServerProcess.pgbouncer(server.port(), server.name(), server.address().user(), server.address().password(), pooling);
    }
}
