package io.rowloom.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowloom.template.expression.Expression;
import io.rowloom.template.parameter.ParameterSchema;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A template as its author wrote it, read but not checked. Maps keep the author's order. */
record Template(String description, Map<String, ParameterSchema> parameters, Map<String, Resource> resources, Map<String, Output> outputs) {

    /**
     * @param type empty when the template has none, which was reported
     * @param properties always a map
     * @param externalId of what is there already and not the stack's
     * @param source the tree of the whole resource
     */
    record Resource(
            String name, String type, Expression properties, Expression metadata, Set<String> dependsOn, DeletionPolicy deletionPolicy,
            ReplacementOrder replacement, Optional<Expression> externalId, JsonNode source) {}

    record Output(String name, String description, Expression value) {}
}
