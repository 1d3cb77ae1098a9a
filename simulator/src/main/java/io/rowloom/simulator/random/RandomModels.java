package io.rowloom.simulator.random;

import io.rowloom.simulator.Model;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Generated stacks: a graph without circles of some shape, with properties that change in place, that need a new thing, that wait, or that fail. */
final class RandomModels {
    private static final List<String> NAMES = List.of("A", "B", "C", "D", "E", "F", "G", "H", "I", "J");

    private static final Set<String> PLACED = Set.of("B", "E");

    private enum Shape { ANY, SPARSE, CHAIN, FAN_OUT, FAN_IN, DIAMOND, PARTS }

    private final RandomGenerator random;

    RandomModels(RandomGenerator random) {
        this.random = random;
    }

    /** @param mayFail whether some of its resources may fail for good */
    Model any(boolean mayFail) {
        int size = random.nextInt(8) == 0 ? random.nextInt(NAMES.size() + 1) : 1 + random.nextInt(6);
        List<String> names = new ArrayList<>(NAMES.subList(0, size));
        Collections.shuffle(names, new Random(random.nextLong()));
        Shape shape = Shape.values()[random.nextInt(Shape.values().length)];
        Map<String, Model.Resource> resources = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            List<String> needs = names.subList(0, i).stream().sorted().toList();
            resources.put(names.get(i), resource(names.get(i), needs(shape, names, i, needs), mayFail));
        }
        return new Model(resources);
    }

    private List<String> needs(Shape shape, List<String> names, int i, List<String> earlier) {
        return switch (shape) {
            case ANY -> some(earlier, 3);
            case SPARSE -> some(earlier, 6);
            case CHAIN -> i == 0 ? List.of() : List.of(names.get(i - 1));
            case FAN_OUT -> i == 0 ? List.of() : List.of(names.getFirst());
            case FAN_IN -> i == names.size() - 1 ? earlier : List.of();
            case DIAMOND -> i == 0 ? List.of() : i == names.size() - 1 ? names.subList(1, Math.max(1, i)).stream().sorted().toList() : List.of(names.getFirst());
            case PARTS -> i < 2 ? List.of() : List.of(names.get(i - 2));
        };
    }

    private List<String> some(List<String> all, int oneIn) {
        return all.stream().filter(_ -> random.nextInt(oneIn) == 0).toList();
    }

    Model.Resource resource(String name, List<String> needs, boolean mayFail) {
        Map<String, String> properties = new TreeMap<>();
        properties.put("size", random.nextInt(8) == 0 && !needs.isEmpty() ? "$" + needs.getFirst() + ".size" : String.valueOf(random.nextInt(3)));
        properties.put(form(name), random.nextInt(8) == 0 && !needs.isEmpty() ? "$" + needs.getLast() + ".size" : String.valueOf(random.nextInt(2)));
        if (random.nextInt(3) == 0) {
            properties.put("wait", String.valueOf(random.nextInt(3)));
        }
        if (mayFail && random.nextInt(4) == 0) {
            properties.put("fail", "true");
        }
        return new Model.Resource(name, properties, List.copyOf(needs));
    }

    /** The model with some things changed, as users do. There is never a circle. */
    Model changed(Model model, boolean mayFail) {
        Map<String, Model.Resource> resources = new TreeMap<>(model.resources());
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            switch (random.nextInt(8)) {
                case 0 -> add(resources, mayFail);
                case 1 -> drop(resources);
                case 2 -> rename(resources);
                case 3, 4 -> rewire(resources);
                case 5 -> reform(resources, String.valueOf(random.nextInt(3)));
                case 6 -> set(resources, "size", String.valueOf(random.nextInt(4)));
                default -> redefine(resources, mayFail);
            }
        }
        return new Model(resources);
    }

    private void add(Map<String, Model.Resource> resources, boolean mayFail) {
        List<String> free = NAMES.stream().filter(n -> !resources.containsKey(n)).toList();
        if (!free.isEmpty()) {
            String name = any(free);
            resources.put(name, resource(name, some(List.copyOf(resources.keySet()), 3), mayFail));
        }
    }

    private void drop(Map<String, Model.Resource> resources) {
        if (!resources.isEmpty()) {
            String name = any(List.copyOf(resources.keySet()));
            resources.remove(name);
            resources.replaceAll((_, r) -> Models.without(r, name));
        }
    }

    /** The same under another name: for the engine, one goes and one comes. */
    private void rename(Map<String, Model.Resource> resources) {
        List<String> free = NAMES.stream().filter(n -> !resources.containsKey(n)).toList();
        if (!resources.isEmpty() && !free.isEmpty()) {
            String old = any(List.copyOf(resources.keySet()));
            String name = any(free);
            Model.Resource renamed = resources.remove(old);
            resources.put(name, new Model.Resource(name, renamed.properties(), renamed.needs()));
            resources.replaceAll((_, r) -> Models.renamed(r, old, name));
        }
    }

    private void rewire(Map<String, Model.Resource> resources) {
        if (!resources.isEmpty()) {
            String name = any(List.copyOf(resources.keySet()));
            Set<String> above = consumers(resources, name);
            List<String> needs = some(resources.keySet().stream().filter(n -> !above.contains(n)).toList(), 2);
            Model.Resource old = resources.get(name);
            Model.Resource rewired = old;
            for (String need : old.needs()) {
                rewired = needs.contains(need) ? rewired : Models.without(rewired, need);
            }
            resources.put(name, new Model.Resource(name, rewired.properties(), needs));
        }
    }

    /** The resource and all that need it, directly or not. */
    private static Set<String> consumers(Map<String, Model.Resource> resources, String name) {
        Set<String> found = new HashSet<>(Set.of(name));
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Model.Resource resource : resources.values()) {
                grew |= resource.needs().stream().anyMatch(found::contains) && found.add(resource.name());
            }
        }
        return found;
    }

    /** Of some names it is the place that needs a new thing. */
    private static String form(String name) {
        return PLACED.contains(name) ? "place" : "shape";
    }

    private void reform(Map<String, Model.Resource> resources, String value) {
        if (!resources.isEmpty()) {
            String name = any(List.copyOf(resources.keySet()));
            resources.put(name, with(resources.get(name), form(name), value));
        }
    }

    private static Model.Resource with(Model.Resource old, String property, String value) {
        Map<String, String> properties = new TreeMap<>(old.properties());
        properties.put(property, value);
        return new Model.Resource(old.name(), properties, old.needs());
    }

    private void set(Map<String, Model.Resource> resources, String property, String value) {
        if (!resources.isEmpty()) {
            String name = any(List.copyOf(resources.keySet()));
            resources.put(name, with(resources.get(name), property, value));
        }
    }

    private void redefine(Map<String, Model.Resource> resources, boolean mayFail) {
        if (!resources.isEmpty()) {
            Model.Resource old = resources.get(any(List.copyOf(resources.keySet())));
            resources.put(old.name(), resource(old.name(), old.needs(), mayFail));
        }
    }

    /** Every dependency turned round, and everything changed. */
    Model inverted(Model model) {
        Map<String, Model.Resource> resources = new LinkedHashMap<>();
        for (String name : model.resources().keySet()) {
            List<String> needs = model.resources().values().stream().filter(r -> r.needs().contains(name)).map(Model.Resource::name).toList();
            resources.put(name, resource(name, needs, false));
        }
        return new Model(new TreeMap<>(resources));
    }

    private String any(List<String> names) {
        return names.get(random.nextInt(names.size()));
    }
}
