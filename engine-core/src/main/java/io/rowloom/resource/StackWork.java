package io.rowloom.resource;

import java.util.List;

/** Nodes of one stack's current traversal that can run. */
public record StackWork(StackHead stack, List<ReadyNode> nodes) {}
