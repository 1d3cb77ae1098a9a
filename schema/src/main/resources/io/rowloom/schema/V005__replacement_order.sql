-- Copies that must not exist side by side.

ALTER TABLE resource ADD COLUMN replacement text NOT NULL DEFAULT 'CREATE_FIRST';
ALTER TABLE resource ADD CONSTRAINT resource_replacement_check CHECK (replacement IN ('CREATE_FIRST', 'DELETE_FIRST'));
COMMENT ON COLUMN resource.replacement IS 'What comes first if the row has to be replaced: the new copy or the deletion of this one. As the last plan that visited the row said; a copy has it from the one it replaces.';
