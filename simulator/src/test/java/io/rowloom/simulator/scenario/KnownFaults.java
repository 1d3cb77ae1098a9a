package io.rowloom.simulator.scenario;

import static io.rowloom.simulator.scenario.Scenario.scenario;
import static io.rowloom.simulator.scenario.Scene.in;

import java.time.Duration;
import java.util.List;

/** What does not hold yet. One that begins to hold fails its test, and moves to where it belongs. */
final class KnownFaults {
    private KnownFaults() {}

    /** The rollback waits for the action that hangs, whose row it wants to keep and so does not ask to stop; then the rollback's own time is over. */
    static final List<Scenario> ALL = List.of(
            scenario("An update whose time is over because a resource hangs is rolled back")
                    .timeout(Duration.ofSeconds(30))
                    .complete("A")
                    .submit("A size=2 wait=100")
                    .until(in("ROLLBACK_IN_PROGRESS"))
                    .seesThings("A-1")
                    .seesRows("A-1 UPDATE_IN_PROGRESS")
                    .ends("ROLLBACK_COMPLETE").with("A-1"));
}
