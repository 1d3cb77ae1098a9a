package io.rowloom.resource;

import java.util.Optional;

/**
 * A claim that is made in the transaction which records what it waits for.
 *
 * @param intent its version was read while the node was ready, or waited for {@code after} and for nothing else
 * @param after the action whose success is recorded by the same verb, and from whose outputs the arguments were worked out; empty: none of them matters
 */
public record NextClaim(ClaimIntent intent, Optional<Claim> after) {}
