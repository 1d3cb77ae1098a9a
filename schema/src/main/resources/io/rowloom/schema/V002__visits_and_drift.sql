-- Traversals that visit the resources as they are (check, suspend, resume), and comparison with reality.

ALTER TABLE stack ADD COLUMN approach text NOT NULL DEFAULT 'TRUST' CHECK (approach IN ('TRUST', 'OBSERVE', 'LEAVE'));
COMMENT ON COLUMN stack.approach IS 'How the current traversal regards reality. OBSERVE: each resource is compared with it. LEAVE: rows go, what they stand for stays.';

ALTER TABLE resource ADD COLUMN drift jsonb;
COMMENT ON COLUMN resource.drift IS 'The properties that the last check found to differ, as a list of path, expected and found; null: none.';

ALTER TABLE resource DROP CONSTRAINT resource_phase_check;
ALTER TABLE resource ADD CONSTRAINT resource_phase_check CHECK (phase IN ('BEGIN', 'OBSERVE', 'WAIT', 'RETRY', 'REFUSED'));

ALTER TABLE node DROP CONSTRAINT node_kind_check;
ALTER TABLE node ADD CONSTRAINT node_kind_check CHECK (kind IN ('UPDATE', 'CLEANUP', 'CHECK', 'SUSPEND', 'RESUME'));
COMMENT ON TABLE node IS 'A step of a traversal with one resource, once waiting_for is zero. Nodes of older traversals are void.';
