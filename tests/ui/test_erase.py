"""Nothing of somebody is left in any file once everything was erased."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import msgspec
import numpy as np
import pytest
import soundfile
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stretchplayer.core.history import OwnPicture, PictureKind
from stretchplayer.core.own_sounds import SoundEvent
from stretchplayer.core.preferences import EVERY_DAY, Theme
from stretchplayer.ui.editor.model import EditorModel
from stretchplayer.ui.first_look import FirstLook
from stretchplayer.ui.routines_hub import RoutinesHub
from stretchplayer.ui.tray import Tray
from tests.tiers import some_now
from tests.ui.test_desk import Opened

MARK = "Quokka"  # in every place where people write


@pytest.fixture
def lived_in(
    request: pytest.FixtureRequest, tmp_path: Path, qapp: object, _fonts: None, qtbot: QtBot
) -> Iterator[Opened]:
    """A folder in which somebody has been for a while."""
    opened = Opened(tmp_path / "data")
    qtbot.waitUntil(lambda: opened.desk.findChild(Tray) is not None)
    opened.clock.at = opened.clock.at.replace(hour=request.param)
    parts, store, now = opened.parts, opened.store, opened.clock.now()
    parts.settings.update(
        emergency_number=MARK,
        remind=True,
        remind_cue=MARK,
        remind_at_min=now.hour * 60 + now.minute + 5,
        remind_days=EVERY_DAY,
        start_with_system=True,
        theme=Theme.DARK,
    )
    opened.clock.at += timedelta(minutes=6)
    parts.reminders.look()
    assert parts.reminders.is_out
    session = parts.history.begin_session(
        parts.routines.get("short-day"), {}, parts.history.next_first_side()
    )
    parts.history.end_session(session, "finished", 240_000)
    parts.history.save_note(session, f"{MARK} in a session")
    parts.history.save_day_note(now.date(), f"{MARK} in a day")
    parts.history.mark_flare_day(now.date())
    parts.diary.rate_day(now.date(), 3)
    parts.diary.correct_minutes(session, 9)
    store.own_stretches.save_stretches(
        [], [OwnPicture(id="picture-1", kind=PictureKind.IMAGE, data=MARK.encode())], [], now
    )
    (opened.content.paths.data / "history-v1.bak").write_bytes(MARK.encode())
    for name in ("stretchplayer.log", "stretchplayer.log.1", "crash.log"):
        (opened.content.paths.logs / name).write_text(f"an error with {MARK}")
    gong = tmp_path / f"{MARK}.wav"
    soundfile.write(gong, 0.5 * np.sin(np.arange(20_000) / 20), 48_000)
    parts.sounds.take(SoundEvent.START, gong)
    kept = parts.routines.create(msgspec.structs.replace(parts.routines.get("short-day"), name=MARK))
    hub = opened.page("routines")
    assert isinstance(hub, RoutinesHub)
    hub.place.edit(kept.id)
    model = hub.place.editor.findChild(EditorModel)
    assert model is not None
    model.rename(f"{MARK}, changed")
    assert parts.routines.draft() is not None
    opened.window.go("settings")
    yield opened
    opened.close()


def files_with_a_mark(opened: Opened) -> list[str]:
    folder = opened.content.paths.data
    return sorted(
        str(file.relative_to(folder))
        for file in folder.rglob("*")
        if file.is_file() and MARK.encode() in file.read_bytes()
    )


def rows(opened: Opened) -> dict[str, int]:
    return {table.name: len(table.rows) for table in opened.store.everything.tables() if table.rows}


@pytest.mark.parametrize("lived_in", some_now([7, 20], 2), indirect=True, ids=["morning", "evening"])
def test_nothing_of_somebody_is_left_in_any_file(lived_in: Opened) -> None:
    folder = lived_in.content.paths.data
    assert "logs/stretchplayer.log" in files_with_a_mark(lived_in)
    assert "sounds/start.flac" in files_with_a_mark(lived_in)
    assert len(files_with_a_mark(lived_in)) > 2
    assert list((folder / "autostart").iterdir())
    for table in ("session", "session_note", "day_note", "flare_day", "pain_rating", "entry_change", "draft"):
        assert rows(lived_in).get(table), table
    lived_in.parts.data.erase()
    for _ in range(20):
        QApplication.processEvents()  # whoever wants to write something once more
    assert files_with_a_mark(lived_in) == []
    assert list((folder / "autostart").iterdir()) == []
    assert rows(lived_in) == {}
    hub = lived_in.page("routines")
    assert isinstance(hub, RoutinesHub)
    assert not hub.place.is_editing
    lived_in.parts.reminders.look()
    lived_in.desk.close()
    lived_in.window.close()
    assert files_with_a_mark(lived_in) == []
    assert rows(lived_in) == {}
    assert FirstLook(folder / "window.ini").theme == "system"


@pytest.mark.parametrize("lived_in", [12], indirect=True)
def test_everything_of_somebody_can_be_taken_along(lived_in: Opened, tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    lived_in.parts.data.export(path)
    with zipfile.ZipFile(path) as archive:
        gong = archive.read("sounds/start.flac")
        tables = json.loads(archive.read("everything.json"))["tables"]
    assert gong == (lived_in.content.paths.data / "sounds" / "start.flac").read_bytes()
    taken = {name: len(table["rows"]) for name, table in tables.items() if table["rows"]}
    assert taken == rows(lived_in)
    assert {"day_note", "entry_change", "flare_day", "draft", "own_picture", "setting"} <= set(taken)
    with closing(sqlite3.connect(lived_in.content.paths.data / "history.sqlite3")) as file:
        kept = {name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {name for name in kept if not name.startswith("sqlite_")} == set(tables)
