-- The schema after all migrations, for reading and for reviews. Made from the database's catalog; do not edit.
-- To renew: mvn -pl schema -am process-classes -Prenew-schema

CREATE DOMAIN approach AS text CONSTRAINT approach_check CHECK (VALUE = ANY (ARRAY['TRUST'::text, 'OBSERVE'::text, 'LEAVE'::text]));
CREATE DOMAIN deletion_policy AS text CONSTRAINT deletion_policy_check CHECK (VALUE = ANY (ARRAY['DELETE'::text, 'RETAIN'::text, 'SNAPSHOT'::text, 'EXTERNAL'::text]));
CREATE DOMAIN drift_mode AS text CONSTRAINT drift_mode_check CHECK (VALUE = ANY (ARRAY['OFF'::text, 'DETECT'::text, 'CORRECT'::text]));
CREATE DOMAIN effect AS text CONSTRAINT effect_check CHECK (VALUE = ANY (ARRAY['NONE'::text, 'UNKNOWN'::text]));
CREATE DOMAIN hook AS text CONSTRAINT hook_check CHECK (VALUE = ANY (ARRAY['pre-create'::text, 'pre-update'::text, 'pre-delete'::text, 'post-create'::text, 'post-update'::text, 'post-delete'::text]));
COMMENT ON DOMAIN hook IS 'When a node is held.';
CREATE DOMAIN node_kind AS text CONSTRAINT node_kind_check CHECK (VALUE = ANY (ARRAY['UPDATE'::text, 'CLEANUP'::text, 'CHECK'::text, 'SUSPEND'::text, 'RESUME'::text, 'SNAPSHOT'::text]));
CREATE DOMAIN on_failure AS text CONSTRAINT on_failure_check CHECK (VALUE = ANY (ARRAY['ROLLBACK'::text, 'STOP'::text, 'FINISH'::text]));
COMMENT ON DOMAIN on_failure IS 'What the first failure of a traversal leads to.';
CREATE DOMAIN phase AS text CONSTRAINT phase_check CHECK (VALUE = ANY (ARRAY['BEGIN'::text, 'OBSERVE'::text, 'SNAPSHOT'::text, 'WAIT'::text, 'RETRY'::text, 'REFUSED'::text]));
COMMENT ON DOMAIN phase IS 'Where an open action stands. OBSERVE: reality is looked at first. SNAPSHOT: a last copy is made first. BEGIN: the first call is made, or was cut off. WAIT: the type asked to be called again. RETRY: the first call is made again after a failure. REFUSED: nothing is called, the action fails.';
CREATE DOMAIN replacement_order AS text CONSTRAINT replacement_order_check CHECK (VALUE = ANY (ARRAY['CREATE_FIRST'::text, 'DELETE_FIRST'::text]));
CREATE DOMAIN resource_action AS text CONSTRAINT resource_action_check CHECK (VALUE = ANY (ARRAY['INIT'::text, 'CREATE'::text, 'UPDATE'::text, 'DELETE'::text, 'CHECK'::text, 'SUSPEND'::text, 'RESUME'::text, 'ADOPT'::text, 'SNAPSHOT'::text, 'RESTORE'::text]));
CREATE DOMAIN snapshot_end AS text CONSTRAINT snapshot_end_check CHECK (VALUE = ANY (ARRAY['COMPLETE'::text, 'FAILED'::text]));
CREATE DOMAIN stack_action AS text CONSTRAINT stack_action_check CHECK (VALUE = ANY (ARRAY['CREATE'::text, 'UPDATE'::text, 'DELETE'::text, 'ROLLBACK'::text, 'CHECK'::text, 'SUSPEND'::text, 'RESUME'::text, 'ADOPT'::text, 'SNAPSHOT'::text, 'RESTORE'::text]));
CREATE DOMAIN status AS text CONSTRAINT status_check CHECK (VALUE = ANY (ARRAY['IN_PROGRESS'::text, 'COMPLETE'::text, 'FAILED'::text]));
COMMENT ON DOMAIN status IS 'How far the action is.';

