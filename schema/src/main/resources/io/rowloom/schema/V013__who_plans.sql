-- While an engine plans a large stack, the others need not do the same.

ALTER TABLE stack ADD COLUMN planner uuid;
COMMENT ON COLUMN stack.planner IS 'The engine that made the last counted attempt to plan this traversal. Null: nobody has.';
