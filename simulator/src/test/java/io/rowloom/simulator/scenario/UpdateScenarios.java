package io.rowloom.simulator.scenario;

import static io.rowloom.resource.ResourceAction.UPDATE;
import static io.rowloom.simulator.scenario.Scenario.scenario;
import static io.rowloom.simulator.scenario.Scene.deleted;
import static io.rowloom.simulator.scenario.Scene.made;
import static io.rowloom.simulator.scenario.Scene.recorded;
import static io.rowloom.simulator.scenario.Scene.running;
import static io.rowloom.simulator.scenario.Scene.updated;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.simulator.Model;
import io.rowloom.simulator.World;
import io.rowloom.stack.Stack;
import io.rowloom.stack.SubmitResult.Accepted;
import io.rowloom.stack.SubmitResult.Conflict;
import java.util.List;

/** Updates of a complete stack, what interferes with them, and the way back. */
final class UpdateScenarios {
    private UpdateScenarios() {}

    static final List<Scenario> ALL = List.of(
            scenario("Grow, shrink, grow again")
                    .complete("A", "B needs A")
                    .complete("A", "B needs A", "C needs B", "D needs C")
                    .seesThings("A-1", "B-1", "C-1", "D-1")
                    .seesRows("A-1 CREATE_COMPLETE", "B-1 CREATE_COMPLETE", "C-1 CREATE_COMPLETE", "D-1 CREATE_COMPLETE")
                    .complete("A", "B needs A")
                    .seesThings("A-1", "B-1")
                    .seesRows("A-1 CREATE_COMPLETE", "B-1 CREATE_COMPLETE")
                    .submit("A", "B needs A", "C needs B", "D needs C")
                    .ends("UPDATE_COMPLETE").with("A-1", "B-1", "C-2", "D-2")
                    .seesStory("create A-1", "create B-1", "create C-1", "create D-1", "delete D-1", "delete C-1", "create C-2", "create D-2"),

            scenario("Grow, shrink, grow again, each before the one before is complete")
                    .complete("A", "B needs A")
                    .submit("A", "B needs A", "C needs B", "D needs C")
                    .until(made("C-1"))
                    .seesThings("A-1", "B-1", "C-1")
                    .submit("A", "B needs A")
                    .until(deleted("C-1"))
                    .seesThings("A-1", "B-1")
                    .seesAmongRows("A-1 CREATE_COMPLETE", "B-1 CREATE_COMPLETE", "C-1 DELETE_IN_PROGRESS")
                    .submit("A", "B needs A", "C needs B", "D needs C")
                    .ends("UPDATE_COMPLETE").with("A-1", "B-1", "C-2", "D-1"),

            scenario("Rollback after an added resource was created removes it").stepByStep()
                    .complete("A")
                    .submit("A", "B needs A", "C wait=20 needs B")
                    .until(recorded("B-1"))
                    .rollback()
                    .seesThings("A-1", "B-1")
                    .seesRows("A-1 CREATE_COMPLETE", "B-1 CREATE_COMPLETE", "C INIT_COMPLETE")
                    .ends("ROLLBACK_COMPLETE").with("A-1")
                    .seesStory("create A-1", "create B-1", "delete B-1"),

            scenario("Rollback before an added resource was created: it never exists")
                    .complete("A")
                    .submit("A size=2 wait=3", "B needs A")
                    .until(running(UPDATE, "A"))
                    .rollback()
                    .seesThings("A-1")
                    .seesRows("A-1 UPDATE_IN_PROGRESS", "B INIT_COMPLETE")
                    .ends("ROLLBACK_COMPLETE").with("A-1")
                    .seesNo("create B-1", "create A-2"),

            scenario("A removed resource whose removal is rolled back before its cleanup keeps its physical copy")
                    .complete("A", "B needs A")
                    .submit("B size=2 wait=3")
                    .until(running(UPDATE, "B"))
                    .rollback()
                    .seesThings("A-1", "B-1")
                    .seesRows("A-1 CREATE_COMPLETE", "B-1 UPDATE_IN_PROGRESS")
                    .ends("ROLLBACK_COMPLETE").with("A-1", "B-1")
                    .seesNo("delete A-1", "create A-2"),

            scenario("A removed resource whose removal is rolled back after its cleanup began gets a new physical copy")
                    .complete("A", "B needs A", "C")
                    .submit("B", "C size=2 wait=20")
                    .until(deleted("A-1"))
                    .rollback()
                    .seesThings("B-1", "C-1")
                    .seesAmongRows("A-1 DELETE_IN_PROGRESS", "B-1 UPDATE_COMPLETE")
                    .ends("ROLLBACK_COMPLETE").with("A-2", "B-1", "C-1")
                    .seesInOrder("delete A-1", "create A-2", "update B-1"),

            scenario("A resource renamed by the user, then rolled back, then updated again")
                    .complete("A", "B needs A", "C")
                    .submit("N", "B needs N", "C size=2 wait=20")
                    .until(updated("B-1"))
                    .seesThings("A-1", "N-1", "B-1", "C-1")
                    .seesAmongRows("A-1 CREATE_COMPLETE", "N-1 CREATE_COMPLETE", "B-1 UPDATE_IN_PROGRESS")
                    .rollback()
                    .until(Scene.in("ROLLBACK_COMPLETE"))
                    .sees(scene -> assertThat(scene.things()).as("the original or, if its cleanup had begun, a new one").hasSize(3).doesNotContain("N-1"))
                    .submit("M", "B needs M", "C")
                    .until(Scene.in("UPDATE_COMPLETE"))
                    .ends("UPDATE_COMPLETE").with("M-1", "B-1", "C-1"),

            scenario("A renamed resource that is rolled back while its consumer has not moved keeps its copy")
                    .complete("A", "B needs A")
                    .submit("N", "B size=2 wait=5 needs N")
                    .until(running(UPDATE, "B"))
                    .seesThings("A-1", "N-1", "B-1")
                    .seesRows("A-1 CREATE_COMPLETE", "N-1 CREATE_COMPLETE", "B-1 UPDATE_IN_PROGRESS")
                    .rollback()
                    .ends("ROLLBACK_COMPLETE").with("A-1", "B-1")
                    .seesNo("delete A-1"),

            scenario("Of two updates submitted at the same instant one is accepted and the other is told; sent again, the last wins")
                    .complete("A size=1", "B needs A")
                    .then(UpdateScenarios::twoUsersAtTheSameInstant)
                    .seesThings("A-1", "B-1")
                    .seesRows("A-1 CREATE_COMPLETE", "B-1 CREATE_COMPLETE")
                    .sees(scene -> assertThat(scene.stack().traversal()).as("one traversal each").isEqualTo(3))
                    .ends("UPDATE_COMPLETE").with("A-1", "B-1")
                    .sees(scene -> assertThat(scene.world().reality().log().getLast()).contains("size=3")));

    private static void twoUsersAtTheSameInstant(Scene scene) {
        World world = scene.world();
        Stack seenByBoth = scene.stack();
        assertThat(world.update(seenByBoth, Model.of("A size=2", "B needs A"))).isEqualTo(new Accepted(seenByBoth.id(), 2));
        Model second = Model.of("A size=3", "B needs A");
        assertThat(world.update(seenByBoth, second)).isEqualTo(new Conflict(scene.stack()));
        assertThat(world.update(scene.stack(), second)).isEqualTo(new Accepted(seenByBoth.id(), 3));
    }
}
