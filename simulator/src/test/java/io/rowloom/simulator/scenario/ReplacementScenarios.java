package io.rowloom.simulator.scenario;

import static io.rowloom.resource.ResourceAction.UPDATE;
import static io.rowloom.simulator.scenario.Scenario.scenario;
import static io.rowloom.simulator.scenario.Scene.made;
import static io.rowloom.simulator.scenario.Scene.recorded;
import static io.rowloom.simulator.scenario.Scene.running;
import static io.rowloom.simulator.scenario.Scene.updated;

import java.util.List;

/** Changes that need new copies: a thing's shape cannot be changed in place. */
final class ReplacementScenarios {
    private ReplacementScenarios() {}

    static final List<Scenario> ALL = List.of(
            scenario("A changed output forces a consumer's replacement: dependents move to it, and the old copy goes last").stepByStep()
                    .complete("A size=1", "B shape=$A.size", "C needs B")
                    .submit("A size=2", "B shape=$A.size", "C needs B")
                    .until(recorded("B-2"))
                    .seesThings("A-1", "B-1", "C-1", "B-2")
                    .seesRows("A-1 UPDATE_COMPLETE", "B-1 UPDATE_COMPLETE, former", "C-1 CREATE_COMPLETE", "B-2 CREATE_COMPLETE")
                    .ends("UPDATE_COMPLETE").with("A-1", "B-2", "C-1")
                    .seesStory("create A-1", "create B-1", "create C-1", "update A-1", "create B-2", "update C-1", "delete B-1"),

            scenario("An output that comes out equal changes no consumer")
                    .complete("A size=1", "B shape=$A.size", "C needs B")
                    .submit("A size=1 wait=1", "B shape=$A.size", "C needs B")
                    .ends("UPDATE_COMPLETE").with("A-1", "B-1", "C-1")
                    .seesNo("update B-1", "create B-2", "update C-1"),

            scenario("Inverted dependencies, both replaced: both copies of both exist together, and none is lost").stepByStep()
                    .complete("A shape=1", "B shape=1 needs A")
                    .submit("A shape=2 needs B", "B shape=2")
                    .until(made("B-2"))
                    .seesThings("A-1", "B-1", "B-2")
                    .seesRows("A-1 CREATE_COMPLETE", "B-1 UPDATE_COMPLETE, former", "B CREATE_IN_PROGRESS")
                    .until(recorded("A-2"))
                    .seesAmongRows("A-1 UPDATE_COMPLETE, former", "A-2 CREATE_COMPLETE", "B-2 CREATE_COMPLETE")
                    .seesInOrder("create B-2", "create A-2")
                    .ends("UPDATE_COMPLETE").with("A-2", "B-2")
                    .seesInOrder("create B-2", "delete B-1", "delete A-1")
                    .seesInOrder("create A-2", "delete A-1"),

            scenario("Inverted dependencies, one replaced").stepByStep()
                    .complete("A shape=1", "B shape=1 needs A")
                    .submit("A shape=2 needs B", "B shape=1")
                    .until(recorded("A-2"))
                    .seesThings("A-1", "B-1", "A-2")
                    .seesRows("A-1 UPDATE_COMPLETE, former", "B-1 UPDATE_COMPLETE", "A-2 CREATE_COMPLETE")
                    .ends("UPDATE_COMPLETE").with("A-2", "B-1")
                    .seesStory("create A-1", "create B-1", "update B-1", "create A-2", "delete A-1"),

            scenario("An update that arrives after a replacement and before the old copy is cleaned changes the replacement and cleans the old").stepByStep()
                    .complete("A shape=1", "B needs A")
                    .submit("A shape=2", "B needs A")
                    .until(recorded("A-2"))
                    .submit("A shape=2 size=5", "B needs A")
                    .seesThings("A-1", "A-2", "B-1")
                    .seesRows("A-1 UPDATE_COMPLETE, former", "A-2 CREATE_COMPLETE", "B-1 CREATE_COMPLETE")
                    .ends("UPDATE_COMPLETE").with("A-2", "B-1")
                    .seesInOrder("create A-2", "update B-1", "delete A-1"),

            scenario("A rollback returns to a copy whose place was taken by one that now goes: it is looked at, and made again")
                    .complete("A place=1 size=1", "B needs A")
                    .submit("A place=2 size=1", "B size=1 wait=9 needs A")
                    .until(recorded("A-2"))
                    .submit("A place=1 size=2", "B size=1 wait=9 needs A")
                    .until(recorded("A-3"))
                    .rollback()
                    .ends("ROLLBACK_COMPLETE").with("A-4", "B-1"),

            scenario("A rollback returns to a copy whose place is just being taken by one that now goes")
                    .complete("A place=1 size=1", "B needs A")
                    .submit("A place=2 size=1", "B size=1 wait=9 needs A")
                    .until(recorded("A-2"))
                    .submit("A place=1 size=2", "B size=1 wait=9 needs A")
                    .until(made("A-3"))
                    .rollback()
                    .ends("ROLLBACK_COMPLETE").with("A-4", "B-1"),

            scenario("An older copy came back and took the place of the newer one, which now is wanted again: that is looked at, too")
                    .complete("A place=1 size=1", "B needs A")
                    .submit("A place=2 size=1", "B size=1 wait=9 needs A")
                    .until(recorded("A-2"))
                    .submit("A place=1 size=2", "B size=1 wait=9 needs A", "C needs A")
                    .until(recorded("C-1"))
                    .submit("A place=1 size=1", "B size=1 wait=9 needs A", "C size=1 wait=9 needs A")
                    .until(running(UPDATE, "C"))
                    .submit("A place=1 size=2", "B needs A", "C needs A")
                    .ends("UPDATE_COMPLETE").with("A-5", "B-1", "C-1"),

            scenario("An update that replaces a replacement before the old copy is cleaned: both copies are cleaned up").stepByStep()
                    .complete("A shape=1", "B needs A")
                    .submit("A shape=2", "B needs A")
                    .until(recorded("A-2"))
                    .submit("A shape=3", "B needs A")
                    .until(recorded("A-3"))
                    .seesThings("A-1", "A-2", "A-3", "B-1")
                    .seesRows("A-1 UPDATE_COMPLETE, former", "A-2 UPDATE_COMPLETE, former", "A-3 CREATE_COMPLETE", "B-1 CREATE_COMPLETE")
                    .ends("UPDATE_COMPLETE").with("A-3", "B-1")
                    .seesInOrder("create A-2", "create A-3", "update B-1", "delete A-1")
                    .seesInOrder("create A-3", "delete A-2"),

            scenario("An update that drops what was replaced before the old copy is cleaned: both copies are cleaned up").stepByStep()
                    .complete("A shape=1", "B needs A")
                    .submit("A shape=2", "B needs A")
                    .until(recorded("A-2"))
                    .submit("B")
                    .seesThings("A-1", "A-2", "B-1")
                    .seesRows("A-1 UPDATE_COMPLETE, former", "A-2 CREATE_COMPLETE", "B-1 CREATE_COMPLETE")
                    .ends("UPDATE_COMPLETE").with("B-1")
                    .seesInOrder("create A-2", "delete A-2", "delete A-1")
                    .seesInOrder("update B-1", "delete A-1"),

            scenario("A delete that arrives after a replacement and before the old copy is cleaned: both copies are cleaned up").stepByStep()
                    .complete("A shape=1", "B needs A")
                    .submit("A shape=2", "B needs A")
                    .until(recorded("A-2"))
                    .delete()
                    .seesThings("A-1", "A-2", "B-1")
                    .seesRows("A-1 UPDATE_COMPLETE, former", "A-2 CREATE_COMPLETE", "B-1 CREATE_COMPLETE")
                    .ends("DELETE_COMPLETE").withNothing()
                    .seesInOrder("create A-2", "delete A-2", "delete A-1")
                    .seesInOrder("delete B-1", "delete A-1"),

            scenario("A delete that arrives while a consumer moves to the replacement: the consumer goes before both copies")
                    .complete("A shape=1", "B needs A")
                    .submit("A shape=2", "B size=2 wait=3 needs A")
                    .until(running(UPDATE, "B"))
                    .delete()
                    .seesThings("A-1", "A-2", "B-1")
                    .seesRows("A-1 UPDATE_COMPLETE, former", "A-2 CREATE_COMPLETE", "B-1 UPDATE_IN_PROGRESS")
                    .ends("DELETE_COMPLETE").withNothing()
                    .seesInOrder("delete B-1", "delete A-2", "delete A-1"),

            scenario("Rollback in the middle of a replacement keeps the original and removes the replacement")
                    .complete("A shape=1", "B needs A")
                    .submit("A shape=2", "B needs A")
                    .until(made("A-2"))
                    .rollback()
                    .seesThings("A-1", "A-2", "B-1")
                    .seesRows("A-1 UPDATE_COMPLETE, former", "A CREATE_IN_PROGRESS", "B-1 CREATE_COMPLETE")
                    .ends("ROLLBACK_COMPLETE").with("A-1", "B-1")
                    .seesInOrder("create A-2", "delete A-2")
                    .seesNo("delete A-1", "create A-3"),

            scenario("Rollback after a consumer moved to the replacement moves it back to the original")
                    .complete("A shape=1", "B needs A")
                    .submit("A shape=2", "B needs A", "C wait=20 needs B")
                    .until(updated("B-1"))
                    .seesThings("A-1", "A-2", "B-1")
                    .seesRows("A-1 UPDATE_COMPLETE, former", "A-2 CREATE_COMPLETE", "B-1 UPDATE_IN_PROGRESS", "C INIT_COMPLETE")
                    .rollback()
                    .ends("ROLLBACK_COMPLETE").with("A-1", "B-1")
                    .seesStory("create A-1", "create B-1", "create A-2", "update B-1", "update B-1", "delete A-2"),

            scenario("A replacement of a thing and of its consumer goes from the top, its cleanup from the bottom").stepByStep()
                    .complete("A shape=1", "B shape=1 needs A")
                    .submit("A shape=2", "B shape=2 needs A")
                    .until(recorded("B-2"))
                    .seesThings("A-1", "B-1", "A-2", "B-2")
                    .seesRows("A-1 UPDATE_COMPLETE, former", "A-2 CREATE_COMPLETE", "B-1 UPDATE_COMPLETE, former", "B-2 CREATE_COMPLETE")
                    .ends("UPDATE_COMPLETE").with("A-2", "B-2")
                    .seesStory("create A-1", "create B-1", "create A-2", "create B-2", "delete B-1", "delete A-1"));
}