CREATE TABLE drift_policy (
    stack_id uuid NOT NULL,
    mode drift_mode NOT NULL,
    every_secs integer NOT NULL,
    due_at timestamp with time zone NOT NULL,
    look integer NOT NULL DEFAULT 1,
    CONSTRAINT drift_policy_pkey PRIMARY KEY (stack_id),
    CONSTRAINT drift_policy_every_secs_check CHECK (every_secs >= 10)
);
CREATE INDEX drift_policy_due ON drift_policy USING btree (due_at, stack_id) WHERE mode::text <> 'OFF'::text;
COMMENT ON TABLE drift_policy IS 'How often engines compare a stack with reality unasked, and whether they mend what differs. A stack without a row: never. Goes some time after its stack was deleted.';
COMMENT ON COLUMN drift_policy.due_at IS 'The next look. Means nothing while mode is OFF.';
COMMENT ON COLUMN drift_policy.look IS 'Number of the next look, which only grows, also while the policy is off. The id of the request that a look sends follows from it.';

CREATE TABLE engine (
    id uuid NOT NULL,
    name text NOT NULL,
    host text NOT NULL,
    pid bigint NOT NULL,
    slots integer NOT NULL,
    started_at timestamp with time zone NOT NULL DEFAULT now(),
    lease_until timestamp with time zone NOT NULL,
    stopping boolean NOT NULL DEFAULT false,
    dead boolean NOT NULL DEFAULT false,
    CONSTRAINT engine_pkey PRIMARY KEY (id)
) WITH (fillfactor=50);
COMMENT ON TABLE engine IS 'One row per worker process start. Renewed while it lives; dead is set once and never unset; removed when no claim names it.';

CREATE TABLE event (
    stack_id uuid NOT NULL,
    txid bigint NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,
    ord integer NOT NULL,
    at timestamp with time zone NOT NULL DEFAULT now(),
    traversal integer NOT NULL,
    resource integer,
    name text NOT NULL,
    type text NOT NULL,
    physical_id text,
    action text NOT NULL,
    status text NOT NULL,
    reason text NOT NULL,
    fence bigint NOT NULL,
    engine_id uuid,
    CONSTRAINT event_pkey PRIMARY KEY (stack_id, txid, ord)
);
COMMENT ON TABLE event IS 'Every state change, written in its transaction. Readers stop below pg_snapshot_xmin, so that no late commit is skipped. resource null: the stack.';

CREATE TABLE node (
    stack_id uuid NOT NULL,
    traversal integer NOT NULL,
    no integer NOT NULL,
    resource integer NOT NULL,
    kind node_kind NOT NULL,
    waiting_for integer NOT NULL,
    done boolean NOT NULL DEFAULT false,
    dependents integer[] NOT NULL,
    required_by integer[],
    CONSTRAINT node_pkey PRIMARY KEY (stack_id, traversal, no),
    CONSTRAINT node_waiting_for_check CHECK (waiting_for >= 0)
) WITH (fillfactor=50);
COMMENT ON TABLE node IS 'A step of a traversal with one resource, once waiting_for is zero. Nodes of older traversals are void.';
COMMENT ON COLUMN node.required_by IS 'Of an update, as planned: further nodes, besides dependents, whose rows require its row. Null: planned by an older version, not known.';

