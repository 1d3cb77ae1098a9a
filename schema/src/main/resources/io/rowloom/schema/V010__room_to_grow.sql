-- A row is planned with next to nothing in it, and is several times as long when its action is complete. With room for that on its page each of its updates can be a HOT one,
-- which writes to no index. Pages that are there already keep what is on them.
ALTER TABLE resource SET (fillfactor = 30);
