package io.rowloom.snapshot;

import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * A snapshot of a stack, or the last one of a single copy that was deleted.
 *
 * @param traversal that took it
 * @param status follows from the stack's traversal: as long as that is current, from its state; afterwards, from how it ended
 * @param target of the stack then: where a restore leads; empty: to nothing
 * @param resource number of the copy whose deletion policy asked for it; empty for a snapshot of the stack
 */
public record Snapshot(
        StackId stack, UUID id, String name, int traversal, Status status, String reason, Optional<String> target, OptionalInt resource, Instant createdAt) {

    /** The reason of a snapshot that a newer request did not let come to its end. */
    public static String superseded(String action) {
        return "superseded by " + action;
    }
}
