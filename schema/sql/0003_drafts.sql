-- 0003: a race may have several challenges, and each is written in the editor or put together from blocks;
-- a student switches between them and loses none of their drafts.
ALTER TABLE draft
    ADD COLUMN lap integer NOT NULL DEFAULT 0,
    ADD COLUMN mode text NOT NULL DEFAULT 'code',
    DROP CONSTRAINT draft_pkey,
    ADD PRIMARY KEY (room, step, player, lap, mode);
