package io.rowloom.preview;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowloom.template.References;
import io.rowloom.template.expression.Unknown;
import java.util.Optional;
import java.util.Set;

/**
 * References of a stack in which some resources are still to be made or changed: all that these will give is unknown.
 *
 * @param unknown their names
 */
record ForeseenReferences(References known, Set<String> unknown) implements References {
    @Override
    public String stackName() {
        return known.stackName();
    }

    @Override
    public Optional<String> stackId() {
        return known.stackId();
    }

    @Override
    public String tenant() {
        return known.tenant();
    }

    @Override
    public JsonNode reference(String resource) {
        return unknown.contains(resource) ? Unknown.NODE : known.reference(resource);
    }

    @Override
    public JsonNode attribute(String resource, String attribute) {
        return unknown.contains(resource) ? Unknown.NODE : known.attribute(resource, attribute);
    }
}
