package io.rowloom.template.parameter;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowloom.constraint.Constraint;
import io.rowloom.template.document.Characters;
import io.rowloom.template.document.Faults;
import io.rowloom.template.document.Path;
import io.rowloom.value.Secret;
import io.rowloom.value.Secrets;
import java.util.List;
import java.util.Optional;

/**
 * A parameter as a template declares it.
 *
 * @param hidden the value is a secret
 * @param immutable the value may not change in an update; enforced where the update is accepted
 * @param defaultValue of the declared type; a {@link Secret} when hidden
 * @param customConstraints names only: they are not enforced
 */
public record ParameterSchema(
        String name, ParameterType type, String label, String description, boolean hidden, boolean immutable, List<String> tags,
        Optional<JsonNode> defaultValue, List<Rule> rules, List<String> customConstraints) {

    /** @param message instead of the constraint's own, where the template gives one; else empty */
    public record Rule(Constraint constraint, String message) {
        Optional<String> violation(JsonNode value) {
            return constraint.violation(value).map(own -> message.isEmpty() ? own : message);
        }
    }

    public ParameterSchema {
        tags = List.copyOf(tags);
        rules = List.copyOf(rules);
        customConstraints = List.copyOf(customConstraints);
    }

    public ParameterSchema withDefault(JsonNode value) {
        return new ParameterSchema(name, type, label, description, hidden, immutable, tags, Optional.of(value), rules, customConstraints);
    }

    /** The value in its declared type, checked, a secret when hidden or made from one. Empty, with faults, when it does not fit. No message contains the value. */
    Optional<JsonNode> read(JsonNode raw, Path at, Faults faults) {
        Optional<JsonNode> value = ParameterText.read(type, Secrets.reveal(raw));
        if (value.isEmpty()) {
            faults.add(at, "Parameter '" + name + "' is invalid: the value is not " + ParameterText.expected(type));
            return Optional.empty();
        }
        if (!Characters.storable(value.get())) {
            faults.add(at, "Parameter '" + name + "' is invalid: the value contains a character that cannot be stored");
            return Optional.empty();
        }
        List<String> violations = rules.stream().flatMap(rule -> rule.violation(value.get()).stream()).toList();
        violations.forEach(message -> faults.add(at, "Parameter '" + name + "' is invalid: " + message));
        return violations.isEmpty() ? Optional.of(marked(raw, value.get())) : Optional.empty();
    }

    /** The value as a secret, if it is hidden or {@code raw}, what it was made from, is one: what was kept hidden does not come to light with another template. */
    JsonNode marked(JsonNode raw, JsonNode value) {
        return hidden || Secret.isSecret(raw) ? Secret.of(value) : value;
    }
}
