-- Limits to how many actions are open at once.

CREATE TABLE type_limit (
    type  text NOT NULL PRIMARY KEY,
    most  int NOT NULL CHECK (most >= 1)
);
COMMENT ON TABLE type_limit IS 'How many resources of a type may be open at once, in all stacks. A claim within it locks its row, then counts.';

CREATE TABLE stack_limit (
    stack_id  uuid NOT NULL PRIMARY KEY,
    most      int NOT NULL CHECK (most >= 1)
);
COMMENT ON TABLE stack_limit IS 'The same for all resources of a stack. Goes with the stack.';

CREATE OR REPLACE VIEW what_waits AS
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
