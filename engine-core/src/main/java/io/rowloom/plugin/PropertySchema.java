package io.rowloom.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowloom.constraint.Constraint;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A property of a resource type. Built fluently: {@code PropertySchema.of(STRING, "What it is for").requiredValue().onChange(REPLACE)}.
 *
 * @param fields the entries of a map that has fixed keys; empty when any key is allowed
 * @param item the items of a list, where they have a schema of their own
 * @param sensitive the value is a secret even when the template does not say so
 */
public record PropertySchema(
        Type type, String description, boolean required, Optional<JsonNode> defaultValue, List<Constraint> constraints,
        UpdatePolicy updatePolicy, Map<String, PropertySchema> fields, Optional<PropertySchema> item, boolean sensitive) {

    public enum Type { STRING, NUMBER, INTEGER, BOOLEAN, MAP, LIST, ANY }

    /** An optional property without default that can be changed in place. */
    public static PropertySchema of(Type type, String description) {
        return new PropertySchema(type, description, false, Optional.empty(), List.of(), UpdatePolicy.IN_PLACE, Map.of(), Optional.empty(), false);
    }

    public PropertySchema requiredValue() {
        return new PropertySchema(type, description, true, defaultValue, constraints, updatePolicy, fields, item, sensitive);
    }

    public PropertySchema withDefault(JsonNode value) {
        return new PropertySchema(type, description, required, Optional.of(value), constraints, updatePolicy, fields, item, sensitive);
    }

    public PropertySchema with(Constraint... all) {
        return new PropertySchema(type, description, required, defaultValue, List.of(all), updatePolicy, fields, item, sensitive);
    }

    public PropertySchema onChange(UpdatePolicy policy) {
        return new PropertySchema(type, description, required, defaultValue, constraints, policy, fields, item, sensitive);
    }

    public PropertySchema withFields(Map<String, PropertySchema> entries) {
        return new PropertySchema(type, description, required, defaultValue, constraints, updatePolicy, Map.copyOf(entries), item, sensitive);
    }

    public PropertySchema ofItems(PropertySchema schema) {
        return new PropertySchema(type, description, required, defaultValue, constraints, updatePolicy, fields, Optional.of(schema), sensitive);
    }

    public PropertySchema secret() {
        return new PropertySchema(type, description, required, defaultValue, constraints, updatePolicy, fields, item, true);
    }
}
