package io.rowloom.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowloom.plugin.Step.Effect;
import java.time.Duration;
import java.util.Optional;

/**
 * How an open action is put aside. Whoever comes by when it is due may go on with it.
 *
 * @param physicalId stored when present
 * @param due from now, on the database's clock
 * @param wakeSeen the count of wake-ups that the claim saw: a later one makes it due at once
 * @param effect whether the call before it can have left something behind: what is unknown stays so until a success
 * @param tries how often it was tried again, this time included
 */
public record Parking(Phase phase, Optional<JsonNode> cookie, Optional<String> physicalId, Duration due, int wakeSeen, Effect effect, int tries) {}
