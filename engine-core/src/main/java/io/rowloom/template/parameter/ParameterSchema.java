package io.rowloom.template.parameter;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowloom.constraint.Constraint;
import java.util.List;
import java.util.Optional;

/**
 * A parameter as a template declares it.
 *
 * @param hidden the value is a secret
 * @param immutable the value may not change in an update; enforced where the update is accepted
 * @param defaultValue of the declared type; a {@link io.rowloom.value.Secret} when hidden
 * @param customConstraints names only: they are not enforced
 */
public record ParameterSchema(
        String name, ParameterType type, String label, String description, boolean hidden, boolean immutable, List<String> tags,
        Optional<JsonNode> defaultValue, List<Rule> rules, List<String> customConstraints) {

    /** @param message instead of the constraint's own, where the template gives one; else empty */
    public record Rule(Constraint constraint, String message) {}
}
