package io.rowloom.traversal;

import io.rowloom.resource.ClaimedAction;
import java.util.List;

/**
 * What recording successes and going on in one transaction came to.
 *
 * @param claimed the claims that were got; their nodes may be among those that the finish made ready
 */
public record FinishedAndClaimed(FinishResult finish, List<ClaimedAction> claimed) {}