CREATE TABLE resource (
    stack_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    no integer NOT NULL,
    dirty_traversal integer NOT NULL DEFAULT 0,
    replaces integer,
    wake integer NOT NULL DEFAULT 0,
    wake_seen integer NOT NULL DEFAULT 0,
    name text NOT NULL,
    type text NOT NULL,
    replacement replacement_order NOT NULL DEFAULT 'CREATE_FIRST'::text,
    version bigint NOT NULL DEFAULT 0,
    claim_traversal integer NOT NULL DEFAULT '-1'::integer,
    claim_node integer,
    generation integer NOT NULL DEFAULT 0,
    attempts integer NOT NULL DEFAULT 0,
    tries integer NOT NULL DEFAULT 0,
    claim_definition text,
    claim_requires integer[] NOT NULL DEFAULT '{}'::integer[],
    requires integer[] NOT NULL DEFAULT '{}'::integer[],
    deletion_policy deletion_policy NOT NULL DEFAULT 'DELETE'::text,
    rules text[] NOT NULL DEFAULT '{}'::text[],
    snapshot uuid,
    args jsonb,
    properties jsonb,
    engine_id uuid,
    claimed_at timestamp with time zone,
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    next_poll_at timestamp with time zone,
    current boolean NOT NULL,
    dirty boolean NOT NULL DEFAULT false,
    cancel boolean NOT NULL DEFAULT false,
    action resource_action NOT NULL DEFAULT 'INIT'::text,
    status status NOT NULL DEFAULT 'COMPLETE'::text,
    phase phase,
    effect effect NOT NULL DEFAULT 'NONE'::text,
    reason text NOT NULL DEFAULT ''::text,
    physical_id text,
    definition_hash text,
    input_hash text,
    outputs jsonb,
    cookie jsonb,
    drift jsonb,
    replaced_by integer,
    held_by hook,
    hook_passed text,
    CONSTRAINT resource_pkey PRIMARY KEY (stack_id, no),
    CONSTRAINT resource_check CHECK ((engine_id IS NULL) = (claimed_at IS NULL)),
    CONSTRAINT resource_check1 CHECK (engine_id IS NULL OR phase IS NOT NULL),
    CONSTRAINT resource_check2 CHECK ((phase IS NULL) = (status::text <> 'IN_PROGRESS'::text)),
    CONSTRAINT resource_held_is_free_check CHECK (held_by IS NULL OR phase IS NULL)
) WITH (fillfactor=15);
CREATE UNIQUE INDEX resource_current_name ON resource USING btree (stack_id, name) WHERE current;
COMMENT ON TABLE resource IS 'One row per physical copy of a resource. Claimed by engine_id with a growing version (the fence); phase is set while an action is open.';
COMMENT ON COLUMN resource.replacement IS 'What comes first if the row has to be replaced: the new copy or the deletion of this one. As the last plan that visited the row said; a copy has it from the one it replaces.';
COMMENT ON COLUMN resource.version IS 'Grows with each claim and each plan that visits the row; guards every write of the one who claimed it.';
COMMENT ON COLUMN resource.generation IS 'Part of the idempotency key; grows with an action whose predecessor''s effect is known.';
COMMENT ON COLUMN resource.attempts IS 'Take-overs of the open action.';
COMMENT ON COLUMN resource.tries IS 'Retries of the open action after retryable failures.';
COMMENT ON COLUMN resource.claim_definition IS 'What definition_hash becomes when the open action succeeds; claim_requires likewise.';
COMMENT ON COLUMN resource.requires IS 'Numbers of the rows this one depends on; old and new together while an action runs.';
COMMENT ON COLUMN resource.deletion_policy IS 'EXTERNAL: what the row stands for is not the stack''s; it is looked at, and neither changed nor deleted.';
COMMENT ON COLUMN resource.rules IS 'How the environment wants the row handled: hooks, and changes that are restricted. As of the last claim or cut-off.';
COMMENT ON COLUMN resource.snapshot IS 'The snapshot that the open or last action goes back to; of a delete: the last copy that it made before.';
COMMENT ON COLUMN resource.args IS 'Resolved properties of the open or last action. Null: it succeeded, properties has them.';
COMMENT ON COLUMN resource.properties IS 'Resolved properties of the last success.';
COMMENT ON COLUMN resource.current IS 'The copy that dependents see under this name.';
COMMENT ON COLUMN resource.dirty IS 'A plan has a node for this row, of traversal dirty_traversal or earlier, that is not done.';
COMMENT ON COLUMN resource.effect IS 'UNKNOWN: the last action may have left something behind that no column names.';
COMMENT ON COLUMN resource.definition_hash IS 'Of the definition that the last success fulfilled.';
COMMENT ON COLUMN resource.input_hash IS 'Of type and resolved properties of the last success.';
COMMENT ON COLUMN resource.drift IS 'The properties that the last check found to differ, as a list of path, expected and found; null: none.';
COMMENT ON COLUMN resource.held_by IS 'The row''s node of traversal dirty_traversal cannot run before this hook is cleared. Means nothing once that traversal is over; a plan that visits the row unsets it.';
COMMENT ON COLUMN resource.hook_passed IS 'The hook that held the row''s node last, in the same traversal, and was cleared.';

CREATE TABLE setting (
    name text NOT NULL,
    value text NOT NULL,
    CONSTRAINT setting_pkey PRIMARY KEY (name)
);
COMMENT ON TABLE setting IS 'Facts about this installation that all engines must share, such as the check value of the secrets key.';

CREATE TABLE signal (
    stack_id uuid NOT NULL,
    resource integer NOT NULL,
    id uuid NOT NULL,
    at timestamp with time zone NOT NULL DEFAULT now(),
    data jsonb NOT NULL,
    handled boolean NOT NULL DEFAULT false,
    CONSTRAINT signal_pkey PRIMARY KEY (stack_id, resource, id)
);
COMMENT ON TABLE signal IS 'What resources were told from outside. handled: a call that was given it has had its outcome recorded. Goes with its row.';

