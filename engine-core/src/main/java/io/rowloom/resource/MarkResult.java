package io.rowloom.resource;

import io.rowloom.engine.EngineId;
import java.util.Optional;

/** What became of a mark. Only {@link Marked} wrote anything. */
public sealed interface MarkResult {
    record Marked() implements MarkResult {}

    /** The row is not as the caller saw it: look again. */
    record Moved() implements MarkResult {}

    /** An action is under way, whose end would overwrite the mark. {@code holder} is empty while nobody is at it. */
    record Busy(Optional<EngineId> holder, ResourceAction action) implements MarkResult {}

    /** The resource's state does not admit the mark. */
    record NotAdmitted(String why) implements MarkResult {}

    /** No such row. */
    record NotFound() implements MarkResult {}
}
