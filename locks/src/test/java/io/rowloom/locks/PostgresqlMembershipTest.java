package io.rowloom.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowloom.embedded.ServerProcess;
import io.rowloom.embedded.TestServer;
import io.rowloom.engine.Membership;
import io.rowloom.engine.Sighting;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PostgresqlMembershipTest extends MembershipServiceContract<PostgresqlServer> {
    private static final Duration VERY_LONG_SESSION = Duration.ofMinutes(10);

    PostgresqlMembershipTest() {
        super(new PostgresqlServer());
    }

    @Override
    String url(int port) {
        return server.url(port);
    }

    @Test
    void whoseConnectionBreaksIsMissedLongBeforeItsSessionIsOver() throws Exception {
        Membership watching = open();
        watching.join(two);
        try (Wire wire = Wire.to(server.port())) {
            open(url(wire.port()), VERY_LONG_SESSION).join(one);
            awaitSeen(watching, one, two);
        }
        awaitSeen(watching, two);
    }

    @Test
    void aConnectionThatTheServerEndsIsMadeAnew() throws Exception {
        Membership first = open();
        first.join(one);
        awaitSeen(first, one);
        try (var connection = server.address().dataSource().getConnection(); var statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'");
        }
        awaitSeen(first, one);
    }

    @Test
    void otherLocksOfTheDatabaseAreNoSessions() throws Exception {
        Membership first = open();
        try (var connection = server.address().dataSource().getConnection(); var statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(1), pg_advisory_lock(1, 2), pg_advisory_lock_shared(-3)");
            first.join(one);
            awaitSeen(first, one);
            assertThat(first.look(Set.of(two))).isEqualTo(new Sighting.Seen(Set.of()));
        }
    }

    @Needs("/usr/sbin/pgbouncer")
    @Test
    void behindAPoolThatSharesConnectionsItSaysAtTheStartThatItCannotWork() {
        try (TestServer pool = ServerProcess.pgbouncer(server.port(), server.name(), server.address().user(), server.address().password(), "transaction")) {
            assertThatThrownBy(() -> open(url(pool.port()), SESSION)).isInstanceOf(LockServiceRefusedException.class).hasMessageContaining("PgBouncer");
        }
    }
}
