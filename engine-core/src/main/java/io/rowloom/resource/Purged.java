package io.rowloom.resource;

import io.rowloom.engine.Swept;
import java.util.Optional;

/**
 * What became of some rows that were looked at for tombstones.
 *
 * @param rows how many were deleted
 * @param next where to go on; empty: all rows behind the place that it began at were looked at
 */
public record Purged(int rows, Optional<Swept.Place> next) {}
