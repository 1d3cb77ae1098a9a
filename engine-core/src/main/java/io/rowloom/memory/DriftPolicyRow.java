package io.rowloom.memory;

import io.rowloom.drift.DriftPolicy;
import io.rowloom.drift.Scheduled;
import java.time.Instant;

/** A row of the table {@code drift_policy}. */
record DriftPolicyRow(DriftPolicy policy, Instant dueAt, int look) {
    Scheduled view() {
        return new Scheduled(policy, dueAt);
    }
}
