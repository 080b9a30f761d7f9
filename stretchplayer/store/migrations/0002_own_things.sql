-- What people make their own: routines of theirs, stretches, pictures, usual doses, unfinished edits.

ALTER TABLE routine ADD COLUMN length REAL NOT NULL DEFAULT 1;  -- gentler under 1, longer over it
ALTER TABLE routine ADD COLUMN talking TEXT;                     -- NULL: as the preferences say
ALTER TABLE routine ADD COLUMN sounds TEXT;
ALTER TABLE routine ADD COLUMN times_a_day INTEGER;              -- as somebody advised; both or neither
ALTER TABLE routine ADD COLUMN days_a_week INTEGER;
ALTER TABLE routine ADD COLUMN origin TEXT;                      -- author, licence and source, JSON
ALTER TABLE routine ADD COLUMN made_utc TEXT;                    -- the order in which own ones are listed

-- The rest between repetitions may be left open now. Until here 0 stood for that.
CREATE TABLE routine_item_2 (
    routine TEXT NOT NULL REFERENCES routine (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,           -- order played, from 0
    stretch TEXT NOT NULL,
    hold_s REAL,                         -- NULL: as the catalogue says
    repetitions INTEGER,
    rest_s REAL,
    get_ready_s REAL,
    sides TEXT NOT NULL CHECK (sides IN ('both', 'left', 'right')),
    first_side TEXT CHECK (first_side IN ('left', 'right')),
    PRIMARY KEY (routine, position)
);
INSERT INTO routine_item_2
SELECT routine, position, stretch, hold_s, repetitions, nullif(rest_s, 0), get_ready_s, sides, NULL
FROM routine_item;
DROP TABLE routine_item;
ALTER TABLE routine_item_2 RENAME TO routine_item;

CREATE TABLE own_stretch (
    id TEXT PRIMARY KEY,
    record TEXT NOT NULL,                -- the whole stretch, JSON
    made_utc TEXT NOT NULL,
    changed_utc TEXT NOT NULL,
    removed_utc TEXT                     -- no longer offered; notes that name it stay readable
);

CREATE TABLE own_picture (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('image', 'pose')),
    data BLOB NOT NULL,                  -- PNG that was checked, or a pose as JSON
    made_utc TEXT NOT NULL
);

CREATE TABLE usual_dose (                -- what somebody wants of a stretch in all routines
    stretch TEXT PRIMARY KEY,
    hold_s REAL NOT NULL,
    repetitions INTEGER NOT NULL,
    changed_utc TEXT NOT NULL
);

CREATE TABLE draft (                     -- what is being edited and not saved yet
    key TEXT PRIMARY KEY,
    data TEXT NOT NULL,                  -- JSON
    changed_utc TEXT NOT NULL
);
