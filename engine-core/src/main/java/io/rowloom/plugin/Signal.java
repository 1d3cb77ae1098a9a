package io.rowloom.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * What somebody told a resource from outside.
 *
 * @param id made by the one who sent it, so that it can be sent again
 * @param at when it was accepted, on the database's clock
 * @param data any tree; null when nothing was said but the signal itself
 */
public record Signal(UUID id, Instant at, JsonNode data) {}
