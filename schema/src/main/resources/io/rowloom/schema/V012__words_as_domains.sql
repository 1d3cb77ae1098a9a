-- The words that a column may hold become a type of their own. The CHECKs of a table are parsed anew by each statement that writes to it, those of a domain
-- once per connection. The types allow every word until the columns have them: so no table is written anew, and its rows are only read.

CREATE DOMAIN status AS text;
COMMENT ON DOMAIN status IS 'How far the action is.';
CREATE DOMAIN stack_action AS text;
CREATE DOMAIN on_failure AS text;
COMMENT ON DOMAIN on_failure IS 'What the first failure of a traversal leads to.';
CREATE DOMAIN approach AS text;
CREATE DOMAIN resource_action AS text;
CREATE DOMAIN phase AS text;
COMMENT ON DOMAIN phase IS 'Where an open action stands. OBSERVE: reality is looked at first. SNAPSHOT: a last copy is made first. BEGIN: the first call is made, or was cut off. WAIT: the type asked to be called again. RETRY: the first call is made again after a failure. REFUSED: nothing is called, the action fails.';
CREATE DOMAIN effect AS text;
CREATE DOMAIN deletion_policy AS text;
CREATE DOMAIN hook AS text;
COMMENT ON DOMAIN hook IS 'When a node is held.';
CREATE DOMAIN replacement_order AS text;
CREATE DOMAIN node_kind AS text;
CREATE DOMAIN snapshot_end AS text;
CREATE DOMAIN drift_mode AS text;

DROP VIEW who_holds_what, what_waits;

ALTER TABLE stack
    DROP CONSTRAINT stack_action_check,
    DROP CONSTRAINT stack_status_check,
    DROP CONSTRAINT stack_on_failure_check,
    DROP CONSTRAINT stack_approach_check,
    ALTER COLUMN action TYPE stack_action,
    ALTER COLUMN status TYPE status,
    ALTER COLUMN on_failure TYPE on_failure,
    ALTER COLUMN approach TYPE approach;

ALTER TABLE resource
    DROP CONSTRAINT resource_action_check,
    DROP CONSTRAINT resource_status_check,
    DROP CONSTRAINT resource_phase_check,
    DROP CONSTRAINT resource_effect_check,
    DROP CONSTRAINT resource_deletion_policy_check,
    DROP CONSTRAINT resource_held_by_check,
    DROP CONSTRAINT resource_replacement_check,
    ALTER COLUMN action TYPE resource_action,
    ALTER COLUMN status TYPE status,
    ALTER COLUMN phase TYPE phase,
    ALTER COLUMN effect TYPE effect,
    ALTER COLUMN deletion_policy TYPE deletion_policy,
    ALTER COLUMN held_by TYPE hook,
    ALTER COLUMN replacement TYPE replacement_order;

ALTER TABLE node
    DROP CONSTRAINT node_kind_check,
    ALTER COLUMN kind TYPE node_kind;

ALTER TABLE snapshot
    DROP CONSTRAINT snapshot_ended_check,
    ALTER COLUMN ended TYPE snapshot_end;

ALTER TABLE drift_policy
    DROP CONSTRAINT drift_policy_mode_check,
    ALTER COLUMN mode TYPE drift_mode;

ALTER DOMAIN status ADD CHECK (VALUE IN ('IN_PROGRESS', 'COMPLETE', 'FAILED'));
ALTER DOMAIN stack_action ADD CHECK (VALUE IN ('CREATE', 'UPDATE', 'DELETE', 'ROLLBACK', 'CHECK', 'SUSPEND', 'RESUME', 'ADOPT', 'SNAPSHOT', 'RESTORE'));
ALTER DOMAIN on_failure ADD CHECK (VALUE IN ('ROLLBACK', 'STOP', 'FINISH'));
ALTER DOMAIN approach ADD CHECK (VALUE IN ('TRUST', 'OBSERVE', 'LEAVE'));
ALTER DOMAIN resource_action ADD CHECK (VALUE IN ('INIT', 'CREATE', 'UPDATE', 'DELETE', 'CHECK', 'SUSPEND', 'RESUME', 'ADOPT', 'SNAPSHOT', 'RESTORE'));
ALTER DOMAIN phase ADD CHECK (VALUE IN ('BEGIN', 'OBSERVE', 'SNAPSHOT', 'WAIT', 'RETRY', 'REFUSED'));
ALTER DOMAIN effect ADD CHECK (VALUE IN ('NONE', 'UNKNOWN'));
ALTER DOMAIN deletion_policy ADD CHECK (VALUE IN ('DELETE', 'RETAIN', 'SNAPSHOT', 'EXTERNAL'));
ALTER DOMAIN hook ADD CHECK (VALUE IN ('pre-create', 'pre-update', 'pre-delete', 'post-create', 'post-update', 'post-delete'));
ALTER DOMAIN replacement_order ADD CHECK (VALUE IN ('CREATE_FIRST', 'DELETE_FIRST'));
ALTER DOMAIN node_kind ADD CHECK (VALUE IN ('UPDATE', 'CLEANUP', 'CHECK', 'SUSPEND', 'RESUME', 'SNAPSHOT'));
ALTER DOMAIN snapshot_end ADD CHECK (VALUE IN ('COMPLETE', 'FAILED'));
ALTER DOMAIN drift_mode ADD CHECK (VALUE IN ('OFF', 'DETECT', 'CORRECT'));

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
