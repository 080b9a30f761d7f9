"""The file survives what happens to files."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from stretchplayer.core.errors import StoreError
from stretchplayer.core.history import RatingKind
from stretchplayer.store import FILE_NAME, Store, open_store
from stretchplayer.store.database import Database

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def rate(store: Store, score: int) -> str:
    return store.history.record_rating(kind=RatingKind.DAY, score=score, skipped=False, flag=False, at=NOW)


def scores(store: Store) -> list[int | None]:
    return [rating.score for rating in store.history.ratings()]


def test_settings_of_the_connection(store: Store) -> None:
    def pragma(name: str) -> object:
        return store.database.rows(f"PRAGMA {name}")[0][0]

    assert pragma("foreign_keys") == 1
    assert pragma("journal_mode") == "wal"
    assert pragma("synchronous") == 2
    assert pragma("fullfsync") == 1
    assert pragma("busy_timeout") == 5000


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
def test_nobody_else_may_read_the_notes(store: Store) -> None:
    assert store.database.path.stat().st_mode & 0o077 == 0
    assert store.database.path.parent.stat().st_mode & 0o077 == 0


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from stretchplayer.core.history import RatingKind
from stretchplayer.store import open_store

store = open_store(Path(sys.argv[1]))
store.history.record_rating(
    kind=RatingKind.PRE, score=4, skipped=False, flag=False, at=datetime(2026, 3, 2, tzinfo=UTC)
)
with store.database.transaction() as write:  # an answer that was never shown as taken
    write.execute("UPDATE pain_rating SET score = 9")
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
"""


def test_a_taken_answer_survives_being_killed(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False, timeout=60)
    assert done.returncode != 0
    store = open_store(tmp_path)
    assert scores(store) == [4]
    store.close()


def test_a_full_disk_is_told_and_earlier_notes_stay(store: Store, tmp_path: Path) -> None:
    rate(store, 3)
    pages = store.database.rows("PRAGMA page_count")[0][0]
    store.database.rows(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="not saved yet, the disk is full"):
        for _ in range(2000):
            store.settings.save_settings({"big": '"' + "x" * 100_000 + '"'}, NOW)
    assert scores(store) == [3]
    assert store.settings.all_settings() == {}

    store.database.rows("PRAGMA max_page_count = 1000000")
    rate(store, 5)
    assert scores(store) == [3, 5]


def test_an_exception_inside_a_transaction_leaves_nothing(store: Store) -> None:
    rate(store, 3)
    with pytest.raises(KeyboardInterrupt), store.database.transaction() as write:
        write.execute("DELETE FROM pain_rating")
        raise KeyboardInterrupt
    assert scores(store) == [3]
    rate(store, 4)
    assert scores(store) == [3, 4]


def test_a_file_in_use_is_told(store: Store) -> None:
    store.database.rows("PRAGMA busy_timeout = 1")
    other = sqlite3.connect(store.database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="in use by another program"):
        rate(store, 3)
    other.execute("ROLLBACK")
    other.close()
    rate(store, 3)
    assert scores(store) == [3]


def test_another_thread_is_noticed(store: Store) -> None:
    seen: list[BaseException] = []

    def use() -> None:
        try:
            store.history.ratings()
        except sqlite3.ProgrammingError as error:
            seen.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert len(seen) == 1


def filled(folder: Path) -> Path:
    """A closed file with some pages of ratings."""
    store = open_store(folder)
    for score in range(11):
        rate(store, score)
    store.settings.save_settings({"big": '"' + "x" * 50_000 + '"'}, NOW)
    store.close()
    return folder / FILE_NAME


def zeroed(whole: bytes) -> bytes:
    return whole[:8192] + bytes(len(whole) - 8192)


@pytest.mark.parametrize(
    "harm",
    [
        lambda whole: b"These are not the notes you look for.\n" * 100,
        lambda whole: whole[: len(whole) // 2],
        zeroed,
    ],
    ids=["other content", "cut off", "zeroed pages"],
)
def test_a_damaged_file_is_told_and_left_as_it_is(tmp_path: Path, harm: object) -> None:
    path = filled(tmp_path)
    path.write_bytes(harm(path.read_bytes()))  # type: ignore[operator]
    before = path.read_bytes()
    with pytest.raises(StoreError, match="could not be opened, the file is damaged") as told:
        open_store(tmp_path)
    assert str(path) in str(told.value)
    assert path.read_bytes() == before


def large_with_damage_inside(folder: Path) -> Path:
    """Some 6 MB, of which pages in the middle are nothing."""
    store = open_store(folder)
    many = {f"big{n}": '"' + "x" * 50_000 + '"' for n in range(120)}
    store.settings.save_settings(many, NOW)
    store.close()
    path = folder / FILE_NAME
    whole = path.read_bytes()
    middle = len(whole) // 2
    path.write_bytes(whole[:middle] + bytes(16 * 4096) + whole[middle + 16 * 4096 :])
    return path


def test_damage_inside_a_large_file_is_told_where_it_is_read(tmp_path: Path) -> None:
    large_with_damage_inside(tmp_path)
    store = open_store(tmp_path)  # closed cleanly: no time is spent on reading all of it
    with pytest.raises(StoreError, match="the file is damaged"):
        store.settings.all_settings()
    store.close()


def test_a_large_file_that_was_not_closed_is_read_through(tmp_path: Path) -> None:
    path = large_with_damage_inside(tmp_path)
    path.with_name(path.name + "-wal").write_bytes(b"left behind by a crash")
    with pytest.raises(StoreError, match="could not be opened, the file is damaged"):
        open_store(tmp_path)


def test_a_copy_beside_a_damaged_file_is_named(tmp_path: Path) -> None:
    path = filled(tmp_path)
    copy = path.with_name("history-v1.bak")
    database = Database(path)
    database.copy_to(copy)
    database.close()
    path.write_bytes(b"nothing of use " * 99)
    with pytest.raises(StoreError, match=r"A copy is here: .*history-v1\.bak"):
        open_store(tmp_path)


def test_somebody_elses_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE recipe (name TEXT)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="something other than notes"):
        open_store(tmp_path)
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="check that you may read and write"):
        open_store(tmp_path / "file" / "notes")


def test_a_copy_is_complete_while_the_file_is_open(store: Store, tmp_path: Path) -> None:
    rate(store, 6)
    (tmp_path / "copy").mkdir()
    store.database.copy_to(tmp_path / "copy" / FILE_NAME)
    copy = open_store(tmp_path / "copy")
    assert scores(copy) == [6]
    copy.close()


def test_closing_twice_is_harmless(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.close()
    store.close()
