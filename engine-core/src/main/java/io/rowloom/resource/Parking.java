package io.rowloom.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.snapshot.LastCopy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How an open action is put aside. Whoever comes by when it is due may go on with it.
 *
 * @param claim what it is put aside under
 * @param physicalId stored when present
 * @param due from now, on the database's clock
 * @param wakeSeen the count of wake-ups that the claim saw: a later one makes it due at once
 * @param effect whether the call before it can have left something behind: what is unknown stays so until a success
 * @param lastCopy stored as a snapshot of its own, when present
 * @param tries how often it was tried again, this time included
 * @param handled ids of the signals that the action has seen to
 */
public record Parking(
        Claim claim, Phase phase, Optional<JsonNode> cookie, Optional<String> physicalId, Duration due, int wakeSeen, Effect effect, int tries, Optional<LastCopy> lastCopy,
        List<UUID> handled) {

    /** Without copy and signals. */
    public Parking(Claim claim, Phase phase, Optional<JsonNode> cookie, Optional<String> physicalId, Duration due, int wakeSeen, Effect effect, int tries) {
        this(claim, phase, cookie, physicalId, due, wakeSeen, effect, tries, Optional.empty(), List.of());
    }
}
