package io.rowloom.resource;

import java.util.List;
import java.util.Set;

/**
 * Nodes of one stack's current traversal that can run.
 *
 * @param limited numbers of those of their rows that a limit holds for, as of the reading; they are claimed by {@link Claims#claimWithinLimits}
 */
public record StackWork(StackHead stack, List<ReadyNode> nodes, Set<Integer> limited) {}
