package io.rowloom.plugin;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a resource type promises to templates.
 *
 * @param properties in the order in which they are documented
 * @param attributes the outputs; the attribute {@code show} (all of them) exists for every type
 * @param reference the attribute that {@code get_resource} stands for; empty for the physical id
 * @param signals whether its resources take signals ({@link ResourceCall#signals})
 */
public record TypeSchema(
        String name, String description, Map<String, PropertySchema> properties, Map<String, AttributeSchema> attributes, Optional<String> reference,
        boolean signals) {

    public TypeSchema {
        properties = ImmutableMap.copyOf(properties);
        attributes = ImmutableMap.copyOf(attributes);
        if (reference.isPresent() && !attributes.containsKey(reference.get())) {
            throw new IllegalArgumentException(name + ": the reference attribute '" + reference.get() + "' is not among its attributes");
        }
    }

    public static TypeSchema of(String name, String description) {
        return new TypeSchema(name, description, Map.of(), Map.of(), Optional.empty(), false);
    }

    public TypeSchema property(String property, PropertySchema schema) {
        return new TypeSchema(name, description, ImmutableMap.<String, PropertySchema>builder().putAll(properties).put(property, schema).build(), attributes, reference, signals);
    }

    public TypeSchema attribute(String attribute, AttributeSchema schema) {
        return new TypeSchema(name, description, properties, ImmutableMap.<String, AttributeSchema>builder().putAll(attributes).put(attribute, schema).build(), reference, signals);
    }

    public TypeSchema referencedBy(String attribute) {
        return new TypeSchema(name, description, properties, attributes, Optional.of(attribute), signals);
    }

    public TypeSchema takingSignals() {
        return new TypeSchema(name, description, properties, attributes, reference, true);
    }
}
