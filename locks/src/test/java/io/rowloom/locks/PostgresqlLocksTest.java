package io.rowloom.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowloom.lock.LockKey;
import io.rowloom.lock.Locks;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresqlLocksTest extends ServiceContract {
    private static PostgresqlServer server;

    @BeforeAll
    static void start() {
        server = new PostgresqlServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    TestServer server() {
        return server;
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
                var counted = statement.executeQuery("SELECT count(DISTINCT pid), count(*) FROM pg_locks WHERE locktype = 'advisory'")) {
            counted.next();
            assertThat(counted.getInt(1)).isEqualTo(1);
            assertThat(counted.getInt(2)).isEqualTo(20);
        }
    }

    @Test
    void behindAPoolThatSharesConnectionsItSaysAtTheStartThatItCannotWork() {
        try (TestServer pool = pool("transaction")) {
            assertThatThrownBy(() -> open(url(pool.port()))).isInstanceOf(LockServiceRefusedException.class)
                    .hasMessageContaining("one connection of ours is not one session of the server").hasMessageContaining("PgBouncer");
        }
    }

    @Test
    void behindAPoolThatKeepsSessionsItWorks() {
        try (TestServer pool = pool("session")) {
            got(open(url(pool.port())).tryLock(key, Duration.ZERO));
        }
    }

    private static TestServer pool(String pooling) {
        return ServerProcess.pgbouncer(server.port(), server.name(), server.address().user(), server.address().password(), pooling);
    }
}
