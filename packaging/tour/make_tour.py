"""Makes the pictures of the README from the real app.

    python packaging/tour/make_tour.py [FOLDER]

The window is the real one with real content, notes and figures, on a screen that is not there; only
the clock is turned by hand and nothing is heard. Twelve weeks of notes are made up.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from stretchplayer.app.autostart import XdgAutostart
from stretchplayer.app.session_driver import SessionDriver
from stretchplayer.audio.manifest import durations_ms
from stretchplayer.audio.silent import SilentPlayer
from stretchplayer.bootstrap import Content, join_parts
from stretchplayer.core.catalogue import Side
from stretchplayer.core.concerns import Concern, Effect
from stretchplayer.core.flexibility import LEG_RAISE_TEST
from stretchplayer.core.flexibility.readings import number_trial
from stretchplayer.core.history import MeasureMethod
from stretchplayer.core.ports import SoundState
from stretchplayer.core.preferences import Preferences, Theme
from stretchplayer.core.screening import ALL_TEXT, Outcome
from stretchplayer.core.session import Phase
from stretchplayer.core.suitability import nothing_said, with_effect
from stretchplayer.store import open_store
from stretchplayer.ui.desk import MEASURE, PROGRESS, ROUTINES, STRETCHES, TODAY, Desk
from stretchplayer.ui.desk_parts import DeskParts
from stretchplayer.ui.first_look import FirstLook
from stretchplayer.ui.main_window import MainWindow
from stretchplayer.ui.progress.page import ProgressPage
from stretchplayer.ui.progress.week import WeekView
from stretchplayer.ui.routines_hub import RoutinesHub
from stretchplayer.ui.stretches.page import StretchesPage

HERE = Path(__file__).parent
THURSDAY = datetime(2026, 11, 19, 9, 30, tzinfo=timezone(timedelta(hours=1)))
WEEKS = 12
SESSION_DAYS = (6, 5, 6, 3, 1, 5, 6, 4, 6, 7, 5, 2)  # of each week
DAILY = {0: 4, 1: 3, 3: 3, 4: 5, 5: 2, 6: 3}  # of the last whole week; one day is not rated
SIZE = (1280, 800)
INTO_THE_HOLD_MS = 4_500  # of the figure on the page of a stretch
ALSO_DARK = ("today", "player-hold", "progress", "week", "editor")


class HandClock:
    """Time moves when it is told to."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._ms = 0.0

    def monotonic_ms(self) -> float:
        """Milliseconds since the start of the tour."""
        return self._ms

    def boot_ms(self) -> float:
        """The same: nothing sleeps."""
        return self._ms

    def now(self) -> datetime:
        """The date and time in the pictures."""
        return self._now + timedelta(milliseconds=self._ms)

    def turn(self, milliseconds: float) -> None:
        """Let time pass."""
        self._ms += milliseconds

    def go_to(self, now: datetime) -> None:
        """Make it another day."""
        self._now = now - timedelta(milliseconds=self._ms)


class AlwaysAwake:
    """A screen that stays on."""

    def acquire(self) -> bool:
        """The screen is on."""
        return True

    def release(self) -> None:
        """It may stay so."""


class QuietPlayer(SilentPlayer):
    """Sound that is well, though nobody hears it."""

    def poll(self) -> SoundState:
        """All is well."""
        return SoundState.PLAYING


