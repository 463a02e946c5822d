-- 0005: of two drafts the one that was sent later counts, even when a Postgres that was frozen carries out the older
-- one last.  `at` is room time, in seconds.
ALTER TABLE draft ADD COLUMN at double precision NOT NULL DEFAULT 0;
