package io.rowloom.simulator.scenario;

import static io.rowloom.resource.ResourceAction.DELETE;
import static io.rowloom.resource.ResourceAction.UPDATE;
import static io.rowloom.simulator.scenario.Scenario.scenario;
import static io.rowloom.simulator.scenario.Scene.deleted;
import static io.rowloom.simulator.scenario.Scene.in;
import static io.rowloom.simulator.scenario.Scene.made;
import static io.rowloom.simulator.scenario.Scene.recorded;
import static io.rowloom.simulator.scenario.Scene.running;

import io.rowloom.simulator.Trouble;
import io.rowloom.stack.OnFailure;
import java.util.List;
import java.util.function.Consumer;

/** Replacements of what must not exist twice. The judge sees to it that it never does. */
final class DeleteFirstScenarios {
    private static final String ONE = "A shape=1 replaced=delete_first";
    private static final String TWO = "A shape=2 replaced=delete_first";
    private static final Consumer<Scene> EVERY_CALL_FAILS = scene -> scene.world().trouble(new Trouble(0, 0, 0, 0, 1, 0, 0));
    private static final Consumer<Scene> NO_MORE = scene -> scene.world().trouble(new Trouble(0, 0, 0, 0, 0, 0, 0));

    private DeleteFirstScenarios() {}

    private static Scenario replacing(String name) {
        return scenario(name).onFailure(OnFailure.STOP).complete(ONE, "B needs A").submit(TWO, "B needs A");
    }

