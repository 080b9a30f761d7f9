"""Upgrades happen whole, with a copy before, and never downwards."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec import structs

from stretchplayer.core.catalogue import Dose, Origin, Side
from stretchplayer.core.comfort.next_day import Settled
from stretchplayer.core.comfort.reactions import Answer, ReactionKind
from stretchplayer.core.errors import StoreError
from stretchplayer.core.history import Deed, EntryKind, MeasureMethod, RatingKind, SessionOutcome, Trial
from stretchplayer.core.place import Place
from stretchplayer.core.preferences import Sounds, Talking
from stretchplayer.core.raw_readings import TapeLengths
from stretchplayer.core.routine import HowOften
from stretchplayer.store import FILE_NAME, open_store
from stretchplayer.store.database import Database
from stretchplayer.store.migrate import Migration, migrate, shipped_migrations

FIXTURES = Path(__file__).with_name("fixtures")
TWO_STEPS = [
    Migration(1, "CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT);"),
    Migration(2, "ALTER TABLE note ADD COLUMN tag TEXT;\nUPDATE note SET tag = 'old';"),
]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A file of schema 1 with one note."""
    opened = Database(tmp_path / "notes.sqlite3")
    migrate(opened, TWO_STEPS[:1])
    with opened.transaction() as write:
        write.execute("INSERT INTO note (words) VALUES ('kept')")
    yield opened
    opened.close()


