"""Files of notes made to do harm, or simply broken: refused in one sentence, and nothing is changed."""

from __future__ import annotations

import json
import os
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stretchplayer.core.errors import RefusedFileError
from stretchplayer.core.history import OwnPicture
from stretchplayer.exchange import history_read
from stretchplayer.exchange.archive import write_archive
from stretchplayer.exchange.detect import read_file
from stretchplayer.exchange.history_json import write_json
from stretchplayer.exchange.history_read import history_file, is_history
from stretchplayer.store import Store
from tests.empty_notes import empty_notes
from tests.exchange.history_stores import AT, fill_every_table

MEGABYTE = 2**20
SECONDS = 2.0  # of work, for the largest that is looked at as a whole


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A file with something in every table."""
    folder = tmp_path_factory.mktemp("whole")
    store = empty_notes(folder / "notes")
    fill_every_table(store)
    write_json(folder / "notes.json", store.kept.all_rows(), store.kept.schema, AT, "a test")
    store.close()
    return (folder / "notes.json").read_bytes()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = empty_notes(tmp_path / "notes")
    yield opened
    opened.close()


def refusal(store: Store, path: Path) -> str:
    """What is said of a file; nothing is changed and nothing left over."""
    folder = store.database.path.parent
    before = store.everything.tables(), sorted(file.name for file in folder.iterdir())
    with pytest.raises(RefusedFileError) as refused, history_file(path) as (head, tables):
        store.kept.look_into(head.schema, tables, lambda _: None)
    assert (store.everything.tables(), sorted(file.name for file in folder.iterdir())) == before
    said = str(refused.value)
    assert "Nothing was changed" in said or "cannot be opened" in said or "was not opened" in said
    assert "\n" not in said
    return said


def row_of(whole: bytes, table: str, **values: Any) -> bytes:
    """The file with other values in the first row of a table."""
    data = json.loads(whole)
    its = data["tables"][table]
    for name, value in values.items():
        its["rows"][0][its["columns"].index(name)] = value
    return json.dumps(data).encode()


WRONG_VALUES: list[tuple[str, dict[str, Any]]] = [
    ("pain_rating", {"score": 11}),
    ("pain_rating", {"score": "much"}),
    ("pain_rating", {"score": 3.5}),
    ("pain_rating", {"score": 2**80}),
    ("pain_rating", {"kind": "other"}),
    ("pain_rating", {"id": None}),
    ("pain_rating", {"session": "nobody's"}),
    ("pain_rating", {"at_utc": "yesterday"}),
    ("pain_rating", {"at_utc": "2026-13-01T00:00:00.000000Z"}),
    ("pain_rating", {"at_utc": "0001-01-01T00:00:00.000000Z"}),
    ("pain_rating", {"noted_utc": "2026-01-01"}),
    ("pain_rating", {"local_date": "2026-02-30"}),
    ("pain_rating", {"local_date": "9999-12-31"}),
    ("pain_rating", {"utc_offset_min": 1440}),
    ("session", {"plan": "{"}),
    ("session", {"plan": "[]"}),
    ("session", {"checkpoint": "no"}),
    ("session", {"played_ms": "long"}),
    ("session", {"first_side": "up"}),
    ("session", {"started_utc": "2026-02-30T00:00:00.000000Z"}),
    ("session", {"routine_name": None}),
    ("session", {"routine_name": {"base64": "AAAA"}}),
    ("session", {"ended_utc_offset_min": -5000}),
    ("session_note", {"tags": "{}"}),
    ("session_note", {"tags": "work"}),
    ("setting", {"value": "{{"}),
    ("draft", {"data": ""}),
    ("entry_change", {"before": "[]"}),
    ("routine", {"talking": "loud"}),
    ("routine", {"origin": '{"who": 1}'}),
    ("trial", {"value": "far"}),
    ("trial", {"side": "both"}),
    ("trial", {"photo": "[1]"}),
    ("trial", {"photo": "{"}),
    ("measurement", {"method": "guess"}),
    ("measurement", {"unit": "in"}),
    ("measurement", {"noted_utc": "later"}),
    ("routine_item", {"sides": "neither"}),
    ("routine_item", {"routine": "nobody's"}),
    ("usual_dose", {"hold_s": "long"}),
    ("own_stretch", {"record": "[1]"}),
    ("own_picture", {"data": "no bytes"}),
    ("own_picture", {"data": {"base64": "!"}}),
    ("own_picture", {"data": {"base64": "AAAA", "more": 1}}),
    ("own_picture", {"kind": "film"}),
]


@pytest.mark.parametrize(
    ("table", "values"), WRONG_VALUES, ids=[f"{table} {values}"[:60] for table, values in WRONG_VALUES]
)
def test_a_value_that_cannot_be_is_refused(
    store: Store, tmp_path: Path, whole: bytes, table: str, values: dict[str, Any]
) -> None:
    path = tmp_path / "wrong.json"
    path.write_bytes(row_of(whole, table, **values))
    refusal(store, path)


def changed(change: Callable[[dict[str, Any]], object]) -> Callable[[bytes], bytes]:
    def make(whole: bytes) -> bytes:
        data = json.loads(whole)
        change(data)
        return json.dumps(data).encode()

    return make


def twice(data: dict[str, Any]) -> None:
    rows = data["tables"]["session"]["rows"]
    rows.append(rows[0])


def more_columns(data: dict[str, Any]) -> None:
    its = data["tables"]["draft"]
    its["columns"].append("more")
    for row in its["rows"]:
        row.append(1)


WRONG_FILES: dict[str, Callable[[bytes], bytes]] = {
    "cut in the middle": lambda whole: whole[: len(whole) // 2],
    "cut at its end": lambda whole: whole[:-3],
    "something behind it": lambda whole: whole + b"{}",
    "no tables": lambda whole: whole[: whole.index(b'"tables"')] + b"}",
    "a comma too many": lambda whole: whole.replace(b"]]}", b"],]}", 1),
    "the head alone": lambda whole: whole[:40],
    "the same field twice": lambda whole: whole.replace(b'"schema"', b'"schema": 1, "schema"', 1),
    "the same table twice": lambda whole: whole.replace(b'"draft": {', b'"day_note": {', 1),
    "no number of its form": changed(lambda data: data.pop("schema")),
    "form 0": changed(lambda data: data.update(schema=0)),
    "a newer form": changed(lambda data: data.update(schema=999)),
    "form in words": changed(lambda data: data.update(schema="3")),
    "a table of its own": changed(lambda data: data["tables"].update(x={"columns": ["a"], "rows": []})),
    "a table of SQLite's": changed(
        lambda data: data["tables"].update(sqlite_master={"columns": ["sql"], "rows": [["x"]]})
    ),
    "SQL for a table": changed(
        lambda data: data["tables"].update({"draft; DROP TABLE session": {"columns": ["key"], "rows": []}})
    ),
    "SQL for a column": changed(
        lambda data: data["tables"]["draft"].update(columns=["key", "data", 'changed_utc") --'])
    ),
    "a column too many": changed(more_columns),
    "a column missing": changed(lambda data: data["tables"]["draft"]["columns"].pop()),
    "columns that are none": changed(lambda data: data["tables"]["draft"].update(columns=[1, 2, 3])),
    "a row too short": changed(lambda data: data["tables"]["draft"]["rows"][0].pop()),
    "a list in a row": changed(lambda data: data["tables"]["draft"]["rows"][0].__setitem__(1, [1])),
    "yes in a row": changed(lambda data: data["tables"]["draft"]["rows"][0].__setitem__(1, True)),
    "a row that is none": changed(lambda data: data["tables"]["draft"]["rows"].append({})),
    "the same id twice": changed(twice),
    "bytes that are no letters": lambda whole: whole.replace(b"stiff", b"\xff\xfe", 1),
    "half a letter": lambda whole: whole.replace(b"stiff", rb"\ud800", 1),
    "a number without end": lambda whole: whole.replace(b"[12.5", b"[1e999", 1).replace(b"12.5", b"1e999", 1),
    "no number": lambda whole: whole.replace(b"12.5", b"NaN", 1),
    "a very long number": lambda whole: whole.replace(b"12.5", b"9" * 100_000, 1),
    "deep lists": lambda whole: whole.replace(b'"rows": [', b'"rows": ' + b"[" * 1_000_000, 1),
    "a text without end": lambda whole: whole.replace(b'"rows": [', b'"rows": [["' + b"a" * MEGABYTE, 1)[
        :MEGABYTE
    ],
    "NULs": lambda whole: whole[:300] + bytes(MEGABYTE),
    "a long name of a table": lambda whole: whole.replace(b'"draft"', b'"' + b"d" * MEGABYTE + b'"', 1),
}


CUT = ("cut in the middle", "the head alone", "a text without end", "NULs")


@pytest.mark.parametrize("kind", WRONG_FILES)
def test_a_file_that_is_none_is_refused(store: Store, tmp_path: Path, whole: bytes, kind: str) -> None:
    path = tmp_path / "wrong.json"
    wrong = WRONG_FILES[kind](whole)
    assert wrong != whole
    path.write_bytes(wrong)
    began = time.process_time()
    said = refusal(store, path)
    assert time.process_time() - began < SECONDS
    assert ("ends in the middle" in said) == (kind in CUT)
    assert ("newer version" in said) == (kind == "a newer form")


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_a_byte_changed_anywhere_is_refused_or_brings_readable_notes(
    store: Store, tmp_path: Path, whole: bytes, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(whole) - 1))
    path = tmp_path / "changed.json"
    path.write_bytes(whole[:at] + bytes([data.draw(st.integers(0, 255))]) + whole[at + 1 :])
    try:
        with history_file(path) as (head, tables):
            brought = store.kept.look_into(head.schema, tables, lambda _: None)
    except RefusedFileError:
        return
    brought.bring_in(prefer_file=True)
    brought.close()
    store.history.sessions()
    store.history.ratings()
    store.history.notes()
    store.history.holds()
    store.measures.measurements("leg-raise")
    store.routines.changed_routines()
    store.own_stretches.own_stretches()


def test_what_the_picture_check_says_is_heard(store: Store, tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "notes.json"
    path.write_bytes(whole)
    seen: list[OwnPicture] = []

    def check(picture: OwnPicture) -> None:
        seen.append(picture)
        raise RefusedFileError("No picture.")

    with pytest.raises(RefusedFileError, match="No picture"), history_file(path) as (head, tables):
        store.kept.look_into(head.schema, tables, check)
    assert [picture.id for picture in seen] == ["picture:1"]
    assert [file.name for file in store.database.path.parent.glob(".brought*")] == []


def test_a_file_that_is_too_large_is_not_opened(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(history_read.FILE_BYTES + 1)
    assert "more than 512 MB" in refusal(store, path)


def test_what_is_no_file_of_notes_is_left_to_others(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "some.json"
    path.write_bytes(whole)
    assert is_history(path)
    for other in (b"", b"{}", b'{"format": "stretchplayer"}', b'["stretchplayer-history"]', b"PK\x03\x04"):
        path.write_bytes(other)
        assert not is_history(path)
    assert not is_history(tmp_path)
    assert not is_history(tmp_path / "nowhere")
    assert not is_history(Path("a\x00b"))
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        assert not is_history(tmp_path / "pipe")


def test_who_brings_notes_for_routines_is_told_where_they_go(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "notes.json"
    path.write_bytes(whole)
    with pytest.raises(RefusedFileError, match="holds notes, not routines"):
        read_file(path)
    with pytest.raises(RefusedFileError, match="holds notes, not routines"):
        read_file(archive(tmp_path / "all.zip", {"everything.json": whole}))


def test_a_large_file_takes_little_memory(store: Store, tmp_path: Path, whole: bytes) -> None:
    data = json.loads(whole)
    event = data["tables"]["session_event"]
    (first, *_) = event["rows"]
    text = json.dumps("x" * 1_000)
    event["rows"] = [[f"{number}", *first[1:3], text, *first[4:]] for number in range(20_000)]
    path = tmp_path / "large.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert path.stat().st_size > 19 * MEGABYTE
    del data, event
    tracemalloc.start()
    try:
        with history_file(path) as (head, tables):
            brought = store.kept.look_into(head.schema, tables, lambda _: None)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    brought.close()
    assert most < 11 * MEGABYTE


# ---- archives --------------------------------------------------------------------------------


def archive(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in entries.items():
            made.writestr(name, data)
    return path


def test_an_archive_of_everything_comes_back(store: Store, tmp_path: Path) -> None:
    other = empty_notes(tmp_path / "other")
    fill_every_table(other)
    path = tmp_path / "all.zip"
    write_archive(path, other.kept.all_rows, other.kept.schema, AT, "a test")
    assert is_history(path)
    with history_file(path) as (head, tables):
        brought = store.kept.look_into(head.schema, tables, lambda _: None)
    brought.bring_in(prefer_file=False)
    brought.close()
    assert store.everything.tables() == other.everything.tables()
    other.close()


def test_the_tables_of_an_archive_run_nothing(store: Store, tmp_path: Path) -> None:
    fill_every_table(store)
    path = tmp_path / "all.zip"
    write_archive(path, store.kept.all_rows, store.kept.schema, AT, "a test")
    with zipfile.ZipFile(path) as opened:
        assert b"\r\n2026-03-29,\"'=a walk" in opened.read("day_note.csv")
        assert b",'+Evening," in opened.read("routine.csv")


def test_an_archive_that_unpacks_to_too_much_is_refused(
    store: Store, tmp_path: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_read, "FILE_BYTES", 3 * MEGABYTE)
    bomb = whole.replace(b'"rows": [', b'"rows": [' + b" " * 60 * MEGABYTE, 1)
    path = archive(tmp_path / "bomb.zip", {"everything.json": bomb})
    assert path.stat().st_size < MEGABYTE
    assert is_history(path)
    assert "holds more than 3 MB" in refusal(store, path)


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data[:60] + bytes(60) + data[120:],
        lambda data: data.replace(b"PK\x05\x06", b"PK\x05\x07"),
        lambda data: data[:-10],
    ],
    ids=["cut", "zeros in it", "no end", "half an end"],
)
def test_a_damaged_archive_is_refused(
    store: Store, tmp_path: Path, whole: bytes, harm: Callable[[bytes], bytes]
) -> None:
    path = archive(tmp_path / "all.zip", {"everything.json": whole})
    path.write_bytes(harm(path.read_bytes()))
    refusal(store, path)


def test_an_archive_of_others_is_left_to_others(tmp_path: Path, whole: bytes) -> None:
    for entries in (
        {"a.json": whole},
        {"everything.json": b"{}"},
        {"everything.json": whole} | {f"{number}": b"" for number in range(600)},
    ):
        assert not is_history(archive(tmp_path / "some.zip", entries))


def test_an_archive_that_counts_its_files_elsewhere_is_left_alone(tmp_path: Path, whole: bytes) -> None:
    path = archive(tmp_path / "all.zip", {"everything.json": whole})
    data = path.read_bytes()
    assert is_history(path)
    end = data.rindex(b"PK\x05\x06")
    listed = end - data.index(b"PK\x01\x02")
    far = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, listed, end - listed)
    there = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    path.write_bytes(data[:end] + far + there + data[end:])
    with zipfile.ZipFile(path) as opened:
        assert opened.namelist() == ["everything.json"]  # Python follows it, however much is there
    assert not is_history(path)
