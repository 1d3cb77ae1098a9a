package io.rowloom.traversal;

import java.util.Set;

/** What planning needs of a resource in the target. {@code dependencies}: names, all of them in the target. */
public record PlannedDefinition(String name, String type, String hash, Set<String> dependencies) {}
