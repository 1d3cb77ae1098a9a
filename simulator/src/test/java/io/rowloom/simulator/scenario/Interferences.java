package io.rowloom.simulator.scenario;

import static io.rowloom.simulator.scenario.Scenario.scenario;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What may interfere with an update at any of its steps, and how it must end whatever the step is. */
final class Interferences {
    private Interferences() {}

    /** An update that runs, and what comes after some of its steps. */
    record Interference(Scenario update, UnaryOperator<Scenario> andThen) {
        String name() {
            return update.name();
        }

        Scenario after(int steps) {
            return andThen.apply(update.named(name() + ", after " + steps).then(scene -> scene.world().steps(steps)));
        }
    }

    private record Update(String what, String[] from, String[] to) {}

    private static final List<Update> UPDATES = List.of(
            new Update("a replacement that its consumers move to",
                    new String[] {"A shape=1", "B needs A", "C needs B"}, new String[] {"A shape=2", "B needs A", "C needs B"}),
            new Update("a changed output that forces a replacement",
                    new String[] {"A size=1", "B shape=$A.size", "C needs B"}, new String[] {"A size=2", "B shape=$A.size", "C needs B"}),
            new Update("inverted dependencies, both replaced",
                    new String[] {"A shape=1", "B shape=1 needs A"}, new String[] {"A shape=2 needs B", "B shape=2"}),
            new Update("a replacement that deletes first",
                    new String[] {"A shape=1 replaced=delete_first", "B needs A", "C needs B"}, new String[] {"A shape=2 replaced=delete_first", "B needs A", "C needs B"}),
            new Update("inverted dependencies, both deleted first",
                    new String[] {"A shape=1 replaced=delete_first", "B shape=1 replaced=delete_first needs A"},
                    new String[] {"A shape=2 replaced=delete_first needs B", "B shape=2 replaced=delete_first"}),
            new Update("a rename",
                    new String[] {"A", "B needs A"}, new String[] {"N", "B needs N"}),
            new Update("things that come and go",
                    new String[] {"A", "B needs A", "C needs A"}, new String[] {"A size=2", "C needs A", "D needs C", "E"}));

    static final List<Interference> ALL = UPDATES.stream().flatMap(Interferences::withEach).toList();

    private static Stream<Interference> withEach(Update update) {
        return Stream.of(
                interference("Rollback", update, web -> web.rollback().ends("ROLLBACK_COMPLETE")),
                interference("Delete", update, web -> web.delete().ends("DELETE_COMPLETE").withNothing()),
                interference("An update back", update, web -> web.submit(update.from()).ends("UPDATE_COMPLETE")),
                interference("An update to something else", update, web -> web.submit("A shape=3 needs B", "B size=3", "Z").ends("UPDATE_COMPLETE")),
                interference("A cancel, and a rollback", update, web -> web.cancel().rollback().ends("ROLLBACK_COMPLETE")),
                interference("A cancel, and the same update again", update, web -> web.cancel().submit(update.to()).ends("UPDATE_COMPLETE")));
    }

    private static Interference interference(String what, Update update, UnaryOperator<Scenario> andThen) {
        return new Interference(scenario(what + " at any step of " + update.what()).complete(update.from()).submit(update.to()), andThen);
    }
}
