package io.rowloom.traversal;

import io.rowloom.resource.Claim;

/**
 * A claimed row that is to make way for a new copy.
 *
 * @param node the one that the claim is for
 * @param reason why it cannot stay, for people
 */
public record ReplaceIntent(Claim claim, int node, String reason) {}
