-- Snapshots of stacks, and last copies of resources whose deletion policy asks for them.

CREATE TABLE snapshot (
    stack_id   uuid NOT NULL,
    id         uuid NOT NULL,
    name       text NOT NULL,
    traversal  int NOT NULL,
    target     text,
    resource   int,
    ended      text,
    reason     text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (stack_id, id),
    CHECK (ended IN ('COMPLETE', 'FAILED')),
    CHECK (resource IS NULL OR ended = 'COMPLETE')
);
CREATE UNIQUE INDEX snapshot_of_traversal ON snapshot (stack_id, traversal) WHERE resource IS NULL;
COMMENT ON TABLE snapshot IS 'A snapshot of a stack, taken by one traversal; or, with a resource number, the last copy of one that was deleted.';
COMMENT ON COLUMN snapshot.target IS 'The target of the stack then: where a restore leads; null: to nothing.';
COMMENT ON COLUMN snapshot.ended IS 'How the traversal ended, written when the stack goes on to a newer one. Null: the stack''s own row tells.';

CREATE TABLE snapshot_data (
    stack_id    uuid NOT NULL,
    snapshot    uuid NOT NULL,
    resource    int NOT NULL,
    name        text NOT NULL,
    type        text NOT NULL,
    physical_id text,
    properties  jsonb NOT NULL,
    data        jsonb NOT NULL,
    PRIMARY KEY (stack_id, snapshot, resource)
);
COMMENT ON TABLE snapshot_data IS 'What one resource held: what its type answered. Secrets in it are sealed.';

ALTER TABLE stack ADD COLUMN restores uuid;
COMMENT ON COLUMN stack.restores IS 'The snapshot that the current traversal goes back to.';

ALTER TABLE resource ADD COLUMN snapshot uuid;
COMMENT ON COLUMN resource.snapshot IS 'The snapshot that the open or last action goes back to; of a delete: the last copy that it made before.';
ALTER TABLE resource DROP CONSTRAINT resource_phase_check;
ALTER TABLE resource ADD CONSTRAINT resource_phase_check CHECK (phase IN ('BEGIN', 'OBSERVE', 'SNAPSHOT', 'WAIT', 'RETRY', 'REFUSED'));

ALTER TABLE node DROP CONSTRAINT node_kind_check;
ALTER TABLE node ADD CONSTRAINT node_kind_check CHECK (kind IN ('UPDATE', 'CLEANUP', 'CHECK', 'SUSPEND', 'RESUME', 'SNAPSHOT'));
