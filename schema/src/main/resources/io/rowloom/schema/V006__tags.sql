-- Tags of stacks.

ALTER TABLE stack ADD COLUMN tags text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN stack.tags IS 'Words that its users find it by, in their order. Written with an accepted request; a rollback leaves them.';
