package io.rowloom.simulator.scenario;

import static io.rowloom.resource.ResourceAction.CREATE;
import static io.rowloom.resource.ResourceAction.UPDATE;
import static io.rowloom.simulator.scenario.Scenario.scenario;
import static io.rowloom.simulator.scenario.Scene.in;
import static io.rowloom.simulator.scenario.Scene.recorded;
import static io.rowloom.simulator.scenario.Scene.running;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.stack.OnFailure;
import java.time.Duration;
import java.util.List;

/** Resources that fail, time that is over, users who cancel. */
final class FailureScenarios {
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    private FailureScenarios() {}

    static final List<Scenario> ALL = List.of(
            scenario("A failed create with rollback leaves nothing")
                    .submit("A", "B fail=true needs A", "C needs B")
                    .until(in("ROLLBACK_IN_PROGRESS"))
                    .seesThings("A-1")
                    .seesRows("A-1 CREATE_COMPLETE", "B CREATE_FAILED", "C INIT_COMPLETE")
                    .ends("ROLLBACK_COMPLETE").withNothing()
                    .seesStory("create A-1", "delete A-1"),

            scenario("A failed update with rollback leads back to what was complete")
                    .complete("A size=1", "B needs A")
                    .submit("A size=2", "B fail=true needs A", "C needs B", "D")
                    .until(in("ROLLBACK_IN_PROGRESS"))
                    .seesAmongRows("A-1 UPDATE_COMPLETE", "B-1 UPDATE_FAILED", "C INIT_COMPLETE")
                    .ends("ROLLBACK_COMPLETE").with("A-1", "B-1")
                    .seesInOrder("create B-1", "update A-1", "update A-1")
                    .seesNo("update B-1", "create A-2", "create B-2", "create C-1"),

            scenario("A failed replacement with rollback keeps the original")
                    .complete("A shape=1", "B needs A")
                    .submit("A shape=2 fail=true", "B needs A")
                    .until(in("ROLLBACK_IN_PROGRESS"))
                    .seesThings("A-1", "B-1")
                    .seesRows("A-1 UPDATE_COMPLETE, former", "A CREATE_FAILED", "B-1 CREATE_COMPLETE")
                    .ends("ROLLBACK_COMPLETE").with("A-1", "B-1")
                    .seesNo("create A-2", "delete A-1"),

            scenario("A failure without rollback stops; a better update goes on from there")
                    .onFailure(OnFailure.STOP)
                    .submit("A", "B fail=true needs A", "C needs B")
                    .until(in("CREATE_FAILED"))
                    .seesThings("A-1")
                    .seesRows("A-1 CREATE_COMPLETE", "B CREATE_FAILED", "C INIT_COMPLETE")
                    .submit("A", "B needs A", "C needs B")
                    .ends("UPDATE_COMPLETE").with("A-1", "B-1", "C-1")
                    .seesStory("create A-1", "create B-1", "create C-1"),

            scenario("A failure without rollback stops, and stays so")
                    .onFailure(OnFailure.STOP)
                    .submit("A", "B fail=true needs A", "C needs B")
                    .ends("CREATE_FAILED").with("A-1")
                    .seesRows("A-1 CREATE_COMPLETE", "B CREATE_FAILED", "C INIT_COMPLETE")
                    .seesStory("create A-1"),

            scenario("A failure lets independent branches finish")
                    .onFailure(OnFailure.FINISH)
                    .submit("A fail=true", "B needs A", "X wait=3", "Y needs X", "Z needs B Y")
                    .until(scene -> scene.stack().failed() == 1)
                    .seesThings()
                    .sees(scene -> assertThat(scene.state()).isEqualTo("CREATE_IN_PROGRESS"))
                    .ends("CREATE_FAILED").with("X-1", "Y-1")
                    .seesRows("A CREATE_FAILED", "B INIT_COMPLETE", "X-1 CREATE_COMPLETE", "Y-1 CREATE_COMPLETE", "Z INIT_COMPLETE")
                    .seesStory("create X-1", "create Y-1"),

            scenario("A create whose time is over is rolled back")
                    .timeout(HALF_A_MINUTE)
                    .submit("A", "B wait=100 needs A")
                    .until(in("ROLLBACK_IN_PROGRESS"))
                    .seesThings("A-1")
                    .seesRows("A-1 CREATE_COMPLETE", "B CREATE_IN_PROGRESS")
                    .ends("ROLLBACK_COMPLETE").withNothing()
                    .seesStory("create A-1", "delete A-1"),

            scenario("An update whose time is over is rolled back")
                    .timeout(HALF_A_MINUTE)
                    .complete("A", "B needs A")
                    .submit("A size=2", "B size=2 wait=40 needs A")
                    .until(in("ROLLBACK_IN_PROGRESS"))
                    .seesThings("A-1", "B-1")
                    .seesRows("A-1 UPDATE_COMPLETE", "B-1 UPDATE_IN_PROGRESS")
                    .ends("ROLLBACK_COMPLETE").with("A-1", "B-1")
                    .seesInOrder("update A-1", "update A-1", "update B-1"),

            scenario("Without rollback, a create whose time is over stops")
                    .onFailure(OnFailure.STOP)
                    .timeout(HALF_A_MINUTE)
                    .submit("A", "B wait=100 needs A")
                    .until(in("CREATE_FAILED"))
                    .seesThings("A-1")
                    .sees(scene -> assertThat(scene.stack().reason()).isEqualTo("Stack CREATE timed out"))
                    .ends("CREATE_FAILED").with("A-1")
                    .seesRows("A-1 CREATE_COMPLETE", "B CREATE_FAILED"),

            scenario("A cancelled create stops; a delete cleans up")
                    .submit("A", "B wait=20 needs A")
                    .until(running(CREATE, "B"))
                    .cancel()
                    .seesThings("A-1")
                    .seesRows("A-1 CREATE_COMPLETE", "B CREATE_IN_PROGRESS")
                    .until(in("CREATE_FAILED"))
                    .delete()
                    .ends("DELETE_COMPLETE").withNothing()
                    .seesStory("create A-1", "delete A-1"),

            scenario("A cancelled update stops where it is")
                    .complete("A", "B needs A")
                    .submit("A size=2", "B size=2 wait=20 needs A")
                    .until(running(UPDATE, "B"))
                    .cancel()
                    .seesThings("A-1", "B-1")
                    .seesRows("A-1 UPDATE_COMPLETE", "B-1 UPDATE_IN_PROGRESS")
                    .ends("UPDATE_FAILED").with("A-1", "B-1")
                    .seesRows("A-1 UPDATE_COMPLETE", "B-1 UPDATE_FAILED")
                    .seesNo("update B-1"),

            scenario("A cancelled update goes on with the next one")
                    .complete("A", "B needs A")
                    .submit("A size=2", "B size=2 wait=20 needs A", "C needs B")
                    .until(running(UPDATE, "B"))
                    .cancel()
                    .seesThings("A-1", "B-1")
                    .seesRows("A-1 UPDATE_COMPLETE", "B-1 UPDATE_IN_PROGRESS", "C INIT_COMPLETE")
                    .submit("A size=2", "B size=2 needs A", "C needs B")
                    .ends("UPDATE_COMPLETE").with("A-1", "B-1", "C-1")
                    .seesStory("create A-1", "create B-1", "update A-1", "update B-1", "create C-1"),

            scenario("An update cancelled with rollback leads back to what was complete")
                    .complete("A", "B needs A")
                    .submit("A size=2", "B size=2 wait=20 needs A", "C needs B")
                    .until(running(UPDATE, "B"))
                    .rollback()
                    .seesThings("A-1", "B-1")
                    .seesRows("A-1 UPDATE_COMPLETE", "B-1 UPDATE_IN_PROGRESS", "C INIT_COMPLETE")
                    .ends("ROLLBACK_COMPLETE").with("A-1", "B-1")
                    .seesNo("create C-1"),

            scenario("A rollback after a cancel leads back to what was complete")
                    .complete("A", "B needs A")
                    .submit("A size=2", "B needs A", "C wait=20 needs B")
                    .until(running(CREATE, "C"))
                    .cancel()
                    .seesRows("A-1 UPDATE_COMPLETE", "B-1 CREATE_COMPLETE", "C CREATE_IN_PROGRESS")
                    .rollback()
                    .ends("ROLLBACK_COMPLETE").with("A-1", "B-1")
                    .seesNo("create C-1", "create A-2"),

            scenario("An update whose time is over because a resource hangs is rolled back")
                    .timeout(HALF_A_MINUTE)
                    .complete("A")
                    .submit("A size=2 wait=100")
                    .until(in("ROLLBACK_IN_PROGRESS"))
                    .seesThings("A-1")
                    .seesRows("A-1 UPDATE_IN_PROGRESS")
                    .ends("ROLLBACK_COMPLETE").with("A-1"));
}
