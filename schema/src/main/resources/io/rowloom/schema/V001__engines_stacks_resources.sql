-- All state of Rowloom. Rows of a stack carry stack_id first in their key, and every statement of the hot path names it: the tables can be sharded by it.
-- No triggers, no functions, no sequences, no foreign keys; time is this database's clock. Statuses are words, so that a person can read the tables.

CREATE TABLE setting (
    name  text PRIMARY KEY,
    value text NOT NULL
);
COMMENT ON TABLE setting IS 'Facts about this installation that all engines must share, such as the check value of the secrets key.';

CREATE TABLE engine (
    id          uuid PRIMARY KEY,
    name        text NOT NULL,
    host        text NOT NULL,
    pid         bigint NOT NULL,
    slots       int NOT NULL,
    started_at  timestamptz NOT NULL DEFAULT now(),
    lease_until timestamptz NOT NULL,
    stopping    boolean NOT NULL DEFAULT false,
    dead        boolean NOT NULL DEFAULT false
) WITH (fillfactor = 50);
COMMENT ON TABLE engine IS 'One row per worker process start. Renewed while it lives; dead is set once and never unset; removed when no claim names it.';

CREATE TABLE template (
    hash       text PRIMARY KEY,
    document   jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    used_at    timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE template IS 'Targets: a template with its parameters, immutable, addressed by hash. Secrets in it are sealed.';

CREATE TABLE stack (
    id             uuid PRIMARY KEY,
    tenant         text NOT NULL,
    name           text NOT NULL,
    traversal      int NOT NULL,
    planned        int NOT NULL DEFAULT 0,
    plan_attempts  int NOT NULL DEFAULT 0,
    action         text NOT NULL,
    status         text NOT NULL,
    reason         text NOT NULL DEFAULT '',
    target         text,
    last_template  text,
    on_failure     text NOT NULL,
    request_id     uuid NOT NULL,
    timeout_secs   int,
    deadline_at    timestamptz,
    pending        int NOT NULL DEFAULT 0,
    failed         int NOT NULL DEFAULT 0,
    next_no        int NOT NULL DEFAULT 1,
    settled        boolean NOT NULL DEFAULT false,
    created_at     timestamptz NOT NULL DEFAULT now(),
    updated_at     timestamptz NOT NULL DEFAULT now(),
    deleted_at     timestamptz,
    CHECK (action IN ('CREATE', 'UPDATE', 'DELETE', 'ROLLBACK', 'CHECK', 'SUSPEND', 'RESUME', 'ADOPT', 'SNAPSHOT', 'RESTORE')),
    CHECK (status IN ('IN_PROGRESS', 'COMPLETE', 'FAILED')),
    CHECK (on_failure IN ('ROLLBACK', 'STOP', 'FINISH')),
    CHECK (planned <= traversal),
    CHECK (pending >= 0),
    CHECK (failed >= 0),
    CHECK (deleted_at IS NULL OR (action = 'DELETE' AND status = 'COMPLETE'))
) WITH (fillfactor = 50);
CREATE UNIQUE INDEX stack_live_name ON stack (tenant, name) WHERE deleted_at IS NULL;
CREATE INDEX stack_in_progress ON stack (id) WHERE status = 'IN_PROGRESS';
CREATE INDEX stack_unsettled ON stack (id) WHERE NOT settled;
COMMENT ON TABLE stack IS 'A named set of resources. traversal only grows: one per accepted request or rollback. planned < traversal: the plan is still to be made.';
COMMENT ON COLUMN stack.target IS 'Where the current traversal leads; null: to nothing.';
COMMENT ON COLUMN stack.last_template IS 'The target that completed last: where a rollback leads; null: to nothing.';
COMMENT ON COLUMN stack.pending IS 'Nodes of the current traversal that are not done; at zero it ends.';
COMMENT ON COLUMN stack.next_no IS 'The next number for a resource or node.';
COMMENT ON COLUMN stack.settled IS 'Ended some time ago, and nothing is claimed or open: the sweeps need not look at it.';

CREATE TABLE resource (
    stack_id        uuid NOT NULL,
    no              int NOT NULL,
    name            text NOT NULL,
    type            text NOT NULL,
    current         boolean NOT NULL,
    physical_id     text,
    action          text NOT NULL DEFAULT 'INIT',
    status          text NOT NULL DEFAULT 'COMPLETE',
    reason          text NOT NULL DEFAULT '',
    engine_id       uuid,
    claimed_at      timestamptz,
    version         bigint NOT NULL DEFAULT 0,
    claim_traversal int NOT NULL DEFAULT -1,
    claim_node      int,
    claim_definition text,
    claim_requires  int[] NOT NULL DEFAULT '{}',
    generation      int NOT NULL DEFAULT 0,
    phase           text,
    cookie          jsonb,
    next_poll_at    timestamptz,
    wake            int NOT NULL DEFAULT 0,
    wake_seen       int NOT NULL DEFAULT 0,
    attempts        int NOT NULL DEFAULT 0,
    tries           int NOT NULL DEFAULT 0,
    cancel          boolean NOT NULL DEFAULT false,
    effect          text NOT NULL DEFAULT 'NONE',
    dirty           boolean NOT NULL DEFAULT false,
    dirty_traversal int NOT NULL DEFAULT 0,
    deletion_policy text NOT NULL DEFAULT 'DELETE',
    definition_hash text,
    input_hash      text,
    args            jsonb,
    properties      jsonb,
    outputs         jsonb,
    requires        int[] NOT NULL DEFAULT '{}',
    replaces        int,
    replaced_by     int,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (stack_id, no),
    CHECK (action IN ('INIT', 'CREATE', 'UPDATE', 'DELETE', 'CHECK', 'SUSPEND', 'RESUME', 'ADOPT', 'SNAPSHOT', 'RESTORE')),
    CHECK (status IN ('IN_PROGRESS', 'COMPLETE', 'FAILED')),
    CHECK (phase IN ('BEGIN', 'WAIT', 'RETRY', 'REFUSED')),
    CHECK (effect IN ('NONE', 'UNKNOWN')),
    CHECK (deletion_policy IN ('DELETE', 'RETAIN', 'SNAPSHOT')),
    CHECK ((engine_id IS NULL) = (claimed_at IS NULL)),
    CHECK (engine_id IS NULL OR phase IS NOT NULL),
    CHECK ((phase IS NULL) = (status <> 'IN_PROGRESS'))
) WITH (fillfactor = 50);
CREATE UNIQUE INDEX resource_current_name ON resource (stack_id, name) WHERE current;
COMMENT ON TABLE resource IS 'One row per physical copy of a resource. Claimed by engine_id with a growing version (the fence); phase is set while an action is open.';
COMMENT ON COLUMN resource.current IS 'The copy that dependents see under this name.';
COMMENT ON COLUMN resource.version IS 'Grows with each claim and each plan that visits the row; guards every write of the one who claimed it.';
COMMENT ON COLUMN resource.generation IS 'Part of the idempotency key; grows with an action whose predecessor''s effect is known.';
COMMENT ON COLUMN resource.attempts IS 'Take-overs of the open action.';
COMMENT ON COLUMN resource.tries IS 'Retries of the open action after retryable failures.';
COMMENT ON COLUMN resource.effect IS 'UNKNOWN: the last action may have left something behind that no column names.';
COMMENT ON COLUMN resource.dirty IS 'A plan has a node for this row, of traversal dirty_traversal or earlier, that is not done.';
COMMENT ON COLUMN resource.claim_definition IS 'What definition_hash becomes when the open action succeeds; claim_requires likewise.';
COMMENT ON COLUMN resource.definition_hash IS 'Of the definition that the last success fulfilled.';
COMMENT ON COLUMN resource.input_hash IS 'Of type and resolved properties of the last success.';
COMMENT ON COLUMN resource.args IS 'Resolved properties of the open or last action.';
COMMENT ON COLUMN resource.properties IS 'Resolved properties of the last success.';
COMMENT ON COLUMN resource.requires IS 'Numbers of the rows this one depends on; old and new together while an action runs.';

CREATE TABLE node (
    stack_id    uuid NOT NULL,
    traversal   int NOT NULL,
    no          int NOT NULL,
    resource    int NOT NULL,
    kind        text NOT NULL,
    waiting_for int NOT NULL,
    done        boolean NOT NULL DEFAULT false,
    dependents  int[] NOT NULL,
    PRIMARY KEY (stack_id, traversal, no),
    CHECK (kind IN ('UPDATE', 'CLEANUP')),
    CHECK (waiting_for >= 0)
) WITH (fillfactor = 50);
COMMENT ON TABLE node IS 'A step of a traversal: update or clean up one resource, once waiting_for is zero. Nodes of older traversals are void.';

CREATE TABLE event (
    stack_id    uuid NOT NULL,
    txid        bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
    ord         int NOT NULL,
    at          timestamptz NOT NULL DEFAULT now(),
    traversal   int NOT NULL,
    resource    int,
    name        text NOT NULL,
    type        text NOT NULL,
    physical_id text,
    action      text NOT NULL,
    status      text NOT NULL,
    reason      text NOT NULL,
    fence       bigint NOT NULL,
    engine_id   uuid,
    PRIMARY KEY (stack_id, txid, ord)
);
COMMENT ON TABLE event IS 'Every state change, written in its transaction. Readers stop below pg_snapshot_xmin, so that no late commit is skipped. resource null: the stack.';

CREATE VIEW who_holds_what AS
    SELECT s.name AS stack, r.no, r.name AS resource, r.action, r.phase, e.name AS engine, now() - r.claimed_at AS held_for, r.version AS fence,
           r.claim_traversal AS traversal, e.lease_until - now() AS lease_left, e.dead
    FROM resource r JOIN stack s ON s.id = r.stack_id LEFT JOIN engine e ON e.id = r.engine_id
    WHERE r.engine_id IS NOT NULL;
COMMENT ON VIEW who_holds_what IS 'For people: every claimed resource, by whom and since when.';

CREATE VIEW what_waits AS
    SELECT s.name AS stack, n.no AS node, n.kind, r.name AS resource, r.no AS resource_no, n.waiting_for,
           (SELECT string_agg(pr.name || ' (' || p.kind || ')', ', ' ORDER BY p.no)
            FROM node p JOIN resource pr ON pr.stack_id = p.stack_id AND pr.no = p.resource
            WHERE p.stack_id = n.stack_id AND p.traversal = n.traversal AND NOT p.done AND n.no = ANY (p.dependents)) AS waits_for,
           r.phase, r.next_poll_at, r.engine_id
    FROM stack s JOIN node n ON n.stack_id = s.id AND n.traversal = s.traversal
    JOIN resource r ON r.stack_id = n.stack_id AND r.no = n.resource
    WHERE s.status = 'IN_PROGRESS' AND NOT n.done;
COMMENT ON VIEW what_waits IS 'For people: every node that is not done, and what it waits for.';
