-- Hooks, restricted changes, and signals to resources.

ALTER TABLE resource ADD COLUMN rules text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN resource.rules IS 'How the environment wants the row handled: hooks, and changes that are restricted. As of the last claim or cut-off.';

ALTER TABLE resource ADD COLUMN held_by text;
ALTER TABLE resource ADD CONSTRAINT resource_held_by_check
    CHECK (held_by IN ('pre-create', 'pre-update', 'pre-delete', 'post-create', 'post-update', 'post-delete'));
ALTER TABLE resource ADD CONSTRAINT resource_held_is_free_check CHECK (held_by IS NULL OR phase IS NULL);
COMMENT ON COLUMN resource.held_by IS 'The row''s node of traversal dirty_traversal cannot run before this hook is cleared. Means nothing once that traversal is over; a plan that visits the row unsets it.';

ALTER TABLE resource ADD COLUMN hook_passed text;
COMMENT ON COLUMN resource.hook_passed IS 'The hook that held the row''s node last, in the same traversal, and was cleared.';

CREATE TABLE signal (
    stack_id    uuid NOT NULL,
    resource    int NOT NULL,
    id          uuid NOT NULL,
    at          timestamptz NOT NULL DEFAULT now(),
    data        jsonb NOT NULL,
    handled     boolean NOT NULL DEFAULT false,
    PRIMARY KEY (stack_id, resource, id)
);
COMMENT ON TABLE signal IS 'What resources were told from outside. handled: a call that was given it has had its outcome recorded. Goes with its row.';

CREATE OR REPLACE VIEW what_waits AS
    SELECT s.name AS stack, n.no AS node, n.kind, r.name AS resource, r.no AS resource_no, n.waiting_for,
           (SELECT string_agg(pr.name || ' (' || p.kind || ')', ', ' ORDER BY p.no)
            FROM node p JOIN resource pr ON pr.stack_id = p.stack_id AND pr.no = p.resource
            WHERE p.stack_id = n.stack_id AND p.traversal = n.traversal AND NOT p.done AND n.no = ANY (p.dependents)) AS waits_for,
           r.phase, r.next_poll_at, r.engine_id, CASE WHEN r.dirty_traversal = s.traversal THEN r.held_by END AS hook
    FROM stack s JOIN node n ON n.stack_id = s.id AND n.traversal = s.traversal
    JOIN resource r ON r.stack_id = n.stack_id AND r.no = n.resource
    WHERE s.status = 'IN_PROGRESS' AND NOT n.done;
COMMENT ON VIEW what_waits IS 'For people: every node that is not done, and what it waits for. hook: until somebody clears it.';
