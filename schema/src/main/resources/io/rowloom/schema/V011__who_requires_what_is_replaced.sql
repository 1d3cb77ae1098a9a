-- A replacement need not read all nodes of its stack to learn who requires the old copy: the plan writes that down.

ALTER TABLE node ADD COLUMN required_by integer[];
COMMENT ON COLUMN node.required_by IS 'Of an update, as planned: further nodes, besides dependents, whose rows require its row. Null: planned by an older version, not known.';
