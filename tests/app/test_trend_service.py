"""Advice about the weeks of late, on the real store: said once, closed, and said again after four weeks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from stretchplayer.app.comfort_service import ComfortService
from stretchplayer.app.history_service import HistoryService
from stretchplayer.app.progress_service import ProgressService
from stretchplayer.app.services import SettingsService
from stretchplayer.app.trend_service import TrendService
from stretchplayer.core.comfort import Answer, ReactionKind
from stretchplayer.core.errors import StoreError
from tests.calendar_clock import Calendar
from tests.empty_notes import empty_notes

HIGHER, NO_EASE = ReactionKind.HIGHER, ReactionKind.NO_EASE
TAKEN, DECLINED = Answer.TAKEN, Answer.DECLINED


class Room:
    """The services on a store of their own, from a Monday on."""

    def __init__(self, folder: Path) -> None:
        self.store = empty_notes(folder)
        self.clock = Calendar()
        self.history = HistoryService(self.store.history, self.clock)
        self.settings = SettingsService(self.store.settings, self.clock)
        self.comfort = ComfortService(self.store.comfort, self.store.history, self.settings, self.clock)
        self.loaded = 0
        self.trend = self.anew()

    def anew(self) -> TrendService:
        """As after the app was opened again."""
        return TrendService(self._progress, self.comfort, self.clock)

    def _progress(self) -> ProgressService:
        self.loaded += 1
        return ProgressService(self.store.history, self.store.measures, self.clock)

    def weeks(self, *scores: int) -> None:
        """Rate every day of so many weeks."""
        for score in scores:
            for _ in range(7):
                self.history.record_rating("day", score)
                self.clock.pass_(days=1)

    def look(self) -> ReactionKind | None:
        self.trend.look()
        return self.trend.standing

    def log(self) -> list[tuple[ReactionKind, Answer]]:
        return [(one.kind, one.answer) for one in self.comfort.reactions()]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path)
    yield made
    made.store.close()


def test_it_looks_when_it_is_told_to_and_says_it_once(room: Room) -> None:
    room.weeks(3, 3, 7, 7)
    assert (room.trend.standing, room.loaded) == (None, 0)
    assert room.look() is HIGHER
    assert room.look() is HIGHER
    room.trend = room.anew()
    assert room.look() is HIGHER
    assert room.log() == [(HIGHER, TAKEN)]


def test_what_was_closed_is_not_said_again_for_four_weeks(room: Room) -> None:
    room.weeks(4, 4, 4, 4, 4, 4)
    assert room.look() is NO_EASE
    room.weeks(4)  # it stands for a week before it is read
    room.trend.close()
    assert room.trend.standing is None
    assert room.log() == [(NO_EASE, TAKEN), (NO_EASE, DECLINED)]
    room.weeks(4, 4, 4)
    room.clock.pass_(days=6)
    assert room.look() is None
    room.clock.pass_(days=1)
    assert room.look() is NO_EASE


def test_what_was_closed_by_mistake_comes_back(room: Room) -> None:
    room.weeks(3, 3, 7, 7)
    room.look()
    reaction = room.trend.close()
    assert reaction is not None
    assert room.look() is None
    room.trend.open_again(reaction)
    assert room.trend.standing is HIGHER
    assert room.log() == [(HIGHER, TAKEN)]


def test_with_the_rules_off_nothing_is_looked_up(room: Room) -> None:
    room.weeks(3, 3, 7, 7)
    room.settings.update(react=False)
    assert room.look() is None
    assert (room.loaded, room.log()) == (0, [])
    room.settings.update(react=True)
    assert room.look() is HIGHER
    room.settings.update(react=False)
    assert room.trend.standing is None


def test_what_does_not_hold_any_more_goes(room: Room) -> None:
    room.weeks(3, 3, 7, 7)
    assert room.look() is HIGHER
    room.weeks(3)
    assert room.look() is None


def test_it_is_said_also_when_the_disk_is_full(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    room.weeks(3, 3, 7, 7)
    room.store.database.run_script("PRAGMA query_only = ON")
    assert room.look() is HIGHER
    assert "could not be kept" in caplog.text
    with pytest.raises(StoreError):
        room.trend.close()
    caplog.clear()


def test_nothing_to_close(room: Room) -> None:
    assert room.trend.close() is None
    room.clock.at += timedelta(days=1)
    assert room.look() is None
