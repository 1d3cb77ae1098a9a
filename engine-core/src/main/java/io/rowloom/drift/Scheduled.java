package io.rowloom.drift;

import java.time.Instant;

/**
 * A policy in force.
 *
 * @param next when the next look is due, on the database's clock; it comes later while the stack is in progress. Means nothing while the policy is off.
 */
public record Scheduled(DriftPolicy policy, Instant next) {}
