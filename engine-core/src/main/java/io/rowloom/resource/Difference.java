package io.rowloom.resource;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A property that is not as it should be.
 *
 * @param path from the properties down to the deepest place that differs: {@code environment.LEVEL}
 * @param expected null where nothing should be
 * @param found null where nothing is
 */
public record Difference(String path, JsonNode expected, JsonNode found) {}
