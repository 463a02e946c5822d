-- 0002: boards that are frozen for the last minutes of a race.
--
-- What was sent while the board was frozen is held: it is in no result and in no total until its lane is
-- revealed, so that no export gives away what the class does not know yet.

ALTER TABLE submission ADD COLUMN held boolean NOT NULL DEFAULT false;
ALTER TABLE score ADD COLUMN held integer NOT NULL DEFAULT 0; -- points that are not yet among `points`
