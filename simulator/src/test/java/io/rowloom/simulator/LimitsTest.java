package io.rowloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What engines do where there is no room. That limits are kept is looked at in every run. */
class LimitsTest {
    private final World world = World.seeded(7).workers(2);

    @Test
    void whoeverMakesRoomUsesItAtOnce() {
        world.loseHints();
        world.limitThings(1);
        world.submit("web", "A", "B", "C", "D", "E", "F", "G", "H");
        world.until(() -> world.stack("web").planned() == 1);
        Instant begun = world.stack("web").updatedAt();
        world.until(() -> world.ended("web"));
        assertThat(Duration.between(begun, world.stack("web").updatedAt())).as("not one by poll").isLessThan(Duration.ofSeconds(2));
        assertThat(Judge.findings(world)).isEmpty();
    }

    @Test
    void enginesLookNoMoreOftenWhileThereIsNoRoom() {
        world.submit("idle", "A wait=600");
        world.pass(Duration.ofMinutes(1));
        int idle = looksInAMinute();
        world.limitThings(1);
        world.submit("web", "B", "C", "D", "E");
        world.pass(Duration.ofMinutes(1));
        assertThat(looksInAMinute()).isLessThanOrEqualTo(idle + idle / 10);
        world.settle();
        assertThat(world.state("web")).hasToString("CREATE_COMPLETE");
        assertThat(Judge.findings(world)).isEmpty();
    }

    private int looksInAMinute() {
        int before = looks();
        world.pass(Duration.ofMinutes(1));
        return looks() - before;
    }

    private int looks() {
        return world.storeCalls().getOrDefault("Claims.ready", 0) + world.storeCalls().getOrDefault("Claims.claimWithinLimits", 0);
    }

    @Test
    void whatHasNoRoomLeavesOthersAlone() {
        world.limitThings(1);
        world.submit("web", "A wait=600", "B", "C", "D", "E", "F", "G");
        world.until(() -> world.rows("web").stream().anyMatch(row -> row.phase().isPresent()));
        world.limitThings(0);
        world.limit("web", 1);
        world.submit("db", "A", "B", "C", "D", "E", "F");
        world.until(() -> world.ended("db"));
        assertThat(world.state("db")).hasToString("CREATE_COMPLETE");
        assertThat(world.ended("web")).isFalse();
        world.settle();
        assertThat(Judge.findings(world)).isEmpty();
    }
}
