package io.rowloom.event;

import io.rowloom.engine.EngineId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A committed state change.
 *
 * @param position where it stands in its stack's order
 * @param resource number of the resource row; empty for the stack itself
 * @param name of the resource or the stack
 * @param action as a word, of a stack or a resource
 * @param fence the resource's version at the change; orders the events of one resource. 0 for a stack.
 */
public record Event(
        Cursor position, Instant at, int traversal, OptionalInt resource, String name, String type, Optional<String> physicalId,
        String action, String status, String reason, long fence, Optional<EngineId> engine) {}
