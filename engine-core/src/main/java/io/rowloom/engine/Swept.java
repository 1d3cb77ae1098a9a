package io.rowloom.engine;

import io.rowloom.stack.StackId;
import java.util.List;
import java.util.Optional;

/**
 * What {@link Engines#sweep} came across.
 *
 * @param next where to go on; empty: all rows behind the place that it began at were read
 */
public record Swept(List<Held> found, Optional<Place> next) {
    /** The last row that was read. */
    public record Place(StackId stack, int no) {}
}
