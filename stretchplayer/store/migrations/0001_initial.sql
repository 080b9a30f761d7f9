-- The first schema. A released file is never edited; changes come in the next number.
--
-- Ids are UUIDs made on the user's machine. An instant is UTC text of fixed width
-- (2026-03-29T01:00:00.000000Z) beside the local date and the UTC offset in minutes the user saw.
-- Milliseconds are whole numbers. NULL means "not known", never zero.
-- The 0-10 pain scale runs from "no pain" to "worst pain you can imagine"; that anchor belongs to
-- this schema and must not change under ratings already kept.

CREATE TABLE session (
    id TEXT PRIMARY KEY,
    routine TEXT NOT NULL,
    routine_name TEXT NOT NULL,          -- as it was called at that time
    plan TEXT NOT NULL,                  -- the compiled timeline, JSON
    first_side TEXT NOT NULL CHECK (first_side IN ('left', 'right')),
    started_utc TEXT NOT NULL,
    local_date TEXT NOT NULL,
    utc_offset_min INTEGER NOT NULL,
    ended_utc TEXT,
    ended_utc_offset_min INTEGER,
    outcome TEXT NOT NULL CHECK (outcome IN ('running', 'finished', 'stopped', 'interrupted')),
    played_ms INTEGER NOT NULL DEFAULT 0 CHECK (played_ms >= 0),
    checkpoint TEXT,                     -- where to carry on, JSON
    checkpoint_utc TEXT
);
CREATE INDEX session_by_date ON session (local_date);
CREATE INDEX session_by_start ON session (started_utc);
CREATE INDEX session_running ON session (outcome) WHERE outcome = 'running';

CREATE TABLE hold (
    id TEXT PRIMARY KEY,
    session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    item INTEGER NOT NULL,
    stretch TEXT NOT NULL,
    side TEXT CHECK (side IN ('left', 'right')),
    repetition INTEGER NOT NULL,
    planned_ms INTEGER NOT NULL CHECK (planned_ms >= 0),
    held_ms INTEGER NOT NULL CHECK (held_ms >= 0),
    outcome TEXT NOT NULL CHECK (outcome IN ('held', 'eased', 'cut_short', 'skipped')),
    at_utc TEXT NOT NULL,
    local_date TEXT NOT NULL,
    utc_offset_min INTEGER NOT NULL
);
CREATE INDEX hold_by_session ON hold (session);
CREATE INDEX hold_by_date ON hold (local_date);

CREATE TABLE pain_rating (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('pre', 'during', 'post', 'day')),
    score INTEGER CHECK (score BETWEEN 0 AND 10),
    skipped INTEGER NOT NULL CHECK (skipped IN (0, 1)),
    flag INTEGER NOT NULL CHECK (flag IN (0, 1)),
    at_utc TEXT NOT NULL,
    local_date TEXT NOT NULL,
    utc_offset_min INTEGER NOT NULL,
    session TEXT REFERENCES session (id) ON DELETE CASCADE,
    stretch TEXT,
    item INTEGER,
    -- A skipped rating has no score; one that was not skipped has a score, the flag, or both.
    CHECK (CASE WHEN skipped THEN score IS NULL ELSE score IS NOT NULL OR flag END)
);
CREATE INDEX pain_rating_by_date ON pain_rating (local_date);
CREATE INDEX pain_rating_by_session ON pain_rating (session);

CREATE TABLE pain_rating_correction (
    id TEXT PRIMARY KEY,
    rating TEXT NOT NULL REFERENCES pain_rating (id) ON DELETE CASCADE,
    old_score INTEGER,
    old_skipped INTEGER NOT NULL,
    old_flag INTEGER NOT NULL,
    at_utc TEXT NOT NULL,
    local_date TEXT NOT NULL,
    utc_offset_min INTEGER NOT NULL
);
CREATE INDEX pain_rating_correction_by_rating ON pain_rating_correction (rating);

CREATE TABLE session_event (             -- edits while playing: ten seconds more, ease off ...
    id TEXT PRIMARY KEY,
    session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    data TEXT NOT NULL,                  -- JSON
    at_utc TEXT NOT NULL,
    local_date TEXT NOT NULL,
    utc_offset_min INTEGER NOT NULL
);
CREATE INDEX session_event_by_session ON session_event (session);

CREATE TABLE session_note (
    session TEXT PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
    note TEXT NOT NULL,
    tags TEXT NOT NULL,                  -- JSON list
    at_utc TEXT NOT NULL,
    local_date TEXT NOT NULL,
    utc_offset_min INTEGER NOT NULL
);

CREATE TABLE flare_day (
    local_date TEXT PRIMARY KEY,
    marked_utc TEXT NOT NULL
);

CREATE TABLE set_aside (                 -- stretches left out until the user puts them back
    id TEXT PRIMARY KEY,
    stretch TEXT NOT NULL,
    why TEXT NOT NULL,
    since_utc TEXT NOT NULL,
    local_date TEXT NOT NULL,
    utc_offset_min INTEGER NOT NULL,
    put_back_utc TEXT
);
CREATE UNIQUE INDEX set_aside_now ON set_aside (stretch) WHERE put_back_utc IS NULL;

CREATE TABLE screening (                 -- that the safety questions were answered, never the answers
    id TEXT PRIMARY KEY,
    outcome TEXT NOT NULL,
    text_version TEXT NOT NULL,
    at_utc TEXT NOT NULL,
    local_date TEXT NOT NULL,
    utc_offset_min INTEGER NOT NULL
);

CREATE TABLE measurement (
    id TEXT PRIMARY KEY,
    test TEXT NOT NULL,
    method TEXT NOT NULL CHECK (method IN ('phone', 'tape')),
    at_utc TEXT NOT NULL,
    local_date TEXT NOT NULL,
    utc_offset_min INTEGER NOT NULL
);
CREATE INDEX measurement_by_test ON measurement (test, at_utc);

CREATE TABLE trial (
    measurement TEXT NOT NULL REFERENCES measurement (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,           -- order made, from 0
    side TEXT NOT NULL CHECK (side IN ('left', 'right')),
    degrees REAL NOT NULL,               -- read from a phone, or derived from the lengths
    painful INTEGER NOT NULL CHECK (painful IN (0, 1)),
    ankle_height_cm REAL,
    hip_height_cm REAL,
    leg_length_cm REAL,
    PRIMARY KEY (measurement, position),
    CHECK ((ankle_height_cm IS NULL) = (hip_height_cm IS NULL)
           AND (hip_height_cm IS NULL) = (leg_length_cm IS NULL))
);

CREATE TABLE routine (                   -- the user's changed copies
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    changed_utc TEXT NOT NULL
);

CREATE TABLE routine_item (
    routine TEXT NOT NULL REFERENCES routine (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,           -- order played, from 0
    stretch TEXT NOT NULL,
    hold_s REAL,                         -- NULL: as the catalogue says
    repetitions INTEGER,
    rest_s REAL NOT NULL,
    get_ready_s REAL,
    sides TEXT NOT NULL CHECK (sides IN ('both', 'left', 'right')),
    PRIMARY KEY (routine, position)
);

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL,                 -- JSON
    changed_utc TEXT NOT NULL
);
