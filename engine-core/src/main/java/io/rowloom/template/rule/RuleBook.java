package io.rowloom.template.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.template.document.MapReader;
import io.rowloom.template.document.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The rules that an environment has for resources, by name or by a pattern with {@code *}: its section {@code resource_registry.resources}. Where several match a
 * resource, all of them hold.
 *
 * @param resources {@code {"web*": {"hooks": ["pre-create"], "restricted_actions": ["replace"]}}}; never changed after it was made
 */
public record RuleBook(ObjectNode resources) {
    public static final RuleBook EMPTY = new RuleBook(JsonNodeFactory.instance.objectNode());

    private static final String RESOURCES = "resources";
    private static final String HOOKS = "hooks";
    private static final String RESTRICTED = "restricted_actions";

    public boolean isEmpty() {
        return resources.isEmpty();
    }

    /** What a {@code resource_registry} says. Everything else in it is a fault. */
    public static RuleBook read(MapReader registry) {
        registry.map().fieldNames().forEachRemaining(key -> {
            if (!key.equals(RESOURCES)) {
                registry.faults().add(registry.path().child(key), "a type mapping in resource_registry is not supported yet", "remove it");
            }
        });
        ObjectNode rules = JsonNodeFactory.instance.objectNode();
        registry.section(RESOURCES).map().properties().stream().filter(entry -> !entry.getValue().isNull())
                .forEach(entry -> MapReader.of(entry.getValue(), registry.path().child(RESOURCES).child(entry.getKey()), registry.faults())
                        .ifPresent(rule -> rules.set(entry.getKey(), rule(rule))));
        return new RuleBook(rules);
    }

    private static ObjectNode rule(MapReader rule) {
        rule.map().fieldNames().forEachRemaining(key -> {
            if (!key.equals(HOOKS) && !key.equals(RESTRICTED)) {
                rule.faults().add(rule.path().child(key), key + " is not supported yet: what can be said about a resource is hooks and restricted_actions", "remove it");
            }
        });
        ObjectNode read = JsonNodeFactory.instance.objectNode();
        words(rule, HOOKS, Hook.words(), read);
        words(rule, RESTRICTED, Restriction.words(), read);
        return read;
    }

    /** A word or a list of words. */
    private static void words(MapReader rule, String key, List<String> known, ObjectNode into) {
        if (rule.value(key).isEmpty()) {
            return;
        }
        JsonNode value = rule.value(key).get();
        Path at = rule.path().child(key);
        ArrayNode words = into.putArray(key);
        List<JsonNode> items = value.isTextual() ? List.of(value) : rule.list(key);
        for (int i = 0; i < items.size(); i++) {
            Path place = value.isTextual() ? at : at.item(i);
            if (!items.get(i).isTextual()) {
                rule.faults().add(place, "must be a text, not " + MapReader.kind(items.get(i)));
            } else if (known.contains(items.get(i).textValue())) {
                words.add(items.get(i).textValue());
            } else {
                rule.faults().addUnknownName(place, "\"" + items.get(i).textValue() + "\" is none of " + String.join(", ", known), items.get(i).textValue(), known);
            }
        }
    }

    /** These rules and those of a later environment: for the same name or pattern, what the later one says about hooks or restrictions replaces what was said before. */
    public RuleBook with(RuleBook later) {
        ObjectNode merged = resources.deepCopy();
        later.resources.properties().forEach(entry -> merged.withObjectProperty(entry.getKey()).setAll((ObjectNode) entry.getValue()));
        return new RuleBook(merged);
    }

    public ResourceRules of(String resource) {
        List<String> words = new ArrayList<>();
        resources.properties().stream().filter(entry -> matches(entry.getKey(), resource))
                .forEach(entry -> entry.getValue().forEach(list -> list.forEach(word -> words.add(word.asText()))));
        return words.isEmpty() ? ResourceRules.NONE : ResourceRules.of(words);
    }

    private static boolean matches(String pattern, String name) {
        return pattern.equals(name) || pattern.contains("*")
                && Pattern.matches(Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")), name);
    }
}