    static final List<Scenario> ALL = List.of(
            replacing("What must not exist twice goes before its replacement is made, and its consumer moves after that")
                    .until(deleted("A-1"))
                    .seesThings("B-1")
                    .seesRows("A-1 DELETE_IN_PROGRESS, former", "A INIT_COMPLETE", "B-1 CREATE_COMPLETE")
                    .ends("UPDATE_COMPLETE").with("A-2", "B-1")
                    .seesStory("create A-1", "create B-1", "delete A-1", "create A-2", "update B-1"),

            scenario("A consumer that needs it no more lets go of it before it goes")
                    .complete(ONE, "B needs A", "C needs A")
                    .submit(TWO, "B wait=3", "C needs A")
                    .ends("UPDATE_COMPLETE").with("A-2", "B-1", "C-1")
                    .seesInOrder("update B-1", "delete A-1", "create A-2", "update C-1"),

            scenario("A consumer that must not exist twice either is replaced after it")
                    .complete(ONE, "B shape=1 replaced=delete_first needs A")
                    .submit(TWO, "B shape=2 replaced=delete_first needs A")
                    .ends("UPDATE_COMPLETE").with("A-2", "B-2")
                    .seesStory("create A-1", "create B-1", "delete A-1", "create A-2", "delete B-1", "create B-2"),

            scenario("What must not exist twice stays, with what needs it, when something fails that its other type's copy depends on").onFailure(OnFailure.FINISH)
                    .complete("A", "B needs A")
                    .submit("A awaits=1 replaced=delete_first needs D", "B needs A", "D fail=true")
                    .ends("UPDATE_FAILED").with("A-1", "B-1")
                    .seesNo("delete A-1"),

            replacing("When the deletion fails nothing is made, and the next update deletes first again")
                    .until(running(DELETE, "A"))
                    .then(EVERY_CALL_FAILS)
                    .until(in("UPDATE_FAILED"))
                    .seesNo("create A-2")
                    .seesRows("A-1 DELETE_FAILED, former", "A INIT_COMPLETE", "B-1 CREATE_COMPLETE")
                    .then(NO_MORE)
                    .submit("A shape=3 replaced=delete_first", "B needs A")
                    .ends("UPDATE_COMPLETE").with("A-2", "B-1")
                    .seesInOrder("delete A-1", "create A-2", "update B-1"),

            replacing("When the deletion fails and the template of before is wanted again, it is made anew after the deletion")
                    .until(running(DELETE, "A"))
                    .then(EVERY_CALL_FAILS)
                    .until(in("UPDATE_FAILED"))
                    .then(NO_MORE)
                    .submit(ONE, "B needs A")
                    .ends("UPDATE_COMPLETE").with("A-2", "B-1")
                    .seesInOrder("delete A-1", "create A-2", "update B-1"),

            scenario("When the create fails after the old copy is gone, a rollback makes a copy as of before")
                    .complete(ONE, "B needs A")
                    .submit("A shape=2 replaced=delete_first fail=true", "B needs A")
                    .until(in("ROLLBACK_IN_PROGRESS"))
                    .seesThings("B-1")
                    .ends("ROLLBACK_COMPLETE").with("A-2", "B-1")
                    .seesStory("create A-1", "create B-1", "delete A-1", "create A-2", "update B-1"),

            scenario("A rollback to a template that did not say so deletes first all the same")
                    .complete("A shape=1", "B needs A")
                    .submit(TWO, "B needs A")
                    .until(made("A-2"))
                    .rollback()
                    .ends("ROLLBACK_COMPLETE").with("A-3", "B-1")
                    .seesInOrder("delete A-1", "create A-2", "delete A-2", "create A-3", "update B-1"),

            replacing("A newer update during the deletion is what is made")
                    .until(running(DELETE, "A"))
                    .submit("A shape=3 replaced=delete_first", "B needs A")
                    .ends("UPDATE_COMPLETE").with("A-2", "B-1")
                    .seesInOrder("delete A-1", "create A-2", "update B-1"),

            replacing("A newer update during the create replaces what is made, deleting that first")
                    .until(made("A-2"))
                    .submit("A shape=3 replaced=delete_first", "B needs A")
                    .ends("UPDATE_COMPLETE").with("A-3", "B-1")
                    .seesInOrder("delete A-1", "create A-2", "delete A-2", "create A-3", "update B-1"),

            scenario("An update back before the deletion is begun keeps the old copy")
                    .complete(ONE, "B needs A")
                    .submit(TWO, "B wait=60")
                    .until(scene -> running(UPDATE, "B").test(scene) && scene.rows().contains("A INIT_COMPLETE"))
                    .submit(ONE, "B needs A")
                    .ends("UPDATE_COMPLETE").with("A-1", "B-1")
                    .seesNo("delete A-1", "create A-2"),

            replacing("An update back during the deletion makes a copy as of before")
                    .until(running(DELETE, "A"))
                    .submit(ONE, "B needs A")
                    .ends("UPDATE_COMPLETE").with("A-2", "B-1")
                    .seesStory("create A-1", "create B-1", "delete A-1", "create A-2", "update B-1"),

            replacing("A delete of the stack during the deletion makes nothing any more")
                    .until(running(DELETE, "A"))
                    .delete()
                    .ends("DELETE_COMPLETE").withNothing()
                    .seesNo("create A-2"),

            replacing("A delete of the stack after the new copy was made")
                    .until(recorded("A-2"))
                    .delete()
                    .ends("DELETE_COMPLETE").withNothing()
                    .seesInOrder("delete A-1", "create A-2", "delete A-2"),

            replacing("An update that allows two copies while the old one is deleted")
                    .until(running(DELETE, "A"))
                    .submit("A shape=2", "B needs A")
                    .ends("UPDATE_COMPLETE").with("A-2", "B-1"),

            scenario("An update that forbids two copies while both exist deletes the old one, and what it makes then it makes alone")
                    .complete("A shape=1", "B needs A")
                    .submit("A shape=2", "B needs A")
                    .until(recorded("A-2"))
                    .submit("A shape=3 replaced=delete_first", "B needs A")
                    .ends("UPDATE_COMPLETE").with("A-3", "B-1")
                    .seesInOrder("delete A-1", "delete A-2", "create A-3"),

            scenario("What could not be made beside the old copy is made once the template says delete_first").onFailure(OnFailure.STOP)
                    .complete("A shape=1", "B needs A")
                    .submit("A shape=2 fail=true", "B needs A")
                    .until(in("UPDATE_FAILED"))
                    .seesThings("A-1", "B-1")
                    .submit(TWO, "B needs A")
                    .ends("UPDATE_COMPLETE").with("A-2", "B-1")
                    .seesStory("create A-1", "create B-1", "delete A-1", "create A-2", "update B-1"),

            scenario("What is retained is let go of, and then the new copy is made")
                    .complete("A shape=1 replaced=delete_first policy=Retain", "B needs A")
                    .submit("A shape=2 replaced=delete_first policy=Retain", "B needs A")
                    .ends("UPDATE_COMPLETE")
                    .seesThings("A-1", "A-2", "B-1")
                    .seesStory("create A-1", "create B-1", "create A-2", "update B-1"));
}