CREATE TABLE snapshot (
    stack_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    traversal integer NOT NULL,
    target text,
    resource integer,
    ended snapshot_end,
    reason text NOT NULL DEFAULT ''::text,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT snapshot_pkey PRIMARY KEY (stack_id, id),
    CONSTRAINT snapshot_check CHECK (resource IS NULL OR ended::text = 'COMPLETE'::text)
);
CREATE UNIQUE INDEX snapshot_of_traversal ON snapshot USING btree (stack_id, traversal) WHERE resource IS NULL;
COMMENT ON TABLE snapshot IS 'A snapshot of a stack, taken by one traversal; or, with a resource number, the last copy of one that was deleted.';
COMMENT ON COLUMN snapshot.target IS 'The target of the stack then: where a restore leads; null: to nothing.';
COMMENT ON COLUMN snapshot.ended IS 'How the traversal ended, written when the stack goes on to a newer one. Null: the stack''s own row tells.';

CREATE TABLE snapshot_data (
    stack_id uuid NOT NULL,
    snapshot uuid NOT NULL,
    resource integer NOT NULL,
    name text NOT NULL,
    type text NOT NULL,
    physical_id text,
    properties jsonb NOT NULL,
    data jsonb NOT NULL,
    CONSTRAINT snapshot_data_pkey PRIMARY KEY (stack_id, snapshot, resource)
);
COMMENT ON TABLE snapshot_data IS 'What one resource held: what its type answered. Secrets in it are sealed.';

CREATE TABLE stack (
    id uuid NOT NULL,
    tenant text NOT NULL,
    name text NOT NULL,
    traversal integer NOT NULL,
    planned integer NOT NULL DEFAULT 0,
    plan_attempts integer NOT NULL DEFAULT 0,
    action stack_action NOT NULL,
    status status NOT NULL,
    reason text NOT NULL DEFAULT ''::text,
    target text,
    last_template text,
    on_failure on_failure NOT NULL,
    request_id uuid NOT NULL,
    timeout_secs integer,
    deadline_at timestamp with time zone,
    pending integer NOT NULL DEFAULT 0,
    failed integer NOT NULL DEFAULT 0,
    next_no integer NOT NULL DEFAULT 1,
    settled boolean NOT NULL DEFAULT false,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    deleted_at timestamp with time zone,
    approach approach NOT NULL DEFAULT 'TRUST'::text,
    restores uuid,
    tags text[] NOT NULL DEFAULT '{}'::text[],
    planner uuid,
    CONSTRAINT stack_pkey PRIMARY KEY (id),
    CONSTRAINT stack_check CHECK (planned <= traversal),
    CONSTRAINT stack_check1 CHECK (deleted_at IS NULL OR action::text = 'DELETE'::text AND status::text = 'COMPLETE'::text),
    CONSTRAINT stack_failed_check CHECK (failed >= 0),
    CONSTRAINT stack_pending_check CHECK (pending >= 0)
) WITH (fillfactor=50);
CREATE INDEX stack_in_progress ON stack USING btree (id) WHERE status::text = 'IN_PROGRESS'::text;
CREATE UNIQUE INDEX stack_live_name ON stack USING btree (tenant, name) WHERE deleted_at IS NULL;
CREATE INDEX stack_unsettled ON stack USING btree (id) WHERE NOT settled;
COMMENT ON TABLE stack IS 'A named set of resources. traversal only grows: one per accepted request or rollback. planned < traversal: the plan is still to be made.';
COMMENT ON COLUMN stack.target IS 'Where the current traversal leads; null: to nothing.';
COMMENT ON COLUMN stack.last_template IS 'The target that completed last: where a rollback leads; null: to nothing.';
COMMENT ON COLUMN stack.pending IS 'Nodes of the current traversal that are not done; at zero it ends.';
COMMENT ON COLUMN stack.next_no IS 'The next number for a resource or node.';
COMMENT ON COLUMN stack.settled IS 'Ended some time ago, and nothing is claimed or open: the sweeps need not look at it.';
COMMENT ON COLUMN stack.approach IS 'How the current traversal regards reality. OBSERVE: each resource is compared with it. LEAVE: rows go, what they stand for stays.';
COMMENT ON COLUMN stack.restores IS 'The snapshot that the current traversal goes back to.';
COMMENT ON COLUMN stack.tags IS 'Words that its users find it by, in their order. Written with an accepted request; a rollback leaves them.';
COMMENT ON COLUMN stack.planner IS 'The engine that made the last counted attempt to plan this traversal. Null: nobody has.';

