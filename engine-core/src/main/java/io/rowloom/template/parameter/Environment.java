package io.rowloom.template.parameter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rowloom.problem.Problems;
import io.rowloom.template.document.Faults;
import io.rowloom.template.document.MapReader;
import io.rowloom.template.document.Path;
import io.rowloom.template.rule.RuleBook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The values that a user gives, from environment files and the command line, over those that are kept of what was given before. Later ones replace earlier ones.
 * Not thread-safe.
 */
public final class Environment {
    private static final String PARAMETERS = "parameters";
    private static final String DEFAULTS = "parameter_defaults";
    private static final String REGISTRY = "resource_registry";
    private static final List<String> KEYS = List.of(
            PARAMETERS, DEFAULTS, REGISTRY, "event_sinks", "encrypted_param_names", "parameter_merge_strategies");

    /** A value with the place that a problem with it should name. A secret is marked where that is known already. */
    record Given(JsonNode raw, Path path, Faults faults) {}

    private final Map<String, Given> parameters = new LinkedHashMap<>();
    private final Map<String, Given> defaults = new LinkedHashMap<>();
    private final Map<String, Given> kept = new LinkedHashMap<>();
    private final Map<String, Given> keptDefaults = new LinkedHashMap<>();
    private RuleBook rules = RuleBook.EMPTY;

    /** Keeps what a stored target was given, but for the values of some parameters. It gives way to all that is added. */
    public void keep(ObjectNode given, RuleBook keptRules, Set<String> cleared, Problems problems) {
        MapReader stored = new MapReader(given, Path.of("stored"), Faults.unlocated(problems));
        take(stored.section(PARAMETERS), kept);
        take(stored.section(DEFAULTS), keptDefaults);
        kept.keySet().removeAll(cleared);
        keptDefaults.keySet().removeAll(cleared);
        rules = keptRules;
    }

    /** Adds what an environment file says. */
    public void add(JsonNode tree, Faults faults) {
        MapReader.of(tree, Path.ROOT, faults).ifPresent(file -> {
            file.refuseOthers(KEYS, key -> "environment has wrong section \"" + key + "\"");
            KEYS.stream().filter(key -> !List.of(PARAMETERS, DEFAULTS, REGISTRY).contains(key))
                    .filter(key -> file.value(key).filter(value -> !isEmpty(value)).isPresent())
                    .forEach(key -> faults.add(Path.of(key), key + " is not supported yet", "remove the section"));
            take(file.section(PARAMETERS), parameters);
            take(file.section(DEFAULTS), defaults);
            rules = rules.with(RuleBook.read(file.section(REGISTRY)));
        });
    }

    /** A section with nothing but empty sections in it says nothing either. */
    private static boolean isEmpty(JsonNode value) {
        if (value.isValueNode()) {
            return value.isNull();
        }
        for (JsonNode child : value) {
            if (!isEmpty(child)) {
                return false;
            }
        }
        return true;
    }

    /** Adds what was typed on a command line. */
    public void add(Map<String, String> typed, Problems problems) {
        Faults faults = Faults.unlocated(problems);
        typed.forEach((name, text) -> parameters.put(name, new Given(TextNode.valueOf(text), Path.of(PARAMETERS, name), faults)));
    }

    private static void take(MapReader section, Map<String, Given> into) {
        section.map().properties().stream().filter(entry -> !entry.getValue().isNull()).forEach(entry ->
                into.put(entry.getKey(), new Given(entry.getValue(), section.path().child(entry.getKey()), section.faults())));
    }

    /** What the environments say about how resources are handled. */
    public RuleBook rules() {
        return rules;
    }

    /** Whether a value was added for the parameter, not only kept. */
    public boolean sets(String name) {
        return parameters.containsKey(name);
    }

    /** Values that were added, not those that are kept: a kept one for a parameter that is gone is no fault. */
    Map<String, Given> parameters() {
        return parameters;
    }

    /** What a user gave for the parameter, be it as value or as default. */
    Optional<Given> find(String name) {
        return value(name).or(() -> defaultOf(name));
    }

    /** What was given and is kept for the declared parameters, to be kept again: values and defaults, as they were written, secrets marked. */
    public ObjectNode given(Map<String, ParameterSchema> declared) {
        ObjectNode given = JsonNodeFactory.instance.objectNode();
        ObjectNode values = given.putObject(PARAMETERS);
        ObjectNode byDefault = given.putObject(DEFAULTS);
        declared.values().forEach(parameter -> {
            value(parameter.name()).ifPresent(found -> values.set(parameter.name(), parameter.marked(found.raw(), found.raw())));
            defaultOf(parameter.name()).ifPresent(found -> byDefault.set(parameter.name(), parameter.marked(found.raw(), found.raw())));
        });
        return given;
    }

    private Optional<Given> value(String name) {
        return Optional.ofNullable(parameters.getOrDefault(name, kept.get(name)));
    }

    private Optional<Given> defaultOf(String name) {
        return Optional.ofNullable(defaults.getOrDefault(name, keptDefaults.get(name)));
    }
}
