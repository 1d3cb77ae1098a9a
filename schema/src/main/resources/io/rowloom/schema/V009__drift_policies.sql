-- Comparison with reality at set times.

CREATE TABLE drift_policy (
    stack_id   uuid PRIMARY KEY,
    mode       text NOT NULL,
    every_secs int NOT NULL,
    due_at     timestamptz NOT NULL,
    look       int NOT NULL DEFAULT 1,
    CHECK (mode IN ('OFF', 'DETECT', 'CORRECT')),
    CHECK (every_secs >= 10)
);
CREATE INDEX drift_policy_due ON drift_policy (due_at, stack_id) WHERE mode <> 'OFF';
COMMENT ON TABLE drift_policy IS 'How often engines compare a stack with reality unasked, and whether they mend what differs. A stack without a row: never. Goes some time after its stack was deleted.';
COMMENT ON COLUMN drift_policy.due_at IS 'The next look. Means nothing while mode is OFF.';
COMMENT ON COLUMN drift_policy.look IS 'Number of the next look, which only grows, also while the policy is off. The id of the request that a look sends follows from it.';
