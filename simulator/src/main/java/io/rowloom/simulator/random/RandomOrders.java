package io.rowloom.simulator.random;

import io.rowloom.simulator.Model;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * What comes first where a thing is replaced, as users say it and change their minds. Drawn apart, in some runs only, so that a run without is what it was before there was
 * a choice.
 */
final class RandomOrders {
    private final RandomGenerator random;
    private final boolean any;
    /** By name, whatever the stack; a name that is not here has no word about it. */
    private final Map<String, String> orders = new HashMap<>();

    RandomOrders(long seed) {
        random = new SplittableRandom(seed);
        any = random.nextInt(3) > 0;
    }

    Model in(Model model) {
        if (!any) {
            return model;
        }
        Map<String, Model.Resource> resources = new TreeMap<>(model.resources());
        resources.replaceAll((name, resource) -> {
            if (random.nextInt(4) == 0) {
                orders.put(name, random.nextInt(3) == 0 ? "create_first" : "delete_first");
            }
            Map<String, String> properties = new TreeMap<>(resource.properties());
            if (orders.containsKey(name)) {
                properties.put(Model.REPLACED, orders.get(name));
            }
            return new Model.Resource(name, properties, resource.needs());
        });
        return new Model(resources);
    }
}
