package io.rowloom.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowloom.embedded.TestServer;
import io.rowloom.engine.Membership;
import io.rowloom.engine.Sighting;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a membership service that is a server of its own does when there is trouble. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MembershipServiceContract<S extends TestServer> extends MembershipContract {
    /** One for all tests of a class. */
    final S server;

    MembershipServiceContract(S server) {
        this.server = server;
    }

    /** With the address of a server, or of something between us and it. */
    abstract String url(int port);

    @AfterAll
    void stop() {
        server.close();
    }

    @Override
    String url() {
        return url(server.port());
    }

    @Test
    void aSessionIsSeenAllTheTimeForLongerThanItsLength() {
        Membership first = open();
        Membership second = open();
        first.join(one);
        awaitSeen(second, one);
        await().during(OVER_A_SESSION).atMost(LONG).until(() -> look(second), new Sighting.Seen(Set.of(one))::equals);
    }

    @Test
    void whoIsCutOffBeyondItsSessionIsMissedAndSeenAgainWhenItIsBack() throws Exception {
        Membership watching = open();
        watching.join(two);
        try (Wire wire = Wire.to(server.port())) {
            Membership cutOff = open(url(wire.port()), SESSION);
            cutOff.join(one);
            awaitSeen(watching, one, two);
            wire.freeze();
            awaitSeen(watching, two);
            assertThat(look(cutOff)).isInstanceOf(Sighting.Unknown.class);
            wire.thaw();
            awaitSeen(watching, one, two);
            awaitSeen(cutOff, one, two);
            cutOff.close();
        }
    }

    @Test
    void aServerThatIsKilledTellsNothingAndAllAreSeenAgainWhenItIsBackAndEmpty() {
        Membership first = open();
        Membership second = open();
        first.join(one);
        second.join(two);
        awaitSeen(first, one, two);
        server.kill();
        assertThat(look(first)).isInstanceOf(Sighting.Unknown.class);
        assertThat(look(second)).isInstanceOf(Sighting.Unknown.class);
        server.startEmpty();
        awaitSeen(first, one, two);
        awaitSeen(second, one, two);
    }

    @Test
    void aServerThatIsNotThereIsNoReasonNotToStart() {
        Membership nobody = open(url(TestServer.freePort()), SESSION);
        nobody.join(one);
        assertThat(look(nobody)).isInstanceOf(Sighting.Unknown.class);
        nobody.leave(one);
    }
}
