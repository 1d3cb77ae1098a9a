package io.rowloom.template.expression;

import com.fasterxml.jackson.databind.JsonNode;

/** What the names in expressions stand for. Any answer may be a {@link io.rowloom.value.Secret}, or {@link Unknown}. */
public interface Values {
    /** Of a declared or pseudo parameter. */
    JsonNode parameter(String name);

    JsonNode reference(String resource);

    JsonNode attribute(String resource, String attribute);
}
