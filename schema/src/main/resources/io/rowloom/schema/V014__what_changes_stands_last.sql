-- An update that stays on its page logs what is between the first and the last byte that changed. So the columns stand in the order in which they change: what a plan writes, what a
-- claim writes, what a finish writes. And a page takes so few new rows that each can be claimed and finished on it, before what they were is cleared away: then no update writes to an
-- index. The rows are copied once, which takes as long as it takes to write them.

LOCK TABLE resource IN ACCESS EXCLUSIVE MODE;
DROP VIEW who_holds_what, what_waits;
ALTER TABLE resource RENAME TO resource_before;

CREATE TABLE resource (
    stack_id         uuid NOT NULL,
    created_at       timestamptz NOT NULL DEFAULT now(),
    no               int NOT NULL,
    dirty_traversal  int NOT NULL DEFAULT 0,
    replaces         int,
    wake             int NOT NULL DEFAULT 0,
    wake_seen        int NOT NULL DEFAULT 0,
    name             text NOT NULL,
    type             text NOT NULL,
    replacement      replacement_order NOT NULL DEFAULT 'CREATE_FIRST',

    version          bigint NOT NULL DEFAULT 0,
    claim_traversal  int NOT NULL DEFAULT -1,
    claim_node       int,
    generation       int NOT NULL DEFAULT 0,
    attempts         int NOT NULL DEFAULT 0,
    tries            int NOT NULL DEFAULT 0,
    claim_definition text,
    claim_requires   int[] NOT NULL DEFAULT '{}',
    requires         int[] NOT NULL DEFAULT '{}',
    deletion_policy  deletion_policy NOT NULL DEFAULT 'DELETE',
    rules            text[] NOT NULL DEFAULT '{}',
    snapshot         uuid,
    args             jsonb,
    properties       jsonb,

    engine_id        uuid,
    claimed_at       timestamptz,
    updated_at       timestamptz NOT NULL DEFAULT now(),
    next_poll_at     timestamptz,
    current          boolean NOT NULL,
    dirty            boolean NOT NULL DEFAULT false,
    cancel           boolean NOT NULL DEFAULT false,
    action           resource_action NOT NULL DEFAULT 'INIT',
    status           status NOT NULL DEFAULT 'COMPLETE',
    phase            phase,
    effect           effect NOT NULL DEFAULT 'NONE',
    reason           text NOT NULL DEFAULT '',
    physical_id      text,
    definition_hash  text,
    input_hash       text,
    outputs          jsonb,
    cookie           jsonb,
    drift            jsonb,
    replaced_by      int,
    held_by          hook,
    hook_passed      text
) WITH (fillfactor = 15);

INSERT INTO resource (stack_id, created_at, no, dirty_traversal, replaces, wake, wake_seen, name, type, replacement, version, claim_traversal, claim_node, generation, attempts, tries,
    claim_definition, claim_requires, requires, deletion_policy, rules, snapshot, args, properties, engine_id, claimed_at, updated_at, next_poll_at, current, dirty, cancel, action, status,
    phase, effect, reason, physical_id, definition_hash, input_hash, outputs, cookie, drift, replaced_by, held_by, hook_passed)
SELECT stack_id, created_at, no, dirty_traversal, replaces, wake, wake_seen, name, type, replacement, version, claim_traversal, claim_node, generation, attempts, tries,
    claim_definition, claim_requires, requires, deletion_policy, rules, snapshot, args, properties, engine_id, claimed_at, updated_at, next_poll_at, current, dirty, cancel, action, status,
    phase, effect, reason, physical_id, definition_hash, input_hash, outputs, cookie, drift, replaced_by, held_by, hook_passed
FROM resource_before ORDER BY stack_id, no;

DROP TABLE resource_before;

ALTER TABLE resource
    ADD CONSTRAINT resource_pkey PRIMARY KEY (stack_id, no),
    ADD CONSTRAINT resource_check CHECK ((engine_id IS NULL) = (claimed_at IS NULL)),
    ADD CONSTRAINT resource_check1 CHECK (engine_id IS NULL OR phase IS NOT NULL),
    ADD CONSTRAINT resource_check2 CHECK ((phase IS NULL) = (status <> 'IN_PROGRESS')),
    ADD CONSTRAINT resource_held_is_free_check CHECK (held_by IS NULL OR phase IS NULL);
