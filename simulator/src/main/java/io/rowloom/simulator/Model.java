package io.rowloom.simulator;

import com.google.common.collect.Maps;
import io.rowloom.template.rule.Hook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A stack's resources in shorthand. Each line is a resource: a name, then properties, then what it needs: {@code "B size=2 shape=round needs A C"}. A value
 * {@code $A.size} stands for an attribute of another resource.
 *
 * @param resources by name
 */
public record Model(Map<String, Resource> resources) {
    /** A word among the properties that is none: what becomes of the thing when its resource goes. */
    static final String POLICY = "policy";
    /** Another one: what comes first when its thing is replaced. */
    public static final String REPLACED = "replaced";
    /** Another one: the id of a thing that is not the stack's. */
    public static final String EXTERNAL = "external";
    /** Another one: the hooks that its actions wait for, with commas between them. */
    public static final String HOOKS = "hooks";
    /** And one that is a property of another type: for how many signals creates and updates wait. */
    public static final String AWAITS = "awaits";
    static final List<String> NO_PROPERTIES = List.of(POLICY, REPLACED, EXTERNAL, HOOKS);

    /** Ids of things that are not the stack's. */
    public Set<String> external() {
        return resources.values().stream().flatMap(resource -> Optional.ofNullable(resource.properties().get(EXTERNAL)).stream()).collect(Collectors.toSet());
    }

    /** The resources that are the stack's own. */
    Map<String, Resource> own() {
        return Maps.filterValues(resources, resource -> !resource.properties().containsKey(EXTERNAL));
    }

    /** A resource of a model; {@code needs} names others, whose physical ids become a property. */
    public record Resource(String name, Map<String, String> properties, List<String> needs) {
        /** Whether its things must never exist side by side. */
        boolean deletedFirst() {
            return "delete_first".equals(properties.get(REPLACED));
        }

        /** Whether an action on it waits for the hook. */
        boolean waitsFor(Hook hook) {
            return List.of(properties.getOrDefault(HOOKS, "").split(",")).contains(hook.word());
        }

        static Resource parse(String line) {
            String[] parts = line.split(" needs ");
            String[] words = parts[0].trim().split(" ");
            Map<String, String> properties = new TreeMap<>();
            Arrays.stream(words).skip(1).map(word -> word.split("=", 2)).forEach(pair -> properties.put(pair[0], pair[1]));
            return new Resource(words[0], properties, parts.length > 1 ? List.of(parts[1].trim().split(" ")) : List.of());
        }

        /** The line that gives this resource. */
        @Override
        public String toString() {
            String shown = name + properties.entrySet().stream().map(p -> " " + p.getKey() + "=" + p.getValue()).collect(Collectors.joining());
            return needs.isEmpty() ? shown : shown + " needs " + String.join(" ", needs);
        }
    }

    /** The other resource and its attribute, when the value is one of another. */
    public static Optional<String[]> attribute(String value) {
        return value.startsWith("$") ? Optional.of(value.substring(1).split("\\.", 2)) : Optional.empty();
    }

    private static String expression(String value) {
        return attribute(value).map(a -> "{get_attr: [" + a[0] + ", " + a[1] + "]}").orElse("\"" + value + "\"");
    }

    public static Model of(String... lines) {
        Map<String, Resource> resources = new TreeMap<>();
        Arrays.stream(lines).map(Resource::parse).forEach(r -> resources.put(r.name(), r));
        return new Model(resources);
    }

    /** The model as a template in HOT. */
    public String template() {
        List<String> lines = new ArrayList<>(List.of("heat_template_version: 2021-04-16", "resources:" + (resources.isEmpty() ? " {}" : "")));
        for (Resource resource : resources.values()) {
            lines.add("  " + resource.name() + ":");
            lines.add("    type: " + (resource.properties().containsKey(AWAITS) ? ThingType.AWAITING : ThingType.NAME));
            Optional.ofNullable(resource.properties().get(POLICY)).ifPresent(policy -> lines.add("    deletion_policy: " + policy));
            Optional.ofNullable(resource.properties().get(REPLACED)).ifPresent(order -> lines.add("    update_policy: {replacement: " + order + "}"));
            Optional.ofNullable(resource.properties().get(EXTERNAL)).ifPresent(id -> lines.add("    external_id: " + id));
            lines.add("    properties:");
            resource.properties().entrySet().stream().filter(p -> !NO_PROPERTIES.contains(p.getKey())).forEach(p -> lines.add("      " + p.getKey() + ": " + expression(p.getValue())));
            lines.add("      needs: " + resource.needs().stream().map(n -> "{get_resource: " + n + "}").collect(Collectors.joining(", ", "[", "]")));
        }
        return String.join("\n", lines) + "\n";
    }

    /** The environment that goes with the template; empty when there is nothing to say. */
    String environment() {
        List<String> rules = resources.values().stream().filter(resource -> resource.properties().containsKey(HOOKS))
                .map(resource -> resource.name() + ": {hooks: [" + resource.properties().get(HOOKS) + "]}").toList();
        return rules.isEmpty() ? "" : "resource_registry: {resources: {" + String.join(", ", rules) + "}}";
    }

    @Override
    public String toString() {
        return resources.isEmpty() ? "nothing" : resources.values().stream().map(Resource::toString).collect(Collectors.joining(", "));
    }
}
