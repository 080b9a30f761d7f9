-- Flexibility tests of any unit, with or without sides, by ruler, photo or in a way of one's own.

CREATE TABLE old_trial AS SELECT * FROM trial;
DROP TABLE trial;

CREATE TABLE measurement_2 (
    id TEXT PRIMARY KEY,
    test TEXT NOT NULL,
    method TEXT NOT NULL CHECK (method IN ('phone', 'tape', 'photo', 'ruler', 'number')),
    unit TEXT NOT NULL CHECK (unit IN ('deg', 'cm')),    -- of the values of its tries
    at_utc TEXT NOT NULL,
    local_date TEXT NOT NULL,
    utc_offset_min INTEGER NOT NULL,
    noted_utc TEXT,                      -- NULL: at the time it tells of
    removed_utc TEXT                     -- taken back: kept, and shown no more
);
INSERT INTO measurement_2
SELECT id, test, method, 'deg', at_utc, local_date, utc_offset_min, NULL, removed_utc FROM measurement
ORDER BY rowid;
DROP TABLE measurement;
ALTER TABLE measurement_2 RENAME TO measurement;
CREATE INDEX measurement_by_test ON measurement (test, at_utc);

CREATE TABLE trial (
    measurement TEXT NOT NULL REFERENCES measurement (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,           -- order made, from 0
    side TEXT CHECK (side IN ('left', 'right')),         -- NULL: a test without sides
    value REAL NOT NULL,                 -- read, or derived from the lengths or points
    painful INTEGER NOT NULL CHECK (painful IN (0, 1)),
    ankle_height_cm REAL,
    hip_height_cm REAL,
    leg_length_cm REAL,
    photo TEXT,                          -- points marked, in pixels, and the picture's size, JSON
    picture TEXT,                        -- id of the picture, if it was to be kept
    PRIMARY KEY (measurement, position),
    CHECK ((ankle_height_cm IS NULL) = (hip_height_cm IS NULL)
           AND (hip_height_cm IS NULL) = (leg_length_cm IS NULL))
);
INSERT INTO trial
SELECT measurement, position, side, degrees, painful, ankle_height_cm, hip_height_cm, leg_length_cm, NULL, NULL
FROM old_trial;
DROP TABLE old_trial;
