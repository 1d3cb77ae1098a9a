package io.rowloom.simulator.scenario;

import static io.rowloom.resource.ResourceAction.CREATE;
import static io.rowloom.simulator.scenario.Scenario.scenario;
import static io.rowloom.simulator.scenario.Scene.deleted;
import static io.rowloom.simulator.scenario.Scene.made;
import static io.rowloom.simulator.scenario.Scene.planned;
import static io.rowloom.simulator.scenario.Scene.recorded;
import static io.rowloom.simulator.scenario.Scene.running;

import java.util.List;

/** Creates, and what interferes with them. */
final class CreateScenarios {
    private CreateScenarios() {}

    static final List<Scenario> ALL = List.of(
            scenario("A diamond is created from its top to its bottom")
                    .submit("A", "B needs A", "C needs A", "D needs B C")
                    .until(made("A-1"))
                    .seesRows("A CREATE_IN_PROGRESS", "B INIT_COMPLETE", "C INIT_COMPLETE", "D INIT_COMPLETE")
                    .until(running(CREATE, "D"))
                    .seesThings("A-1", "B-1", "C-1")
                    .ends("CREATE_COMPLETE").with("A-1", "B-1", "C-1", "D-1")
                    .seesInOrder("create A-1", "create B-1", "create D-1")
                    .seesInOrder("create A-1", "create C-1", "create D-1"),

            scenario("A diamond is deleted from its bottom to its top")
                    .complete("A", "B needs A", "C needs A", "D needs B C")
                    .delete()
                    .until(deleted("D-1"))
                    .seesThings("A-1", "B-1", "C-1")
                    .seesRows("A-1 CREATE_COMPLETE", "B-1 CREATE_COMPLETE", "C-1 CREATE_COMPLETE", "D-1 DELETE_IN_PROGRESS")
                    .ends("DELETE_COMPLETE").withNothing()
                    .seesInOrder("delete D-1", "delete B-1", "delete A-1")
                    .seesInOrder("delete D-1", "delete C-1", "delete A-1"),

            scenario("Disjoint parts do not wait for each other")
                    .submit("A wait=5", "B needs A", "X", "Y needs X")
                    .until(recorded("Y-1"))
                    .seesThings("X-1", "Y-1")
                    .seesRows("A CREATE_IN_PROGRESS", "B INIT_COMPLETE", "X-1 CREATE_COMPLETE", "Y-1 CREATE_COMPLETE")
                    .ends("CREATE_COMPLETE").with("A-1", "B-1", "X-1", "Y-1"),

            scenario("An update of one disjoint part leaves the other alone")
                    .complete("A", "B needs A", "X", "Y needs X")
                    .submit("A", "B needs A", "X size=2", "Y needs X")
                    .ends("UPDATE_COMPLETE").with("A-1", "B-1", "X-1", "Y-1")
                    .seesInOrder("create Y-1", "update X-1")
                    .seesNo("update A-1", "update B-1", "update Y-1"),

            scenario("Rollback of a create that is not planned yet leaves nothing")
                    .submit("A", "B needs A")
                    .rollback()
                    .seesThings()
                    .seesRows()
                    .ends("ROLLBACK_COMPLETE").withNothing()
                    .seesStory(),

            scenario("Rollback of a running create leaves nothing")
                    .submit("A", "B needs A", "C needs B")
                    .until(made("B-1"))
                    .rollback()
                    .seesThings("A-1", "B-1")
                    .seesRows("A-1 CREATE_COMPLETE", "B CREATE_IN_PROGRESS", "C INIT_COMPLETE")
                    .ends("ROLLBACK_COMPLETE").withNothing()
                    .seesStory("create A-1", "create B-1", "delete B-1", "delete A-1"),

            scenario("Rollback of a create that waits leaves nothing")
                    .submit("A", "B wait=20 needs A")
                    .until(running(CREATE, "B"))
                    .rollback()
                    .seesThings("A-1")
                    .seesRows("A-1 CREATE_COMPLETE", "B CREATE_IN_PROGRESS")
                    .ends("ROLLBACK_COMPLETE").withNothing()
                    .seesStory("create A-1", "delete A-1"),

            scenario("Delete during a create leaves nothing")
                    .submit("A", "B needs A", "C needs B")
                    .until(made("B-1"))
                    .delete()
                    .seesThings("A-1", "B-1")
                    .seesRows("A-1 CREATE_COMPLETE", "B CREATE_IN_PROGRESS", "C INIT_COMPLETE")
                    .ends("DELETE_COMPLETE").withNothing()
                    .seesStory("create A-1", "create B-1", "delete B-1", "delete A-1"),

            scenario("Delete during the rollback of a create leaves nothing").stepByStep()
                    .submit("A", "B needs A", "C needs B")
                    .until(recorded("B-1"))
                    .rollback()
                    .until(planned())
                    .delete()
                    .seesThings("A-1", "B-1")
                    .seesAmongRows("A-1 CREATE_COMPLETE", "B-1 CREATE_COMPLETE")
                    .ends("DELETE_COMPLETE").withNothing()
                    .seesInOrder("create B-1", "delete B-1", "delete A-1"),

            scenario("An update during a create adds a resource").stepByStep()
                    .submit("A", "B needs A")
                    .until(recorded("A-1"))
                    .submit("A", "B needs A", "C needs A")
                    .seesThings("A-1")
                    .seesRows("A-1 CREATE_COMPLETE", "B INIT_COMPLETE")
                    .ends("UPDATE_COMPLETE").with("A-1", "B-1", "C-1")
                    .seesNo("update A-1"),

            scenario("An update during a create changes resources that are not yet created").stepByStep()
                    .submit("A", "B size=1 needs A", "C size=1 needs B")
                    .until(recorded("A-1"))
                    .submit("A", "B size=2 needs A", "C size=2 needs B")
                    .seesThings("A-1")
                    .seesRows("A-1 CREATE_COMPLETE", "B INIT_COMPLETE", "C INIT_COMPLETE")
                    .ends("UPDATE_COMPLETE").with("A-1", "B-1", "C-1")
                    .seesStory("create A-1", "create B-1", "create C-1"),

            scenario("An update during a create drops what is not yet created, and it never exists").stepByStep()
                    .submit("A", "B needs A", "C needs B")
                    .until(recorded("A-1"))
                    .submit("A")
                    .seesRows("A-1 CREATE_COMPLETE", "B INIT_COMPLETE", "C INIT_COMPLETE")
                    .ends("UPDATE_COMPLETE").with("A-1")
                    .seesStory("create A-1"),

            scenario("An update that overtakes a running create makes no duplicate")
                    .submit("A size=1 wait=3", "B size=1 needs A")
                    .until(running(CREATE, "A"))
                    .submit("A size=2", "B size=2 needs A")
                    .seesThings()
                    .seesRows("A CREATE_IN_PROGRESS", "B INIT_COMPLETE")
                    .ends("UPDATE_COMPLETE").with("A-1", "B-1")
                    .seesStory("create A-1", "update A-1", "create B-1"),

            scenario("Updates that overtake each other make no duplicates")
                    .submit("A size=1 wait=1", "B size=1 needs A")
                    .until(running(CREATE, "A"))
                    .submit("A size=2 wait=1", "B size=2 needs A")
                    .until(planned())
                    .submit("A size=3 wait=1", "B size=3 needs A")
                    .until(made("A-1"))
                    .seesThings("A-1")
                    .seesRows("A CREATE_IN_PROGRESS", "B INIT_COMPLETE")
                    .submit("A size=4", "B size=4 needs A")
                    .ends("UPDATE_COMPLETE").with("A-1", "B-1")
                    .seesInOrder("create A-1", "update A-1", "create B-1"));
}
