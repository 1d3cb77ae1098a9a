package io.rowloom.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.template.expression.Unknown;
import io.rowloom.template.expression.Values;

/** What is known before there is a stack: its parameters. */
record PreviewValues(ObjectNode parameters) implements Values {
    @Override
    public JsonNode parameter(String name) {
        return parameters.hasNonNull(name) ? parameters.get(name) : Unknown.NODE;
    }

    @Override
    public JsonNode reference(String resource) {
        return Unknown.NODE;
    }

    @Override
    public JsonNode attribute(String resource, String attribute) {
        return Unknown.NODE;
    }
}
