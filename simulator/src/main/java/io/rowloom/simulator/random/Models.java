package io.rowloom.simulator.random;

import io.rowloom.simulator.Model;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Small changes of models. Pure. */
final class Models {
    private Models() {}

    /** The resource without any mention of another one. */
    static Model.Resource without(Model.Resource resource, String other) {
        return mentions(resource, value -> Model.attribute(value).filter(a -> a[0].equals(other)).map(_ -> "1").orElse(value),
                need -> need.equals(other) ? "" : need);
    }

    /** The resource with another one mentioned under its new name. */
    static Model.Resource renamed(Model.Resource resource, String old, String name) {
        return mentions(resource, value -> Model.attribute(value).filter(a -> a[0].equals(old)).map(a -> "$" + name + "." + a[1]).orElse(value),
                need -> need.equals(old) ? name : need);
    }

    private static Model.Resource mentions(Model.Resource resource, UnaryOperator<String> inValues, UnaryOperator<String> inNeeds) {
        Map<String, String> properties = new TreeMap<>(resource.properties());
        properties.replaceAll((_, value) -> inValues.apply(value));
        return new Model.Resource(resource.name(), properties, resource.needs().stream().map(inNeeds).filter(n -> !n.isEmpty()).sorted().toList());
    }

    /** The model without a resource, and without any mention of it. */
    static Model without(Model model, String name) {
        Map<String, Model.Resource> resources = new TreeMap<>(model.resources());
        resources.remove(name);
        resources.replaceAll((_, r) -> without(r, name));
        return new Model(resources);
    }

    static Model with(Model model, Model.Resource resource) {
        Map<String, Model.Resource> resources = new TreeMap<>(model.resources());
        resources.put(resource.name(), resource);
        return new Model(resources);
    }

    /** The model with nothing in it that fails. */
    static Model good(Model model) {
        Map<String, Model.Resource> resources = new TreeMap<>(model.resources());
        resources.replaceAll((_, r) -> {
            Map<String, String> properties = new TreeMap<>(r.properties());
            properties.remove("fail");
            return new Model.Resource(r.name(), properties, r.needs());
        });
        return new Model(resources);
    }
}
