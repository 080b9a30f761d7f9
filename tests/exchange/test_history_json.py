"""Everything kept goes into one JSON file and comes back from it, row for row."""

from __future__ import annotations

import json
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from stretchplayer.bootstrap.history_files import HistoryFiles
from stretchplayer.core.catalogue import Catalogue
from stretchplayer.core.errors import FileError, RefusedFileError
from stretchplayer.core.history import SetAside, Table
from stretchplayer.core.kept import Form, RowsOf, Tally
from stretchplayer.core.routine import Routine, RoutineItem
from stretchplayer.exchange.history_json import FORMAT, write_json
from stretchplayer.exchange.history_read import history_file, is_history
from stretchplayer.store import FILE_NAME, Store
from stretchplayer.store.migrate import MIGRATIONS, shipped_migrations
from stretchplayer.store.scratch import JSON_COLUMNS
from stretchplayer.store.shape import shapes_of
from tests.empty_notes import empty_notes
from tests.exchange.history_stores import AT, anything_kept, fill_every_table, keep_a_session
from tests.store.test_migrate import load, released

NEWEST = shipped_migrations()[-1].number


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Callable[[str], Store]]:
    """Opens stores in folders of these names, and closes them."""
    opened: list[Store] = []

    def open_one(name: str) -> Store:
        opened.append(empty_notes(tmp_path / name))
        return opened[-1]

    yield open_one
    for store in opened:
        store.close()


def any_picture(_: object) -> None:
    """The pictures of these tests are none that could be drawn."""


def write(store: Store, path: Path) -> Path:
    write_json(path, store.kept.all_rows(), store.kept.schema, AT, "a test")
    return path


def tally(store: Store, path: Path) -> list[Tally]:
    with history_file(path) as (head, tables):
        brought = store.kept.look_into(head.schema, tables, any_picture)
    try:
        return brought.tallies()
    finally:
        brought.close()


def bring(store: Store, path: Path, *, prefer_file: bool = False) -> None:
    with history_file(path) as (head, tables):
        brought = store.kept.look_into(head.schema, tables, any_picture)
    try:
        brought.bring_in(prefer_file=prefer_file)
    finally:
        brought.close()


def tables(store: Store) -> dict[str, Table]:
    return {table.name: table for table in store.everything.tables()}


def test_something_of_every_table_comes_back(stores: Callable[[str], Store], tmp_path: Path) -> None:
    here, there = stores("here"), stores("there")
    fill_every_table(here)
    assert {name for name, table in tables(here).items() if not table.rows} == set()
    bring(there, write(here, tmp_path / "notes.json"))
    assert tables(there) == tables(here)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(deeds=anything_kept())
