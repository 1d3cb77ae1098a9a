package io.rowloom.traversal;

import io.rowloom.resource.ClaimedAction;
import java.util.List;

/**
 * What recording successes and going on in one transaction came to.
 *
 * @param finished in the order in which they were asked for
 * @param claimed the claims that were got; their nodes may be among those that a finish made ready
 */
public record FinishedAndClaimed(List<FinishResult> finished, List<ClaimedAction> claimed) {}
