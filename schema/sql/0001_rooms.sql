-- 0001: rooms, their journals, and what is read from them.
--
-- The journal is the truth: its events, in order, are the room.  Every other table of a room repeats what is
-- in the journal, in a shape that can be asked (who leads, who solved what), and is written by the same
-- statement as the event that changes it; so the two never disagree, and 200 answers cost one round trip.
-- Times named `at` inside events are room time, in seconds; `timestamptz` is the wall clock, for people.

CREATE TABLE migration (
    number integer PRIMARY KEY,
    name text NOT NULL,
    applied timestamptz NOT NULL DEFAULT now()
);

-- `last` is the number of the newest event.  Writing events moves it on from where the writer believes it to
-- be, or fails: two writers of one room can never both succeed.
CREATE TABLE room (
    code text PRIMARY KEY,
    series text NOT NULL,
    last integer NOT NULL,
    opened timestamptz NOT NULL DEFAULT now(),
    ended timestamptz
) WITH (fillfactor = 50); -- `last` changes with every write; room on the page keeps that cheap

CREATE INDEX room_series ON room (series); -- the class board: all rooms of a series
CREATE INDEX room_unfinished ON room (opened) WHERE ended IS NULL; -- those to be brought back at a start

CREATE TABLE journal (
    room text NOT NULL REFERENCES room ON DELETE CASCADE,
    seq integer NOT NULL,
    kind text NOT NULL,
    body jsonb NOT NULL,
    written timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (room, seq)
);

-- A student's seat in one room.  `points` is what the leaderboard shows: races at once, a question when its
-- answer is revealed, so that no board gives away what is still being answered.
CREATE TABLE player (
    room text NOT NULL REFERENCES room ON DELETE CASCADE,
    player text NOT NULL,
    number integer NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL,
    seat text NOT NULL, -- SHA-256 of the seat token, in hex; the token itself is nowhere
    points bigint NOT NULL DEFAULT 0,
    removed boolean NOT NULL DEFAULT false,
    PRIMARY KEY (room, player)
);

-- No two students of a room have names that look alike; a removed one's name is free again.
CREATE UNIQUE INDEX player_name ON player (room, name_key) WHERE NOT removed;
-- The board of a room is the head of this index, a student's rank the count of entries before theirs.
CREATE INDEX player_board ON player (room, points DESC, number) WHERE NOT removed;

-- One row per student and question, so that sending an answer twice cannot count twice.
CREATE TABLE answer (
    room text NOT NULL,
    step integer NOT NULL,
    player text NOT NULL,
    given jsonb NOT NULL,
    share double precision NOT NULL, -- how much of it is right, 0 to 1
    points integer NOT NULL,
    speed_bonus integer NOT NULL,
    at double precision NOT NULL,
    PRIMARY KEY (room, step, player),
    FOREIGN KEY (room, player) REFERENCES player ON DELETE CASCADE
);

-- What a student earned in one step, be it a question or a race.  `shown`: it is part of `player.points`.
CREATE TABLE score (
    room text NOT NULL,
    step integer NOT NULL,
    player text NOT NULL,
    points integer NOT NULL,
    shown boolean NOT NULL,
    PRIMARY KEY (room, step, player),
    FOREIGN KEY (room, player) REFERENCES player ON DELETE CASCADE
);

-- Code for the judge.  `verdict` is null until it is judged, and stays so where a newer one overtook it.
CREATE TABLE submission (
    room text NOT NULL,
    step integer NOT NULL,
    player text NOT NULL,
    attempt integer NOT NULL,
    source text NOT NULL,
    race_seconds double precision NOT NULL,
    superseded boolean NOT NULL DEFAULT false,
    verdict text,
    accepted boolean NOT NULL DEFAULT false,
    message text NOT NULL DEFAULT '',
    line integer,
    report text NOT NULL DEFAULT '', -- JSON; text, because it is handed on as it is and never searched
    points integer NOT NULL DEFAULT 0,
    place integer, -- order of finish; only the first accepted one of a student has it
    PRIMARY KEY (room, step, player, attempt),
    FOREIGN KEY (room, player) REFERENCES player ON DELETE CASCADE
);

-- The editor's text, for a student who comes back on another page.  No part of the journal: the last one counts.
CREATE TABLE draft (
    room text NOT NULL,
    step integer NOT NULL,
    player text NOT NULL,
    source text NOT NULL,
    PRIMARY KEY (room, step, player),
    FOREIGN KEY (room, player) REFERENCES player ON DELETE CASCADE
);

-- Who may use the console.  A key is printed at the start and opens one session; only hashes are kept.
CREATE TABLE console_key (
    hash bytea PRIMARY KEY,
    made timestamptz NOT NULL DEFAULT now(),
    redeemed timestamptz
);

CREATE TABLE console_session (
    hash bytea PRIMARY KEY,
    made timestamptz NOT NULL DEFAULT now(),
    seen timestamptz NOT NULL DEFAULT now()
);

-- When a server was last alive on this database: the time since then nobody in a room had to think in.
CREATE TABLE server_beat (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    at timestamptz NOT NULL
);