class MadeUp:
    """Twelve weeks of plausible notes: pain drifts, some weeks have gaps, the last whole week is full."""

    def __init__(self, content: Content, parts: DeskParts, clock: HandClock) -> None:
        self._parts = parts
        self._clock = clock
        self._chance = random.Random(7)
        self._first = THURSDAY - timedelta(days=THURSDAY.weekday(), weeks=WEEKS - 1)
        self._easy = next(routine for routine in content.built_in if routine.id == "easy-lower-back")

    def write(self) -> None:
        """Note all of it."""
        chance = self._chance
        for week, days in enumerate(SESSION_DAYS):
            whole = week < WEEKS - 1
            chosen = [0, 1, 3, 5, 6] if week == WEEKS - 2 else chance.sample(range(7 if whole else 3), days)
            for day in range(7 if whole else 3):
                level = 4.8 - 0.14 * week + chance.gauss(0, 0.9)
                if day in chosen:
                    self._go_to(week, day, chance.choice([-1, 0, 10]))
                    self._stretch(level, full=day != 1)
                daily = DAILY.get(day) if week == WEEKS - 2 else round(level)
                if daily is not None and (day in chosen or week == WEEKS - 2):
                    self._go_to(week, day, 12)
                    self._parts.history.record_rating("day", max(0, min(10, daily)))
            if week % 2 == 0:
                self._measure(week)
        friday = (self._first + timedelta(weeks=WEEKS - 2, days=4)).date()
        self._parts.history.mark_flare_day(friday)
        self._parts.history.save_day_note(friday, "Long drive. Stiff by the evening.")
        self._clock.go_to(THURSDAY)

    def _go_to(self, week: int, day: int, hours: int) -> None:
        self._clock.go_to(self._first + timedelta(weeks=week, days=day, hours=hours))

    def _stretch(self, level: float, *, full: bool) -> None:
        history, chance = self._parts.history, self._chance
        pre = max(0, min(10, round(level)))
        session = history.begin_session(self._easy, {}, history.next_first_side())
        history.record_rating("pre", pre, session=session)
        for item, wanted in enumerate(self._easy.items[1:], start=1):
            history.record_hold(
                session,
                item=item,
                stretch=wanted.stretch,
                side=None,
                repetition=1,
                planned_ms=60_000,
                held_ms=58_000,
                outcome="held",
            )
            if item < len(self._easy.items) - 1 or chance.random() < 0.08:
                history.record_rating(
                    "during", max(0, pre - 2), session=session, stretch=wanted.stretch, item=item
                )
        history.record_rating("post", max(0, pre - chance.choice([0, 0, 1])), session=session)
        minutes = chance.choice([9.2, 9.6, 10.1]) if full else 4.5
        history.end_session(session, "finished", round(minutes * 60_000))
        if self._clock.now().date() == (THURSDAY - timedelta(days=4)).date():
            history.save_note(session, "Left side felt easier.")

    def _measure(self, week: int) -> None:
        tries = [
            number_trial(LEG_RAISE_TEST, side, round(angle + 0.9 * week + self._chance.gauss(0, 1.2), 1))
            for side, angle in ((Side.RIGHT, 57.0), (Side.LEFT, 56.0))
            for _ in range(3)
        ]
        self._parts.measures.save(LEG_RAISE_TEST, MeasureMethod.PHONE, tries)


class Tour:
    """The open window, and a camera."""

    def __init__(self, folder: Path, theme: str) -> None:
        self._folder = folder
        self._theme = theme
        self._rooms = tempfile.TemporaryDirectory()
        content = Content(Path(self._rooms.name))
        content.paths.make()
        self.clock = HandClock(THURSDAY)
        self._store = open_store(content.paths.data)
        silent = durations_ms(content.voice_folder(Preferences()))
        self.parts = join_parts(
            content,
            self._store,
            clock=self.clock,
            new_player=lambda: QuietPlayer(silent),
            keep_awake=AlwaysAwake(),
            entry=XdgAutostart(content.paths.data),
        )
        MadeUp(content, self.parts, self.clock).write()
        look = FirstLook(content.paths.data / "window.ini")
        self.window = MainWindow(look)
        self.window.resize(*SIZE)
        self.parts.settings.update(theme=Theme(theme))
        self.desk = Desk(content.folder, self.window, look)
        self.window.show()
        self.desk.furnish(self.parts)

    @property
    def driver(self) -> SessionDriver:
        """The session that plays."""
        player = self.desk.player
        assert player is not None
        assert player.driver is not None
        return player.driver

    def settle(self, turns: int = 30) -> None:
        """Let the window draw what it has put off."""
        for _ in range(turns):
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def take(self, name: str) -> None:
        """Save what the window shows."""
        if self._theme == "dark" and name not in ALSO_DARK:
            return
        self.settle()
        suffix = "" if self._theme == "light" else f"-{self._theme}"
        path = self._folder / f"{name}{suffix}.png"
        self.window.grab().save(str(path))
        sys.stdout.write(f"{path.name}\n")

    def press(self, key: Qt.Key) -> None:
        """Press a key where the focus is."""
        target: QWidget = self.window.focusWidget() or self.window
        QTest.keyClick(target, key)
        self.settle(4)

    def play_until(self, there: Callable[[SessionDriver], bool]) -> None:
        """Turn the clock until the session is there."""
        for _ in range(100_000):
            if there(self.driver):
                return
            self.clock.turn(40)
            self.driver.wake()
        raise SystemExit("the session never got there")

    def close(self) -> None:
        """Put everything away."""
        self.desk.close()
        self.window.close()
        self._store.close()
        self._rooms.cleanup()


def in_hold(stretch: str, repetition: int, left_ms: int) -> Callable[[SessionDriver], bool]:
    """So far into a hold that this much of it is left."""

    def there(driver: SessionDriver) -> bool:
        segment = driver.session.segment
        return (
            segment.kind.value == "hold"
            and segment.stretch == stretch
            and segment.repetition == repetition
            and segment.end_ms - driver.position_ms() <= left_ms
        )

    return there


