package io.rowloom.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowloom.engine.EngineId;
import io.rowloom.engine.Membership;
import io.rowloom.engine.Sighting;
import io.rowloom.lock.LockUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every membership service promises while nothing is wrong. */
abstract class MembershipContract {
    static final Duration LONG = Duration.ofSeconds(40);
    static final Duration SESSION = Duration.ofSeconds(3);
    static final Duration OVER_A_SESSION = Duration.ofSeconds(4);

    final EngineId one = new EngineId(UUID.randomUUID());
    final EngineId two = new EngineId(UUID.randomUUID());
    private final List<Membership> opened = new ArrayList<>();

    /** As in {@code membership.url}. */
    abstract String url();

    @AfterEach
    void close() {
        opened.forEach(Membership::close);
    }

    Membership open() {
        return open(url(), SESSION);
    }

    Membership open(String url, Duration session) {
        Membership membership = MembershipServices.open(LockUrl.parseMembership(url, session), new Database("jdbc:postgresql://none", new Properties())).orElseThrow();
        opened.add(membership);
        return membership;
    }

    Sighting look(Membership membership) {
        return membership.look(Set.of(one, two));
    }

    void awaitSeen(Membership membership, EngineId... engines) {
        await("only " + Arrays.toString(engines) + " seen").atMost(LONG).pollInterval(Duration.ofMillis(20)).until(() -> look(membership), new Sighting.Seen(Set.of(engines))::equals);
    }

    @Test
    void whoJoinsIsSeenByEverybodyUntilItLeaves() {
        Membership first = open();
        Membership second = open();
        first.join(one);
        second.join(two);
        awaitSeen(first, one, two);
        awaitSeen(second, one, two);
        first.leave(one);
        awaitSeen(second, two);
        awaitSeen(first, two);
        first.leave(one);
        first.join(one);
        awaitSeen(second, one, two);
    }

    @Test
    void onlyThoseThatWereAskedForAreTold() {
        Membership first = open();
        first.join(one);
        first.join(two);
        awaitSeen(first, one, two);
        assertThat(first.look(Set.of(two, new EngineId(UUID.randomUUID())))).isEqualTo(new Sighting.Seen(Set.of(two)));
        assertThat(first.look(Set.of())).isEqualTo(new Sighting.Seen(Set.of()));
    }

    @Test
    void whoClosesIsGone() {
        Membership first = open();
        Membership second = open();
        first.join(one);
        second.join(two);
        awaitSeen(second, one, two);
        first.close();
        awaitSeen(second, two);
        first.close();
        first.leave(one);
    }
}
