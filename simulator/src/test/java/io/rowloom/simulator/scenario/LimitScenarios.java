package io.rowloom.simulator.scenario;

import static io.rowloom.resource.ResourceAction.CREATE;
import static io.rowloom.simulator.scenario.Scenario.scenario;
import static io.rowloom.simulator.scenario.Scene.in;
import static io.rowloom.simulator.scenario.Scene.made;
import static io.rowloom.simulator.scenario.Scene.recorded;
import static io.rowloom.simulator.scenario.Scene.running;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;

/** Limits to what is open at once. That they are kept is looked at after every write. */
final class LimitScenarios {
    private static final String[] WIDE = {"A wait=2", "B", "C wait=1", "D", "E", "F"};

    private LimitScenarios() {}

    static final List<Scenario> ALL = List.of(
            scenario("With a limit of one a wide create goes on one by one")
                    .then(scene -> scene.world().limitThings(1))
                    .submit(WIDE)
                    .until(running(CREATE, "A"))
                    .sees(open(1))
                    .ends("CREATE_COMPLETE").with("A-1", "B-1", "C-1", "D-1", "E-1", "F-1"),

            scenario("A limit of a stack holds for all its resources")
                    .submit(WIDE)
                    .then(scene -> scene.world().limit(Scene.STACK, 2))
                    .until(made("A-1"))
                    .ends("CREATE_COMPLETE").with("A-1", "B-1", "C-1", "D-1", "E-1", "F-1"),

            scenario("A limit that is raised while all of it is used lets others begin")
                    .then(scene -> scene.world().limitThings(1))
                    .submit("A wait=60", "B", "C", "D")
                    .until(running(CREATE, "A"))
                    .sees(open(1))
                    .then(scene -> scene.world().limitThings(3))
                    .until(recorded("D-1"))
                    .sees(scene -> assertThat(scene.rows()).as("A still runs").contains("A CREATE_IN_PROGRESS"))
                    .ends("CREATE_COMPLETE").with("A-1", "B-1", "C-1", "D-1"),

            scenario("A limit that is lowered lets what runs come to its end")
                    .submit("A wait=10", "B wait=10", "C wait=10", "D", "E")
                    .until(running(CREATE, "C"))
                    .then(scene -> scene.world().limitThings(1))
                    .ends("CREATE_COMPLETE").with("A-1", "B-1", "C-1", "D-1", "E-1"),

            scenario("A limit that is taken away holds nobody any more")
                    .then(scene -> scene.world().limitThings(1))
                    .submit("A wait=60", "B", "C")
                    .until(running(CREATE, "A"))
                    .then(scene -> scene.world().limitThings(0))
                    .until(recorded("C-1"))
                    .ends("CREATE_COMPLETE").with("A-1", "B-1", "C-1"),

            scenario("A delete under a limit leaves nothing")
                    .complete("A", "B needs A", "C", "D", "E")
                    .then(scene -> scene.world().limitThings(1))
                    .delete()
                    .ends("DELETE_COMPLETE").withNothing(),

            scenario("A rollback under a limit leads back to what was complete")
                    .complete("A", "B needs A", "C")
                    .then(scene -> scene.world().limit(Scene.STACK, 1))
                    .submit("A size=2", "B size=2 needs A", "C shape=2", "D fail=true needs B", "E")
                    .until(in("ROLLBACK_IN_PROGRESS"))
                    .ends("ROLLBACK_COMPLETE"),

            scenario("A replacement under a limit of one needs room for the new copy")
                    .complete("A shape=1", "B needs A", "C")
                    .then(scene -> scene.world().limitThings(1))
                    .submit("A shape=2", "B needs A", "C size=2")
                    .ends("UPDATE_COMPLETE").with("A-2", "B-1", "C-1"),

            scenario("A delete during a create under a limit waits for what runs")
                    .then(scene -> scene.world().limitThings(1))
                    .submit("A wait=5", "B", "C")
                    .until(running(CREATE, "A"))
                    .delete()
                    .ends("DELETE_COMPLETE").withNothing());

    private static Consumer<Scene> open(int count) {
        return scene -> assertThat(scene.world().rows(Scene.STACK)).filteredOn(row -> row.phase().isPresent()).as("what is open").hasSize(count);
    }
}