CREATE UNIQUE INDEX resource_current_name ON resource (stack_id, name) WHERE current;

COMMENT ON TABLE resource IS 'One row per physical copy of a resource. Claimed by engine_id with a growing version (the fence); phase is set while an action is open.';
COMMENT ON COLUMN resource.current IS 'The copy that dependents see under this name.';
COMMENT ON COLUMN resource.version IS 'Grows with each claim and each plan that visits the row; guards every write of the one who claimed it.';
COMMENT ON COLUMN resource.claim_definition IS 'What definition_hash becomes when the open action succeeds; claim_requires likewise.';
COMMENT ON COLUMN resource.generation IS 'Part of the idempotency key; grows with an action whose predecessor''s effect is known.';
COMMENT ON COLUMN resource.attempts IS 'Take-overs of the open action.';
COMMENT ON COLUMN resource.tries IS 'Retries of the open action after retryable failures.';
COMMENT ON COLUMN resource.effect IS 'UNKNOWN: the last action may have left something behind that no column names.';
COMMENT ON COLUMN resource.dirty IS 'A plan has a node for this row, of traversal dirty_traversal or earlier, that is not done.';
COMMENT ON COLUMN resource.deletion_policy IS 'EXTERNAL: what the row stands for is not the stack''s; it is looked at, and neither changed nor deleted.';
COMMENT ON COLUMN resource.definition_hash IS 'Of the definition that the last success fulfilled.';
COMMENT ON COLUMN resource.input_hash IS 'Of type and resolved properties of the last success.';
COMMENT ON COLUMN resource.args IS 'Resolved properties of the open or last action. Null: it succeeded, properties has them.';
COMMENT ON COLUMN resource.properties IS 'Resolved properties of the last success.';
COMMENT ON COLUMN resource.requires IS 'Numbers of the rows this one depends on; old and new together while an action runs.';
COMMENT ON COLUMN resource.drift IS 'The properties that the last check found to differ, as a list of path, expected and found; null: none.';
COMMENT ON COLUMN resource.snapshot IS 'The snapshot that the open or last action goes back to; of a delete: the last copy that it made before.';
COMMENT ON COLUMN resource.rules IS 'How the environment wants the row handled: hooks, and changes that are restricted. As of the last claim or cut-off.';
COMMENT ON COLUMN resource.held_by IS 'The row''s node of traversal dirty_traversal cannot run before this hook is cleared. Means nothing once that traversal is over; a plan that visits the row unsets it.';
COMMENT ON COLUMN resource.hook_passed IS 'The hook that held the row''s node last, in the same traversal, and was cleared.';
COMMENT ON COLUMN resource.replacement IS 'What comes first if the row has to be replaced: the new copy or the deletion of this one. As the last plan that visited the row said; a copy has it from the one it replaces.';

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
           r.phase, r.next_poll_at, r.engine_id, CASE WHEN r.dirty_traversal = s.traversal THEN r.held_by END AS hook,
           CASE WHEN n.waiting_for = 0 AND r.phase IS NULL THEN NULLIF(concat_ws(', ',
               (SELECT l.type || ': ' || l.open || ' of ' || l.most FROM (
                   SELECT t.type, t.most, (SELECT count(*) FROM stack u JOIN resource o ON o.stack_id = u.id WHERE NOT u.settled AND o.phase IS NOT NULL AND o.type = t.type) AS open
                   FROM type_limit t WHERE t.type = r.type) l WHERE l.open >= l.most),
               (SELECT 'stack: ' || l.open || ' of ' || l.most FROM (
                   SELECT k.most, (SELECT count(*) FROM resource o WHERE o.stack_id = k.stack_id AND o.phase IS NOT NULL) AS open
                   FROM stack_limit k WHERE k.stack_id = s.id) l WHERE l.open >= l.most)), '') END AS limited_by
    FROM stack s JOIN node n ON n.stack_id = s.id AND n.traversal = s.traversal
    JOIN resource r ON r.stack_id = n.stack_id AND r.no = n.resource
    WHERE s.status = 'IN_PROGRESS' AND NOT n.done;
COMMENT ON VIEW what_waits IS 'For people: every node that is not done, and what it waits for. hook: until somebody clears it. limited_by: until less is open there.';
