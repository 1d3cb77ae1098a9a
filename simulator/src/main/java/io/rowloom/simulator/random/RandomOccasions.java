package io.rowloom.simulator.random;

import io.rowloom.resource.Interventions.Health;
import io.rowloom.simulator.Model;
import io.rowloom.template.rule.Hook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Puts what users do now and then among the actions of a run. Drawn apart, in half of the runs only, so that a run without is what it was before. */
final class RandomOccasions {
    private final RandomGenerator random;
    private final Set<Occasion> occasions;
    /** By stack and name; what users said last about a resource. */
    private final Map<String, Map<String, String>> said = new HashMap<>();
    /** By stack, what was submitted last. */
    private final Map<String, Model> submitted = new TreeMap<>();
    private int signals;

    RandomOccasions(RandomGenerator random, Set<Occasion> occasions) {
        this.random = random;
        this.occasions = occasions;
    }

    static RandomOccasions of(long seed) {
        RandomGenerator random = new SplittableRandom(seed * 31 + 7);
        Set<Occasion> occasions = EnumSet.noneOf(Occasion.class);
        int kinds = Math.max(0, random.nextInt(6) - 2);
        for (int i = 0; i < kinds; i++) {
            occasions.add(Occasion.values()[random.nextInt(Occasion.values().length)]);
        }
        return new RandomOccasions(random, occasions);
    }

    List<Action> among(List<Action> actions) {
        List<Action> all = new ArrayList<>();
        for (Action action : actions) {
            all.add(changed(action));
            for (Occasion occasion : occasions) {
                if (random.nextInt(4) == 0 && !submitted.isEmpty()) {
                    all.addAll(actions(occasion, new ArrayList<>(submitted.keySet()).get(random.nextInt(submitted.size()))));
                    all.add(new Action.Steps(random.nextInt(40)));
                }
            }
        }
        return all;
    }

    private List<Action> actions(Occasion occasion, String stack) {
        return switch (occasion) {
            case MARKS -> ofOne(stack, name -> new Action.Mark(stack, name, random.nextInt(4) == 0 ? Health.HEALTHY : Health.UNHEALTHY));
            case SNAPSHOTS -> switch (random.nextInt(8)) {
                case 0 -> List.of(new Action.Forget(stack));
                case 1, 2, 3 -> List.of(new Action.Ask(stack, Wish.RESTORE));
                default -> atRest(new Action.Ask(stack, Wish.SNAPSHOT));
            };
            case LEAVING -> random.nextInt(3) == 0 ? atRest(new Action.Ask(stack, Wish.ABANDON)) : List.of();
            case EXTERNALS -> List.of();
            case HOOKS -> List.of(new Action.Clear(stack));
            case SIGNALS -> ofOne(stack, name -> new Action.Signal(stack, name, random.nextInt(3) == 0 ? signals : ++signals));
        };
    }

    /** Not admitted while anything runs, so mostly it is asked for when the last request has had its time. */
    private List<Action> atRest(Action action) {
        return random.nextInt(4) == 0 ? List.of(action) : List.of(new Action.Pass(Duration.ofSeconds(2 + random.nextInt(20))), action);
    }

    private List<Action> ofOne(String stack, Function<String, Action> action) {
        List<String> names = List.copyOf(submitted.get(stack).resources().keySet());
        return names.isEmpty() ? List.of() : List.of(action.apply(names.get(random.nextInt(names.size()))));
    }

    private Action changed(Action action) {
        return switch (action) {
            case Action.Submit(String stack, Model model, boolean twice) -> new Action.Submit(stack, changed(stack, model), twice);
            case Action.SubmitBoth(String stack, Model one, Model other) -> new Action.SubmitBoth(stack, changed(stack, one), changed(stack, other));
            default -> action;
        };
    }

    private Model changed(String stack, Model model) {
        Map<String, Model.Resource> resources = new TreeMap<>(model.resources());
        resources.replaceAll((_, resource) -> changed(stack, resource));
        submitted.put(stack, new Model(resources));
        return submitted.get(stack);
    }

    private Model.Resource changed(String stack, Model.Resource resource) {
        Map<String, String> properties = new TreeMap<>(resource.properties());
        for (Occasion occasion : occasions) {
            switch (occasion) {
                case EXTERNALS -> last(stack, resource.name(), Model.EXTERNAL, random.nextBoolean() ? "" : "Z-" + random.nextInt(3))
                        .ifPresent(id -> properties.put(Model.EXTERNAL, id));
                case HOOKS -> last(stack, resource.name(), Model.HOOKS, hooks()).ifPresent(hooks -> properties.put(Model.HOOKS, hooks));
                case SIGNALS -> last(stack, resource.name(), Model.AWAITS, random.nextBoolean() ? "" : String.valueOf(random.nextInt(3))).ifPresent(count -> {
                    properties.remove("wait");
                    properties.put(Model.AWAITS, count);
                });
                case MARKS, SNAPSHOTS, LEAVING -> { }
            }
        }
        return new Model.Resource(resource.name(), properties, resource.needs());
    }

    /** What is said of it now, or was last. */
    private Optional<String> last(String stack, String resource, String property, String now) {
        Map<String, String> words = said.computeIfAbsent(stack + "." + resource, _ -> new HashMap<>());
        if (random.nextInt(4) == 0) {
            words.put(property, now);
        }
        return Optional.ofNullable(words.get(property)).filter(word -> !word.isEmpty());
    }

    private String hooks() {
        List<String> hooks = new ArrayList<>(Hook.words());
        hooks.removeIf(_ -> random.nextInt(4) > 0);
        return String.join(",", hooks);
    }
}
