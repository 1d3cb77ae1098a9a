-- Resources that a stack only refers to.

ALTER TABLE resource DROP CONSTRAINT resource_deletion_policy_check;
ALTER TABLE resource ADD CONSTRAINT resource_deletion_policy_check CHECK (deletion_policy IN ('DELETE', 'RETAIN', 'SNAPSHOT', 'EXTERNAL'));
COMMENT ON COLUMN resource.deletion_policy IS 'EXTERNAL: what the row stands for is not the stack''s; it is looked at, and neither changed nor deleted.';
