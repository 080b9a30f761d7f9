"""Everything in one archive that other programs can read, and everything gone."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from stretchplayer.app.data_service import DataService
from stretchplayer.audio.sound_folder import SoundFolder
from stretchplayer.bootstrap.history_files import HistoryFiles
from stretchplayer.core.catalogue import Catalogue
from stretchplayer.core.errors import FileError, StoreError
from stretchplayer.core.history import OwnPicture, PictureKind
from stretchplayer.store import Store
from tests.app.test_services import EASY, clock, history, play, store
from tests.calendar_clock import Calendar

__all__ = ["clock", "history", "store"]  # fixtures


@pytest.fixture
def data(store: Store, clock: Calendar, tmp_path: Path) -> DataService:
    return DataService(tmp_path, store.everything, HistoryFiles(store, Catalogue([])), clock)


def test_the_archive_holds_everything_twice(
    data: DataService, store: Store, clock: Calendar, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    play(request.getfixturevalue("history"), pre=3)
    store.routines.save_routine(EASY, clock.now())
    store.own_stretches.save_stretches(
        [], [OwnPicture(id="picture-1", kind=PictureKind.IMAGE, data=b"\x89PNG")], [], clock.now()
    )
    path = tmp_path / data.archive_name()
    data.export(path)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        whole = {
            name: [dict(zip(its["columns"], row, strict=True)) for row in its["rows"]]
            for name, its in json.loads(archive.read("everything.json"))["tables"].items()
        }
        (picture,) = whole["own_picture"]
        picture["data"] = picture["data"]["base64"]  # as the other file has it
        for name, rows in whole.items():
            lines = list(csv.DictReader(io.StringIO(archive.read(f"{name}.csv").decode())))
            assert len(lines) == len(rows), name
            for line, row in zip(lines, rows, strict=True):
                assert line == {key: "" if value is None else str(value) for key, value in row.items()}
        assert set(archive.namelist()) == {f"{name}.csv" for name in whole} | {
            "everything.json",
            "README.txt",
        }
    (rating,) = whole["pain_rating"]
    assert (rating["kind"], rating["score"], rating["stretch"]) == ("pre", 3, None)
    assert picture["data"] == "iVBORw=="
    assert {table.name for table in store.everything.tables()} == set(whole)


def test_files_beside_the_notes_go_along_and_are_in_nobodys_way_later(
    store: Store, clock: Calendar, tmp_path: Path
) -> None:
    store.routines.save_routine(EASY, clock.now())
    (tmp_path / "sounds").mkdir()
    (tmp_path / "sounds" / "start.flac").write_bytes(b"a gong")
    files = HistoryFiles(store, Catalogue([]), sounds=SoundFolder(tmp_path / "sounds"))
    path = tmp_path / "all.zip"
    files.archive(path, clock.now())
    with zipfile.ZipFile(path) as archive:
        assert archive.read("sounds/start.flac") == b"a gong"
    found = files.look_into(path)
    assert [tally.same for tally in found.brought.tallies() if tally.same] == [1]
    ((name, why),) = found.left_out
    assert (name, why) == (
        "start.flac",
        "start.flac cannot be read as WAV, OGG, FLAC or MP3.",
    )
    found.brought.close()


def test_files_that_cannot_be_erased_leave_the_notes(store: Store, clock: Calendar, tmp_path: Path) -> None:
    def fail() -> None:
        raise StoreError("The disk is away.")

    files = HistoryFiles(store, Catalogue([]))
    data = DataService(tmp_path, store.everything, files, clock, erase_files=fail)
    store.routines.save_routine(EASY, clock.now())
    with pytest.raises(StoreError):
        data.erase()
    assert store.everything.counts()["routines"] == 1


def test_a_place_that_cannot_be_written_is_named_and_nothing_is_left(
    data: DataService, tmp_path: Path
) -> None:
    with pytest.raises(FileError, match="nowhere"):
        data.export(tmp_path / "nowhere" / "all.zip")
    (tmp_path / "all.zip").mkdir()
    with pytest.raises(FileError, match="not a plain file"):
        data.export(tmp_path / "all.zip")
    assert not list(tmp_path.glob("*.part"))


def test_erasing_is_announced(data: DataService, store: Store, clock: Calendar) -> None:
    store.routines.save_routine(EASY, clock.now())
    heard: list[bool] = []
    data.erased.connect(lambda: heard.append(True))
    assert data.counts()["routines"] == 1
    data.erase()
    assert (data.counts()["routines"], heard) == (0, [True])