def schema(path: Path) -> list[tuple[str, str]]:
    """Every table and index with its SQL, free of layout."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
        ).fetchall()
    return [(name, re.sub(r"\s+", " ", sql)) for name, sql in rows]


def released() -> list[Path]:
    return sorted(FIXTURES.glob("schema_*.sql"))


def load(fixture: Path, folder: Path) -> Path:
    path = folder / FILE_NAME
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(fixture.read_text(encoding="utf-8"))
    return path


def test_numbers_have_no_holes_and_each_has_a_fixture() -> None:
    numbers = [migration.number for migration in shipped_migrations()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert [fixture.stem for fixture in released()] == [f"schema_{number:04}" for number in numbers]


def test_a_new_file_gets_the_newest_schema_without_a_copy(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    assert store.database.version == shipped_migrations()[-1].number
    store.close()
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


@pytest.mark.parametrize("fixture", released(), ids=lambda path: path.stem)
def test_a_fixture_is_what_its_migrations_make(fixture: Path, tmp_path: Path) -> None:
    number = int(fixture.stem[-4:])
    made = Database(tmp_path / "made.sqlite3")
    migrate(made, shipped_migrations()[:number])
    made.close()
    loaded = load(fixture, tmp_path)
    assert schema(loaded) == schema(tmp_path / "made.sqlite3")
    with closing(sqlite3.connect(loaded)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (number,)


@pytest.mark.parametrize("fixture", released(), ids=lambda path: path.stem)
def test_every_released_file_opens_with_its_notes(fixture: Path, tmp_path: Path) -> None:
    load(fixture, tmp_path)
    store = open_store(tmp_path)
    assert store.database.version == shipped_migrations()[-1].number
    (session,) = store.history.sessions()
    assert (session.outcome, session.held_ms) == (SessionOutcome.FINISHED, 18_500)
    assert [(r.kind.value, r.score, r.flag) for r in store.history.session_ratings(session.id)] == [
        ("pre", 4, False),
        ("during", 2, True),
        ("post", None, False),
    ]
    corrected = store.history.session_ratings(session.id)[1]
    assert [c.before["score"] for c in store.corrections.changes(corrected.id)] == [5]
    assert [m.trials[0].value for m in store.measures.measurements("leg-raise")] == [62.5]
    routines = store.routines.changed_routines()
    assert [item.rest_s for item in routines["easy-lower-back"].items] == [None]
    assert store.settings.all_settings() == {"preferences.goal_days": "4"}
    store.close()


def test_a_file_of_schema_2_opens_with_what_people_made_their_own(tmp_path: Path) -> None:
    load(FIXTURES / "schema_0002.sql", tmp_path)
    store = open_store(tmp_path)
    evening = store.routines.changed_routines()["own-1"]
    assert (evening.name, evening.length, evening.talking, evening.sounds) == (
        "Evening",
        1.25,
        Talking.BRIEF,
        Sounds.SOFT,
    )
    assert evening.how_often == HowOften(times_a_day=2, days_a_week=5)
    assert evening.origin == Origin(author="A. Person")
    assert [(item.stretch, item.first_side, item.sides.value) for item in evening.items] == [
        ("pelvic-tilt", Side.LEFT, "both"),
        ("own-2", None, "right"),
    ]
    assert store.routines.usual_doses() == {"prayer-stretch": Dose(hold_s=25, repetitions=2)}
    (own,), removed = store.own_stretches.own_stretches()
    assert (own.name, own.steps, removed) == ("Towel pull", ("Lie down.", "Pull."), [])
    picture = store.own_stretches.picture("picture-1")
    assert picture is not None
    assert (picture.kind.value, picture.data) == ("pose", b"{}")
    assert store.drafts.draft("routine") == "{}"
    store.close()


def test_a_file_of_schema_3_opens_with_what_was_corrected(tmp_path: Path) -> None:
    load(FIXTURES / "schema_0003.sql", tmp_path)
    store = open_store(tmp_path)
    gone = "00000000-0000-4000-8000-000000000020"
    assert [session.id for session in store.history.sessions()] != [gone]
    (daily,) = store.history.ratings(kinds=[RatingKind.DAY])
    assert (daily.score, daily.local_date, daily.noted is not None) == (3, date(2026, 3, 4), True)
    assert store.history.day_notes() == {date(2026, 3, 4): "A long drive."}
    store.corrections.put_back(EntryKind.SESSION, gone, datetime(2026, 3, 6, 8, tzinfo=UTC))
    assert store.history.session(gone).by_hand
    assert [rating.score for rating in store.history.session_ratings(gone)] == [6]
    assert [change.deed for change in store.corrections.changes(gone)] == [Deed.REMOVED, Deed.PUT_BACK]
    store.close()


def test_a_file_of_schema_4_has_its_routines_on_the_floor(tmp_path: Path) -> None:
    load(FIXTURES / "schema_0004.sql", tmp_path)
    store = open_store(tmp_path)
    assert {routine.place for routine in store.routines.changed_routines().values()} == {Place.FLOOR}
    store.close()


def test_a_file_of_schema_5_opens_with_what_the_rules_did_and_with_the_places(tmp_path: Path) -> None:
    load(FIXTURES / "schema_0005.sql", tmp_path)
    store = open_store(tmp_path)
    assert [(r.kind, r.answer, r.stretch, r.before, r.score) for r in store.comfort.reactions()] == [
        (ReactionKind.RED, Answer.TAKEN, "prayer-stretch", 4, 7),
        (ReactionKind.UNSETTLED, Answer.DECLINED, None, None, None),
    ]
    (answer,) = store.comfort.next_day_answers()
    assert (answer.about, answer.settled) == (date(2026, 3, 2), Settled.NO)
    places = {routine.id: routine.place for routine in store.routines.changed_routines().values()}
    assert places == {"easy-lower-back": Place.FLOOR, "own-1": Place.BED}
    store.close()


def test_an_upgrade_keeps_the_notes_and_a_copy_of_the_old_file(database: Database) -> None:
    migrate(database, TWO_STEPS)
    assert database.version == 2
    assert tuple(database.rows("SELECT words, tag FROM note")[0]) == ("kept", "old")
    copy = database.path.with_name("notes-v1.bak")
    with closing(sqlite3.connect(copy)) as old:
        assert old.execute("SELECT * FROM note").fetchall() == [(1, "kept")]
        assert old.execute("PRAGMA user_version").fetchone() == (1,)


def test_nothing_to_do_makes_no_copy(database: Database) -> None:
    migrate(database, TWO_STEPS[:1])
    assert not list(database.path.parent.glob("*.bak"))


def test_a_step_that_cannot_be_done_leaves_nothing_behind(database: Database) -> None:
    broken = Migration(2, "CREATE TABLE extra (id);\nDELETE FROM note;\nINSERT INTO nowhere VALUES (1);")
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        migrate(database, [*TWO_STEPS[:1], broken])
    assert database.version == 1
    assert [row["words"] for row in database.rows("SELECT words FROM note")] == ["kept"]
    assert database.rows("SELECT 1 FROM sqlite_master WHERE name = 'extra'") == []
    migrate(database, TWO_STEPS)
    assert database.version == 2


def test_steps_before_the_broken_one_stay_done(database: Database) -> None:
    broken = Migration(3, "INSERT INTO nowhere VALUES (1);")
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        migrate(database, [*TWO_STEPS, broken])
    assert database.version == 2


def test_a_newer_file_is_refused_and_left_untouched(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    path = tmp_path / FILE_NAME
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 999")
    before = path.read_bytes()
    with pytest.raises(StoreError) as told:
        open_store(tmp_path)
    assert str(told.value) == (
        "These notes come from a newer version of Stretch Player. They are left untouched."
    )
    assert path.read_bytes() == before


def test_a_file_of_schema_3_keeps_every_try_and_what_was_taken_back(tmp_path: Path) -> None:
    path = load(FIXTURES / "schema_0003.sql", tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "INSERT INTO measurement VALUES ('m-2', 'leg-raise', 'tape', '2026-03-10T07:00:00.000000Z',"
            " '2026-03-10', 60, NULL);"
            "INSERT INTO trial VALUES ('m-2', 0, 'left', 60.5, 1, 79.5, 9.0, 81.0);"
            "INSERT INTO trial VALUES ('m-2', 1, 'right', 58.25, 0, 78.0, 9.0, 81.0);"
            "INSERT INTO measurement VALUES ('m-3', 'leg-raise', 'phone', '2026-03-11T07:00:00.000000Z',"
            " '2026-03-11', 60, '2026-03-12T07:00:00.000000Z');"
            "INSERT INTO trial VALUES ('m-3', 0, 'right', 40.0, 0, NULL, NULL, NULL);"
        )
    store = open_store(tmp_path)
    first, second = store.measures.measurements("leg-raise")
    assert (first.unit, first.method, first.noted) == ("deg", MeasureMethod.PHONE, None)
    tape = TapeLengths(ankle_height_cm=79.5, hip_height_cm=9, leg_length_cm=81)
    assert second.trials == (
        Trial(side=Side.LEFT, value=60.5, painful=True, tape=tape),
        Trial(side=Side.RIGHT, value=58.25, tape=structs.replace(tape, ankle_height_cm=78)),
    )
    (gone,) = store.measures.measurements(removed=True)
    assert [trial.value for trial in gone.trials] == [40.0]
    assert store.database.rows("PRAGMA foreign_key_check") == []
    store.close()


def test_a_file_of_schema_4_opens_with_tests_of_other_units(tmp_path: Path) -> None:
    load(FIXTURES / "schema_0004.sql", tmp_path)
    store = open_store(tmp_path)
    (turned,) = store.measures.measurements("seated-rotation")
    photo = turned.trials[0].photo
    assert photo is not None
    assert (photo.points[3], photo.width, photo.height) == ((96.6, 110.0), 400, 300)
    assert (turned.local_date, turned.noted is not None) == (date(2026, 3, 9), True)
    (gone,) = store.measures.measurements("press-up", removed=True)
    assert (gone.unit, gone.method, gone.trials[0].side) == ("cm", MeasureMethod.RULER, None)
    store.close()