def test_whatever_is_kept_comes_back_row_for_row(deeds: list[Callable[[Store], object]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        here, there = empty_notes(Path(folder, "here")), empty_notes(Path(folder, "there"))
        try:
            for deed in deeds:
                deed(here)
            path = write(here, Path(folder, "notes.json"))
            bring(there, path)
            assert tables(there) == tables(here)
            # A second time nothing is doubled, and nothing is different.
            assert {(one.new, one.different) for one in tally(there, path)} <= {(0, 0)}
            bring(there, path)
            assert tables(there) == tables(here)
        finally:
            here.close()
            there.close()


@pytest.mark.parametrize("fixture", released(), ids=lambda path: path.stem)
def test_a_file_of_an_older_form_is_brought_to_todays(
    fixture: Path, stores: Callable[[str], Store], tmp_path: Path
) -> None:
    (tmp_path / "upgraded").mkdir()
    old = load(fixture, tmp_path / "upgraded")
    path = tmp_path / "old.json"
    with closing(sqlite3.connect(old)) as connection:
        (schema,) = connection.execute("PRAGMA user_version").fetchone()
        rows = [
            RowsOf(
                shape.table, shape.columns, connection.execute(f"SELECT * FROM {shape.table} ORDER BY rowid")
            )
            for shape in shapes_of(connection.execute).values()
        ]
        write_json(path, rows, schema, AT, "an older version")
    there = stores("there")
    bring(there, path)
    assert tables(there) == tables(stores("upgraded"))


def test_every_column_that_holds_json_is_looked_at() -> None:
    said = set()
    for file in MIGRATIONS.glob("*.sql"):
        table = ""
        for line in file.read_text(encoding="utf-8").splitlines():
            if found := re.match(r"CREATE TABLE (\w+)|ALTER TABLE (\w+)", line):
                table = (found[1] or found[2]).removesuffix("_2")
            if re.search(r"--.*\bJSON\b", line) and (column := re.search(r"(?:ADD COLUMN|^ ) +(\w+) ", line)):
                said.add((table, column[1]))
    # Own pictures are bytes; what draws them reads them before they are taken.
    assert said - {("own_picture", "data")} == set(JSON_COLUMNS)


# ---- beside what is here ---------------------------------------------------------------------


def tallies(store: Store, path: Path) -> dict[str, tuple[int, int, int]]:
    return {one.kind: (one.new, one.same, one.different) for one in tally(store, path)}


def test_what_is_new_the_same_and_different_is_told_and_nothing_is_changed(
    stores: Callable[[str], Store], tmp_path: Path
) -> None:
    here, there = stores("here"), stores("there")
    session = keep_a_session(here, pre=5)
    bring(there, write(here, tmp_path / "notes.json"))
    keep_a_session(here, pre=6)
    (pre, *_) = here.history.session_ratings(session)
    here.history.correct_rating(pre.id, score=2, flag=False, at=AT)
    path = write(here, tmp_path / "notes.json")
    before = tables(there)
    assert tallies(there, path) == {
        "sessions": (1, 1, 0),
        "ratings": (3, 2, 1),
        "notes": (1, 1, 0),
        "other records": (4, 3, 0),
    }
    assert tables(there) == before


@pytest.mark.parametrize(("prefer_file", "score"), [(False, 5), (True, 2)])
def test_what_is_different_stays_unless_the_file_is_preferred(
    stores: Callable[[str], Store], tmp_path: Path, prefer_file: bool, score: int
) -> None:
    here, there = stores("here"), stores("there")
    session = keep_a_session(here, pre=5)
    bring(there, write(here, tmp_path / "notes.json"))
    (pre, *_) = here.history.session_ratings(session)
    here.history.correct_rating(pre.id, score=2, flag=False, at=AT)
    bring(there, write(here, tmp_path / "notes.json"), prefer_file=prefer_file)
    assert [rating.score for rating in there.history.session_ratings(session)] == [score, 4, 3]


@pytest.mark.parametrize(
    ("prefer_file", "items"), [(False, ["cobra", "cat-cow", "bridge"]), (True, ["bridge", "cobra"])]
)
def test_a_routine_stays_whole_or_is_replaced_whole(
    stores: Callable[[str], Store], tmp_path: Path, prefer_file: bool, items: list[str]
) -> None:
    here, there = stores("here"), stores("there")
    for store, names in ((there, ("cobra", "cat-cow", "bridge")), (here, ("bridge", "cobra"))):
        its = tuple(RoutineItem(stretch=name) for name in names)
        store.routines.save_routine(Routine(id="r", name="R", description="", items=its), AT)
    path = write(here, tmp_path / "notes.json")
    assert tallies(there, path) == {"routines": (0, 0, 1)}
    bring(there, path, prefer_file=prefer_file)
    assert [item.stretch for item in there.routines.changed_routines()["r"].items] == items


@pytest.mark.parametrize("prefer_file", [False, True])
def test_a_stretch_left_out_in_both_is_left_out_once(
    stores: Callable[[str], Store], tmp_path: Path, prefer_file: bool
) -> None:
    here, there = stores("here"), stores("there")
    for store in (here, there):
        store.history.set_aside(SetAside(stretch="cobra", since=AT, why="sharp"))
    bring(there, write(here, tmp_path / "notes.json"), prefer_file=prefer_file)
    assert len(there.history.all_set_aside()) == 1


def test_a_file_still_looked_at_is_let_go_for_the_next_and_at_the_end(
    stores: Callable[[str], Store], tmp_path: Path
) -> None:
    here = stores("here")
    keep_a_session(here)
    path = write(here, tmp_path / "notes.json")
    folder = here.database.path.parent
    for _ in range(2):
        with history_file(path) as (head, tables):
            brought = here.kept.look_into(head.schema, tables, any_picture)
        assert len(list(folder.glob(".brought-*.sqlite3"))) == 1
    assert brought.tallies()
    here.close()
    assert list(folder.glob(".brought-*")) == []
    brought.close()


def test_all_of_it_or_nothing(stores: Callable[[str], Store], tmp_path: Path) -> None:
    here, there = stores("here"), stores("there")
    fill_every_table(here)
    path = write(here, tmp_path / "notes.json")
    there.database.run_script(
        "CREATE TRIGGER full BEFORE INSERT ON setting BEGIN SELECT RAISE(ABORT, 'no room'); END"
    )
    before = tables(there)
    with pytest.raises(sqlite3.IntegrityError):
        bring(there, path)
    assert tables(there) == before


# ---- the file --------------------------------------------------------------------------------


def test_the_file_is_plain_json_and_may_be_written_otherwise(
    stores: Callable[[str], Store], tmp_path: Path
) -> None:
    here = stores("here")
    fill_every_table(here)
    path = write(here, tmp_path / "notes.json")
    whole = json.loads(path.read_text(encoding="utf-8"))
    assert (whole["format"], whole["schema"]) == (FORMAT, NEWEST)
    for number, text in enumerate(
        (
            json.dumps(whole, indent=4, ensure_ascii=False),
            json.dumps(whole, sort_keys=True, separators=(",", ":")),
            "\ufeff" + json.dumps(whole),
        )
    ):
        path.write_text(text, encoding="utf-8")
        assert is_history(path)
        there = stores(f"there {number}")
        bring(there, path)
        assert tables(there) == tables(here)


def test_rows_at_the_edges_of_what_is_read_at_once(
    stores: Callable[[str], Store], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = stores("here")
    fill_every_table(here)
    path = write(here, tmp_path / "notes.json")
    monkeypatch.setattr("stretchplayer.exchange.history_read._CHUNK", 7)
    there = stores("there")
    bring(there, path)
    assert tables(there) == tables(here)


def test_an_earlier_file_stays_when_the_new_one_cannot_be_written(
    stores: Callable[[str], Store], tmp_path: Path
) -> None:
    def broken() -> Iterator[RowsOf]:
        yield from stores("here").kept.all_rows()
        raise OSError(28, "No space left on device")

    path = tmp_path / "notes.json"
    path.write_text("earlier", encoding="utf-8")
    with pytest.raises(FileError, match="No space left on device"):
        write_json(path, broken(), NEWEST, AT, "a test")
    assert path.read_text(encoding="utf-8") == "earlier"
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["notes.json"]


@pytest.mark.parametrize("place", ["notes.json", "notes.zip"])
def test_notes_can_be_kept_after_a_file_could_not_be_finished(
    stores: Callable[[str], Store], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    here = stores("here")
    fill_every_table(here)
    files = HistoryFiles(here, Catalogue([]))
    monkeypatch.setattr("stretchplayer.exchange.history_json._write_rows", full)
    with pytest.raises(FileError) as raised:
        if place.endswith("zip"):
            files.archive(tmp_path / place, AT)
        else:
            files.write(tmp_path / place, Form.JSON, AT)
    here.settings.save_settings({"after": "1"}, AT)  # while somebody still looks at what went wrong
    assert "No space left" in str(raised.value)
    assert here.settings.all_settings()["after"] == "1"


def test_a_file_of_a_newer_version_is_refused_kindly(stores: Callable[[str], Store], tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    here = stores("here")
    write_json(path, here.kept.all_rows(), NEWEST + 1, AT, "a newer version")
    with pytest.raises(RefusedFileError, match="newer version of Stretch Player"):
        bring(here, path)
    assert scratch_left(here) == []


def scratch_left(store: Store) -> list[str]:
    return [file.name for file in store.database.path.parent.iterdir() if FILE_NAME not in file.name]
