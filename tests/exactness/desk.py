"""The app's own window with a session in it, charts in a second one, and a main thread that gets stuck."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from stretchplayer.app.clock import SystemClock
from stretchplayer.bootstrap import Content, join_parts
from stretchplayer.core.preferences import Preferences, Talking
from stretchplayer.core.routine import Routine, RoutineItem
from stretchplayer.store import open_store
from stretchplayer.ui.desk import Desk
from stretchplayer.ui.desk_parts import DeskParts
from stretchplayer.ui.first_look import FirstLook
from stretchplayer.ui.main_window import MainWindow
from stretchplayer.ui.pictures import Pictures
from stretchplayer.ui.player.page import PlayerPage
from stretchplayer.ui.progress.entrance import make_progress
from stretchplayer.ui.progress.page import ProgressPage
from stretchplayer.ui.progress.view import TRENDS, WEEK
from tests.answered import answer_clear
from tests.made_history import made_history

HISTORY_DAYS = 400
SIZE = (1280, 800)
REDRAW_EVERY_MS = 1_700
STUCK_EVERY_MS = 2_900
STUCK_MS = 400
ROUTINE = "short-day"  # what is played takes the place of this one, as a change by the user would
FIRST = (
    RoutineItem(stretch="cat-cow", repetitions=2, get_ready_s=8),
    RoutineItem(stretch="single-knee-to-chest", hold_s=16, repetitions=1, get_ready_s=8),
    RoutineItem(stretch="pelvic-tilt", repetitions=2),
)


class AlwaysAwake:
    """A screen that does not mind."""

    def acquire(self) -> bool:
        return True

    def release(self) -> None:
        pass


class Load(QObject):
    """Redraws charts again and again, and now and then holds up the main thread.

    Half of the times that thread only waits, as for a disk; the other half it works, and does not
    let go of the interpreter more than Python makes it.
    """

    def __init__(self, charts: ProgressPage, figure: QWidget) -> None:
        super().__init__(charts)
        self.redrawn = self.stuck = self.painted = 0
        self._charts = charts
        self._clock = SystemClock()
        self._timers = [QTimer(self), QTimer(self)]
        for timer, every, do in zip(
            self._timers, (REDRAW_EVERY_MS, STUCK_EVERY_MS), (self._redraw, self._stick), strict=True
        ):
            timer.timeout.connect(do)
            timer.start(every)
        figure.installEventFilter(self)

    def rest(self) -> None:
        """Leave the main thread alone."""
        for timer in self._timers:
            timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.painted += event.type() is QEvent.Type.Paint
        return False

    def _redraw(self) -> None:
        self._charts.show_view((WEEK, TRENDS)[self.redrawn % 2])
        view = self._charts.view((WEEK, TRENDS)[self.redrawn % 2])
        view.refresh()
        view.repaint()
        self.redrawn += 1

    def _stick(self) -> None:
        self.stuck += 1
        if self.stuck % 2:
            threading.Event().wait(STUCK_MS / 1000)
            return
        until = self._clock.monotonic_ms() + STUCK_MS
        while self._clock.monotonic_ms() < until:
            sum(range(500))


@dataclass
class Place:
    """A window with everything behind it, and a second one with charts."""

    clock: SystemClock
    parts: DeskParts
    desk: Desk
    charts: ProgressPage
    voice: Path

    @property
    def page(self) -> PlayerPage:
        """The page that shows the session."""
        assert self.desk.player is not None
        return self.desk.player


@contextmanager
def open_place(folder: Path, minutes: float) -> Iterator[Place]:
    """The app as it opens, on a year of notes, with a routine of at least so many minutes."""
    content = Content(folder)
    content.paths.make()
    clock = SystemClock()
    made_history(content.paths.data, HISTORY_DAYS, clock.now().date())
    store = open_store(content.paths.data)
    answer_clear(store, clock.now())
    parts = join_parts(content, store, clock=clock, keep_awake=AlwaysAwake())
    parts.settings.update(talking=Talking.FULL, rating_times_out_s=None)
    parts.routines.save(_routine(parts, minutes))
    first_look = FirstLook(content.paths.data / "window.ini")
    window = MainWindow(first_look)
    window.resize(*SIZE)
    desk = Desk(content.folder, window, first_look)
    window.show()
    desk.furnish(parts)
    charts = make_progress(desk.look, Pictures(parts.draw, desk), parts)
    charts.resize(*SIZE)
    charts.show()
    try:
        yield Place(clock, parts, desk, charts, content.voice_folder(Preferences()))
    finally:
        charts.close()
        charts.deleteLater()
        desk.close()
        window.close()
        window.deleteLater()
        store.close()


def _routine(parts: DeskParts, minutes: float) -> Routine:
    """Three short stretches, then all the others that come with the app, round and round."""
    base = parts.routines.get(ROUTINE)
    items = list(FIRST)
    others = [stretch.id for stretch in parts.catalogue]
    turn = 0
    while _minutes(parts, base, items) < minutes:
        items.append(RoutineItem(stretch=others[turn % len(others)]))
        turn += 1
    return msgspec.structs.replace(base, items=tuple(items))


def _minutes(parts: DeskParts, base: Routine, items: list[RoutineItem]) -> float:
    whole = msgspec.structs.replace(base, items=tuple(items))
    return parts.maker.total_ms(whole, full_length=True) / 60_000
