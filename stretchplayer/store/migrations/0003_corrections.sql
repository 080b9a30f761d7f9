-- What is noted afterwards, corrected or taken back, and what it said before.

ALTER TABLE session ADD COLUMN by_hand INTEGER NOT NULL DEFAULT 0 CHECK (by_hand IN (0, 1));
ALTER TABLE session ADD COLUMN removed_utc TEXT;      -- taken back: kept, and shown no more
ALTER TABLE pain_rating ADD COLUMN noted_utc TEXT;    -- NULL: at the time it tells of
ALTER TABLE pain_rating ADD COLUMN removed_utc TEXT;
ALTER TABLE measurement ADD COLUMN removed_utc TEXT;
CREATE INDEX session_removed ON session (id) WHERE removed_utc IS NOT NULL;
CREATE INDEX pain_rating_by_kind ON pain_rating (kind, local_date, score, at_utc) WHERE removed_utc IS NULL;

CREATE TABLE day_note (                  -- the user's words about a day
    local_date TEXT PRIMARY KEY,
    note TEXT NOT NULL,
    changed_utc TEXT NOT NULL
);

CREATE TABLE entry_change (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,                  -- the table of the entry
    entry TEXT NOT NULL,
    deed TEXT NOT NULL CHECK (deed IN ('corrected', 'removed', 'put_back')),
    before TEXT NOT NULL,                -- the columns that changed as they were, JSON
    at_utc TEXT NOT NULL,
    local_date TEXT NOT NULL,
    utc_offset_min INTEGER NOT NULL
);
CREATE INDEX entry_change_by_entry ON entry_change (entry);

INSERT INTO entry_change
SELECT id, 'pain_rating', rating, 'corrected',
    json_object('score', old_score, 'skipped', old_skipped, 'flag', old_flag),
    at_utc, local_date, utc_offset_min
FROM pain_rating_correction;
DROP TABLE pain_rating_correction;
