package io.rowloom.snapshot;

import java.util.Set;
import java.util.UUID;

/** The snapshot that a traversal goes back to, and the names of the resources that it has data of. */
public record Restoring(UUID snapshot, Set<String> names) {}
