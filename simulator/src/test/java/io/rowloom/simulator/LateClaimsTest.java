package io.rowloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.stack.OnFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A worker that reads what is ready, and stands still until the stack has failed and left the sweeps, before it claims. */
class LateClaimsTest {
    /** Long enough that its lease is over, its engine declared dead, and the stack settled. */
    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void aStackThatSettledStaysFree() {
        int late = 0;
        for (long seed = 1; seed <= 20; seed++) {
            late += lateClaims(seed);
        }
        assertThat(late).as("claims that came after the stack had settled").isPositive();
    }

    /** What the other worker did not get to before the failure is claimed late. Answers how many rows that are. */
    private static int lateClaims(long seed) {
        try (World world = World.seeded(seed)) {
            world.workers(1).onFailure(OnFailure.STOP);
            world.submit("web", "A", "B fail=true", "C", "D", "E", "F");
            world.until(() -> world.stack("web").planned() == 1);
            int before = reads(world);
            world.until(() -> reads(world) > before).pause("worker-1", LONG);
            world.workers(1).until(() -> world.ended("web")).settle();

            int claims = claims(world);
            world.pass(LONG.plusMinutes(1)).settle();
            assertThat(world.rows("web")).as("rows, seed %s", seed).noneMatch(row -> row.engine().isPresent() || row.phase().isPresent());
            assertThat(Judge.findings(world)).isEmpty();
            return claims(world) - claims;
        }
    }

    private static int reads(World world) {
        return world.storeCalls().getOrDefault("Claims.ready", 0);
    }

    private static int claims(World world) {
        return world.counted("rowloom.claims.tried");
    }
}