CREATE TABLE stack_limit (
    stack_id uuid NOT NULL,
    most integer NOT NULL,
    CONSTRAINT stack_limit_pkey PRIMARY KEY (stack_id),
    CONSTRAINT stack_limit_most_check CHECK (most >= 1)
);
COMMENT ON TABLE stack_limit IS 'The same for all resources of a stack. Goes with the stack.';

CREATE TABLE template (
    hash text NOT NULL,
    document jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    used_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT template_pkey PRIMARY KEY (hash)
);
COMMENT ON TABLE template IS 'Targets: a template with its parameters, immutable, addressed by hash. Secrets in it are sealed.';

CREATE TABLE type_limit (
    type text NOT NULL,
    most integer NOT NULL,
    CONSTRAINT type_limit_pkey PRIMARY KEY (type),
    CONSTRAINT type_limit_most_check CHECK (most >= 1)
);
COMMENT ON TABLE type_limit IS 'How many resources of a type may be open at once, in all stacks. A claim within it locks its row, then counts.';

CREATE VIEW what_waits AS
 SELECT s.name AS stack,
    n.no AS node,
    n.kind,
    r.name AS resource,
    r.no AS resource_no,
    n.waiting_for,
    ( SELECT string_agg(((pr.name || ' ('::text) || p.kind::text) || ')'::text, ', '::text ORDER BY p.no) AS string_agg
           FROM node p
             JOIN resource pr ON pr.stack_id = p.stack_id AND pr.no = p.resource
          WHERE p.stack_id = n.stack_id AND p.traversal = n.traversal AND NOT p.done AND (n.no = ANY (p.dependents))) AS waits_for,
    r.phase,
    r.next_poll_at,
    r.engine_id,
        CASE
            WHEN r.dirty_traversal = s.traversal THEN r.held_by::text
            ELSE NULL::text
        END AS hook,
        CASE
            WHEN n.waiting_for = 0 AND r.phase IS NULL THEN NULLIF(concat_ws(', '::text, ( SELECT (((l.type || ': '::text) || l.open) || ' of '::text) || l.most
               FROM ( SELECT t.type,
                        t.most,
                        ( SELECT count(*) AS count
                               FROM stack u
                                 JOIN resource o ON o.stack_id = u.id
                              WHERE NOT u.settled AND o.phase IS NOT NULL AND o.type = t.type) AS open
                       FROM type_limit t
                      WHERE t.type = r.type) l
              WHERE l.open >= l.most), ( SELECT (('stack: '::text || l.open) || ' of '::text) || l.most
               FROM ( SELECT k.most,
                        ( SELECT count(*) AS count
                               FROM resource o
                              WHERE o.stack_id = k.stack_id AND o.phase IS NOT NULL) AS open
                       FROM stack_limit k
                      WHERE k.stack_id = s.id) l
              WHERE l.open >= l.most)), ''::text)
            ELSE NULL::text
        END AS limited_by
   FROM stack s
     JOIN node n ON n.stack_id = s.id AND n.traversal = s.traversal
     JOIN resource r ON r.stack_id = n.stack_id AND r.no = n.resource
  WHERE s.status::text = 'IN_PROGRESS'::text AND NOT n.done;
COMMENT ON VIEW what_waits IS 'For people: every node that is not done, and what it waits for. hook: until somebody clears it. limited_by: until less is open there.';

CREATE VIEW who_holds_what AS
 SELECT s.name AS stack,
    r.no,
    r.name AS resource,
    r.action,
    r.phase,
    e.name AS engine,
    now() - r.claimed_at AS held_for,
    r.version AS fence,
    r.claim_traversal AS traversal,
    e.lease_until - now() AS lease_left,
    e.dead
   FROM resource r
     JOIN stack s ON s.id = r.stack_id
     LEFT JOIN engine e ON e.id = r.engine_id
  WHERE r.engine_id IS NOT NULL;
COMMENT ON VIEW who_holds_what IS 'For people: every claimed resource, by whom and since when.';
