-- What the app did because of a rating or an answer, what was said a day later, and where routines are done.

CREATE TABLE reaction (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,                  -- which rule
    answer TEXT NOT NULL CHECK (answer IN ('taken', 'declined', 'off', 'undone')),
    session TEXT REFERENCES session (id) ON DELETE CASCADE,
    stretch TEXT,
    before INTEGER CHECK (before BETWEEN 0 AND 10),      -- the scores it came from, where there were any
    score INTEGER CHECK (score BETWEEN 0 AND 10),
    flag INTEGER NOT NULL DEFAULT 0 CHECK (flag IN (0, 1)),
    at_utc TEXT NOT NULL,
    local_date TEXT NOT NULL,
    utc_offset_min INTEGER NOT NULL
);
CREATE INDEX reaction_by_time ON reaction (at_utc);
CREATE INDEX reaction_by_session ON reaction (session);

CREATE TABLE next_day_answer (           -- whether extra pain had settled within a day
    about TEXT PRIMARY KEY,              -- local date of the sessions it tells of
    settled TEXT NOT NULL CHECK (settled IN ('yes', 'no', 'none', 'skipped')),
    at_utc TEXT NOT NULL,
    local_date TEXT NOT NULL,
    utc_offset_min INTEGER NOT NULL
);

ALTER TABLE routine ADD COLUMN place TEXT NOT NULL DEFAULT 'floor' CHECK (place IN ('floor', 'bed', 'chair'));
