"""The entry of the system and the preference, on a real file and the real store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from stretchplayer.app.autostart import XdgAutostart
from stretchplayer.app.services import SettingsService
from stretchplayer.app.start_with_system import StartWithSystem
from tests.empty_notes import empty_notes

COMMAND = ["/opt/stretchplayer", "--in-tray"]
MOVED = ["/home/me/stretchplayer", "--in-tray"]


class NoTime:
    """A clock that stands."""

    def now(self) -> datetime:
        return datetime(2026, 3, 2, 8, tzinfo=UTC)

    def monotonic_ms(self) -> float:
        return 0.0

    def boot_ms(self) -> float:
        return 0.0


@pytest.fixture
def entry(tmp_path: Path) -> XdgAutostart:
    return XdgAutostart(tmp_path / "config" / "autostart")


Start = Callable[..., tuple[SettingsService, StartWithSystem]]


@pytest.fixture
def start(tmp_path: Path, entry: XdgAutostart, qapp: object) -> Iterator[Start]:
    """Starts the app, each time from the same folder unless told otherwise."""
    store = empty_notes(tmp_path)
    kept = []

    def begin(command: list[str] = COMMAND) -> tuple[SettingsService, StartWithSystem]:
        settings = SettingsService(store.settings, NoTime())
        starts = StartWithSystem(settings, entry, command)
        starts.keep_up()
        kept.append(starts)
        return settings, starts

    yield begin
    store.close()


def test_the_entry_follows_the_preference(start: Start, entry: XdgAutostart) -> None:
    settings, _starts = start()
    assert not entry.enabled()
    settings.update(muted=True)
    assert not entry.enabled()
    settings.update(start_with_system=True)
    assert entry.starts(COMMAND)
    settings.update(muted=False)
    assert entry.enabled()
    settings.update(start_with_system=False)
    assert not entry.file.exists()


def test_a_program_that_moved_is_followed_at_its_next_start(start: Start, entry: XdgAutostart) -> None:
    start()[0].update(start_with_system=True)
    settings, _starts = start(MOVED)
    assert entry.starts(MOVED)
    assert settings.preferences.start_with_system


def test_what_was_switched_off_elsewhere_is_off_here_too(start: Start, entry: XdgAutostart) -> None:
    start()[0].update(start_with_system=True)
    entry.disable()
    settings, _starts = start()
    assert not settings.preferences.start_with_system
    assert not entry.enabled()
    settings.update(start_with_system=True)  # asked for again
    assert entry.enabled()


def test_what_cannot_be_is_told_and_taken_back(start: Start, entry: XdgAutostart, qtbot: QtBot) -> None:
    entry.file.parent.parent.write_bytes(b"")  # where the folder would be
    settings, starts = start()
    told: list[str] = []
    shown: list[bool] = []
    starts.trouble.connect(told.append)
    settings.changed.connect(lambda preferences: shown.append(preferences.start_with_system))
    settings.update(start_with_system=True)
    qtbot.waitUntil(lambda: not settings.preferences.start_with_system)
    assert len(told) == 1
    assert "Please check that you may read and write" in told[0]
    assert shown == [True, False]  # whoever shows the preference hears of the end of it last


def test_an_entry_that_cannot_be_looked_at_stays_as_it_is(start: Start, entry: XdgAutostart) -> None:
    start()[0].update(start_with_system=True)
    entry.file.unlink()
    entry.file.mkdir()
    settings, _starts = start()
    assert settings.preferences.start_with_system
