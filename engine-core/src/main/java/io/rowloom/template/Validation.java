package io.rowloom.template;

import io.rowloom.template.parameter.ParameterSchema;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** What a valid template tells about itself. Secrets are masked. */
public record Validation(String description, List<Parameter> parameters) {

    /** @param value what it would be now; empty when the user still has to give one */
    public record Parameter(ParameterSchema schema, Optional<JsonNode> value) {}
}