def before(stretch: str, kind: str) -> Callable[[SessionDriver], bool]:
    """In a segment of this kind of a stretch."""

    def there(driver: SessionDriver) -> bool:
        segment = driver.session.segment
        return (segment.stretch, segment.kind.value) == (stretch, kind)

    return there


def rate(app: Tour, key: Qt.Key) -> None:
    """Pick a score and save it."""
    app.press(key)
    app.press(Qt.Key.Key_Space)


def at_gate(driver: SessionDriver) -> bool:
    """Whether a question waits."""
    return driver.phase is Phase.GATE


def safety(app: Tour) -> None:
    """The questions before the first session, and the pages about comfort."""
    app.desk.play("easy-lower-back")
    app.settle()
    for _ in range(3):
        app.press(Qt.Key.Key_N)
    app.take("questions")
    app.press(Qt.Key.Key_Escape)
    app.parts.screening.save(Outcome.CLEAR, ALL_TEXT)
    kneeling = with_effect(app.parts.settings.preferences, Concern.KNEELING, Effect.HIDE)
    app.parts.settings.save(with_effect(kneeling, Concern.LEANING_BACK, Effect.WARN))
    app.desk.show_suits()
    app.settle(60)
    app.take("suits")
    app.press(Qt.Key.Key_Escape)
    app.parts.settings.save(nothing_said(app.parts.settings.preferences))
    app.desk.show_comfort()
    app.settle(60)
    app.take("comfort")
    app.press(Qt.Key.Key_Escape)
    app.window.go(TODAY)
    app.settle()


def make_it_yours(app: Tour) -> None:
    """The pages on which things are changed."""
    app.window.go(ROUTINES)
    hub = app.window.page(ROUTINES)
    assert isinstance(hub, RoutinesHub)
    hub.place.edit("easy-lower-back")
    app.settle()
    for _ in range(3):
        app.press(Qt.Key.Key_Down)
    app.settle(60)
    app.take("editor")
    hub.place.show_list()
    hub.place.minutes_wanted.emit()
    app.settle(60)
    app.take("minutes")
    hub.show_place()
    app.window.go(STRETCHES)
    app.settle(120)
    app.take("stretches")
    page = app.window.page(STRETCHES)
    assert isinstance(page, StretchesPage)
    page.show_stretch("bird-dog")
    app.settle(60)
    app.clock.turn(INTO_THE_HOLD_MS)
    app.take("stretch")
    page.show_library()
    app.window.go(TODAY)
    app.settle()


def tour(folder: Path, theme: str) -> None:
    """Take every picture in one theme."""
    app = Tour(folder, theme)
    safety(app)
    app.take("today")
    make_it_yours(app)
    app.desk.play("easy-lower-back", full_length=True)
    app.settle()
    rate(app, Qt.Key.Key_3)
    for key in (Qt.Key.Key_1, Qt.Key.Key_2):
        app.play_until(at_gate)
        app.settle()
        rate(app, key)
    app.play_until(in_hold("single-knee-to-chest", 2, 13_500))
    app.take("player-hold")
    app.play_until(before("single-knee-to-chest", "change_side"))
    app.take("player-change-side")
    app.play_until(at_gate)
    app.settle()
    app.press(Qt.Key.Key_2)
    app.take("rating")
    app.press(Qt.Key.Key_Space)
    for key in (Qt.Key.Key_1, Qt.Key.Key_2):
        app.play_until(at_gate)
        app.settle()
        rate(app, key)
    app.take("summary")
    app.press(Qt.Key.Key_Return)
    app.desk.play("short-day")
    app.settle()
    rate(app, Qt.Key.Key_2)
    app.play_until(at_gate)
    app.settle()
    rate(app, Qt.Key.Key_4)
    app.take("ease-off")
    app.press(Qt.Key.Key_Space)
    app.play_until(at_gate)
    app.settle()
    app.press(Qt.Key.Key_S)
    app.press(Qt.Key.Key_Space)
    app.take("stop")
    app.desk.close()
    app.window.go(PROGRESS)
    page = app.window.page(PROGRESS)
    assert isinstance(page, ProgressPage)
    week = page.view("week")
    assert isinstance(week, WeekView)
    week.show_week((THURSDAY - timedelta(weeks=1)).date())
    app.settle(120)
    app.take("week")
    page.show_view("trends")
    page.setFocus()
    app.settle(60)
    app.take("progress")
    app.window.go(MEASURE)
    app.settle(60)
    app.take("measure")
    app.close()


def main() -> None:
    """Take all pictures, in both themes."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    application.setStyle("Fusion")
    for theme in ("light", "dark"):
        tour(folder, theme)


if __name__ == "__main__":
    main()
