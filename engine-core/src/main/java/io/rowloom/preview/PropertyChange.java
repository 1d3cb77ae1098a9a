package io.rowloom.preview;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowloom.template.expression.Unknown;
import java.util.Optional;

/**
 * A value that changes.
 *
 * @param path the deepest place that tells it: {@code properties.env.LEVEL}
 * @param before empty when there was none; may hold {@link io.rowloom.value.Secret}s
 * @param after empty when there is none any more; may hold secrets, and {@link Unknown} for what is known only after something else was made or changed
 * @param forces whether it is this property that asks for the replacement, or may not be changed
 */
public record PropertyChange(String path, Optional<JsonNode> before, Optional<JsonNode> after, boolean forces) {

    public boolean knownAfterApply() {
        return after.filter(Unknown::in).isPresent();
    }
}
