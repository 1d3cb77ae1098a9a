package io.rowloom.simulator.random;

import io.rowloom.simulator.Model;
import io.rowloom.simulator.Trouble;
import io.rowloom.stack.OnFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Scripts that are simpler than another one in one thing. Pure. */
final class Simpler {
    private Simpler() {}

    /** With a resource left out wherever it is mentioned; with fewer workers, without timeout, with the plainest setting for failures. */
    static List<Script> than(Script script) {
        List<Script> found = new ArrayList<>();
        for (String name : names(script)) {
            found.add(script.with(script.actions().stream().map(action -> without(action, name)).toList()));
        }
        for (int workers = 1; workers < script.workers(); workers++) {
            found.add(new Script(script.seed(), script.order(), workers, script.onFailure(), script.timeout(), script.actions()));
        }
        if (script.timeout().isPresent()) {
            found.add(new Script(script.seed(), script.order(), script.workers(), script.onFailure(), Optional.empty(), script.actions()));
        }
        if (script.onFailure() != OnFailure.STOP) {
            found.add(new Script(script.seed(), script.order(), script.workers(), OnFailure.STOP, script.timeout(), script.actions()));
        }
        return found;
    }

    private static Set<String> names(Script script) {
        Set<String> names = new TreeSet<>();
        script.models().forEach(model -> names.addAll(model.resources().keySet()));
        return names;
    }

    private static Action without(Action action, String name) {
        return switch (action) {
            case Action.Submit(String stack, var model, boolean twice) -> new Action.Submit(stack, Models.without(model, name), twice);
            case Action.SubmitBoth(String stack, var one, var other) -> new Action.SubmitBoth(stack, Models.without(one, name), Models.without(other, name));
            default -> action;
        };
    }

    /** The action in simpler forms, the simplest first. */
    static List<Action> than(Action action) {
        return switch (action) {
            case Action.Steps(int count) -> count <= 1 ? List.of() : List.of(new Action.Steps(count / 2), new Action.Steps(count - count / 4 - 1));
            case Action.Pass(Duration time) -> time.toSeconds() <= 1 ? List.of() : List.of(new Action.Pass(time.dividedBy(2)));
            case Action.Submit(String stack, var model, boolean twice) -> {
                List<Action> found = new ArrayList<>(twice ? List.of(new Action.Submit(stack, model, false)) : List.of());
                than(model).forEach(m -> found.add(new Action.Submit(stack, m, twice)));
                yield found;
            }
            case Action.SubmitBoth(String stack, var one, var other) -> {
                List<Action> found = new ArrayList<>(List.of(new Action.Submit(stack, one, false)));
                than(one).forEach(m -> found.add(new Action.SubmitBoth(stack, m, other)));
                than(other).forEach(m -> found.add(new Action.SubmitBoth(stack, one, m)));
                yield found;
            }
            case Action.Pause(int worker, Duration time) ->
                time.toMillis() <= 100 ? List.of() : List.of(new Action.Pause(worker, Duration.ofMillis(time.toMillis() / 2)));
            case Action.Rates(Trouble trouble) -> than(trouble).stream().map(t -> (Action) new Action.Rates(t)).toList();
            case Action.Lose(var part, var verb, int nth) -> nth == 1 ? List.of() : List.of(new Action.Lose(part, verb, nth - 1));
            case Action.Limit(var stack, int most) -> most == 0 ? List.of() : List.of(new Action.Limit(stack, 0));
            case Action.Mark _, Action.Clear _, Action.Signal _, Action.Forget _, Action.Ask _, Action.Locks _, Action.Members _, Action.StartWorker _, Action.Kill _, Action.Drain _ -> List.of();
        };
    }

    /** Without a resource, without a property, without a need. */
    private static List<Model> than(Model model) {
        List<Model> found = new ArrayList<>();
        model.resources().keySet().forEach(name -> found.add(Models.without(model, name)));
        for (Model.Resource resource : model.resources().values()) {
            resource.needs().forEach(need -> found.add(Models.with(model, Models.without(resource, need))));
            for (String property : resource.properties().keySet()) {
                Map<String, String> properties = new TreeMap<>(resource.properties());
                properties.remove(property);
                found.add(Models.with(model, new Model.Resource(resource.name(), properties, resource.needs())));
            }
        }
        return found;
    }

    /** With one kind of trouble less. */
    private static List<Trouble> than(Trouble t) {
        List<Trouble> found = new ArrayList<>(List.of(
                new Trouble(0, t.rerun(), t.hints(), t.retries(), t.failures(), t.late(), t.slow()),
                new Trouble(t.lost(), 0, t.hints(), t.retries(), t.failures(), t.late(), t.slow()),
                new Trouble(t.lost(), t.rerun(), 0, t.retries(), t.failures(), t.late(), t.slow()),
                new Trouble(t.lost(), t.rerun(), t.hints(), 0, t.failures(), t.late(), t.slow()),
                new Trouble(t.lost(), t.rerun(), t.hints(), t.retries(), 0, t.late(), t.slow()),
                new Trouble(t.lost(), t.rerun(), t.hints(), t.retries(), t.failures(), 0, t.slow()),
                new Trouble(t.lost(), t.rerun(), t.hints(), t.retries(), t.failures(), t.late(), 0)));
        found.removeIf(t::equals);
        return found;
    }
}
