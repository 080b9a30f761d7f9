"""The installed command, as a person uses it: a real window, real keys, real sound, a fresh folder."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from stretchplayer import APP_NAME
from stretchplayer.app.clock import SystemClock
from stretchplayer.app.history_service import HistoryService
from stretchplayer.core.progress.pain import Strength
from stretchplayer.store import FILE_NAME, open_store
from tests.screen import Screen, require_screen_tools, save_picture
from tests.soundserver import (
    SoundServer,
    sound_server,  # noqa: F401  (a fixture)
    wait_until,
)

pytestmark = [pytest.mark.full, pytest.mark.timeout(420)]

COMMAND = Path(sys.executable).parent / "stretchplayer"
KEY_THREE = (420, 330, "#EBBF8B")  # a place on the rating scale, and its colour
HERO = (266, 340, "#E1EDEA")  # the ground of the large panel on Today
SOON, LATER = 20.0, 90.0
WARM_UP_S = 24.0


class App:
    """The running app, and what it has written down."""

    def __init__(self, folder: Path, screen: Screen) -> None:
        self.folder = folder
        self.screen = screen
        self.process = subprocess.Popen(
            [str(COMMAND), "--data-dir", str(folder), "play", "short-day"],
            env=os.environ | screen.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Rows of the history as another program sees them now."""
        path = self.folder / FILE_NAME
        if not path.exists():
            return []
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            return connection.execute(query).fetchall()
        except sqlite3.OperationalError:
            return []  # it is being made
        finally:
            connection.close()

    def holds(self, stretch: str) -> list[tuple[Any, ...]]:
        """Planned, held, outcome of a stretch, in order."""
        return self.rows(
            f"SELECT planned_ms, held_ms, outcome FROM hold WHERE stretch = '{stretch}' ORDER BY rowid"
        )

    def events(self) -> list[str]:
        """What was wished for, in order."""
        return [kind for (kind,) in self.rows("SELECT kind FROM session_event ORDER BY rowid")]

    def ratings(self) -> list[tuple[Any, ...]]:
        """Kind, score and whether skipped, in order."""
        return self.rows("SELECT kind, score, skipped FROM pain_rating ORDER BY rowid")

    def until(self, condition: Callable[[], object], what: str, seconds: float = SOON) -> None:
        """Wait for something to be so, while the app lives."""
        wait_until(lambda: condition() or self.process.poll() is not None, seconds, what)
        if self.process.poll() is not None:
            output = self.process.stdout.read().decode() if self.process.stdout else ""
            pytest.fail(f"the app ended while waiting until {what}:\n{output}")

    def shows(self, place: tuple[int, int, str]) -> bool:
        """Whether the screen has this colour at this place."""
        return self.screen.pixel(place[0], place[1]) == place[2]

    def press(self, *keys: str) -> None:
        """Press keys."""
        self.screen.press(*keys)


@pytest.fixture
def app(
    tmp_path: Path,
    sound_server: SoundServer,  # noqa: F811
) -> Iterator[App]:
    require_screen_tools()
    screen = Screen()
    running = App(tmp_path / "data", screen)
    screen.focus(APP_NAME)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            save_picture(screen.picture(), tmp_path / "at-the-end.png")
            running.process.kill()
        running.process.wait(10)
        if running.process.stdout:
            running.process.stdout.close()
        screen.close()


def rate(app: App, key: str, kind: str, expected: tuple[Any, ...]) -> None:
    """Answer the question on the screen and see that it is kept."""
    before = len(app.ratings())
    app.until(lambda: app.shows(KEY_THREE), f"the {kind} question is asked", LATER)
    app.press(key)
    if key != "n":
        app.press("space")
    app.until(lambda: len(app.ratings()) > before, f"the {kind} rating is kept")
    assert app.ratings()[-1] == (kind, *expected)


def test_a_short_routine_from_start_to_chart(app: App, tmp_path: Path) -> None:
    rate(app, "3", "pre", (3, 0))
    app.until(lambda: app.rows("SELECT 1 FROM session"), "the session is kept")

    app.press("Return")  # ready sooner than five seconds
    app.until(lambda: app.events() == ["end_now"], "getting ready is ended")
    app.until(lambda: checkpoint_item(app) == 0, "the warm-up begins")
    began = time.monotonic()
    app.press("space")
    app.until(lambda: app.events()[-1] == "paused", "it pauses")
    app.press("space")
    app.until(lambda: time.monotonic() - began > WARM_UP_S, "some of the warm-up is done", LATER)
    app.press("Return")
    app.until(lambda: app.holds("warm-up-march"), "the warm-up is kept")
    planned, held, outcome = app.holds("warm-up-march")[0]
    assert (planned, outcome) == (60_000, "cut_short")
    assert WARM_UP_S * 1000 - 5_000 < held < 60_000

    app.press("Return")
    app.until(lambda: len(app.holds("pelvic-tilt")) >= 2, "two drills are held", LATER)
    assert app.holds("pelvic-tilt")[:2] == [(5_000, 5_000, "held")] * 2
    app.press("e")
    app.until(lambda: app.events()[-1] == "ease_off", "it is eased")
    app.until(lambda: len(app.holds("pelvic-tilt")) >= 3, "an eased drill is held", LATER)
    assert app.holds("pelvic-tilt")[2][2] == "eased"
    app.press("Right")
    rate(app, "2", "during", (2, 0))

    app.until(lambda: len(app.holds("single-knee-to-chest")) >= 1, "a knee is held", LATER)
    assert app.holds("single-knee-to-chest")[0] == (10_000, 10_000, "held")
    app.press("Right")
    rate(app, "n", "during", (None, 1))
    rate(app, "1", "post", (1, 0))
    app.until(lambda: app.rows("SELECT 1 FROM session WHERE outcome = 'finished'"), "the session is finished")

    app.press("Return")  # Done
    app.until(lambda: app.shows(HERO), "Today is back")
    app.press("ctrl+2")
    app.until(lambda: app.screen.count("#0B6E6A", (256, 300, 1260, 800)) > 40, "the chart has its bar")
    save_picture(app.screen.picture(), tmp_path / "progress.png")
    app.press("ctrl+q")
    wait_until(lambda: app.process.poll() is not None, SOON, "the app did not end")
    assert app.process.returncode == 0

    store = open_store(app.folder)
    history = HistoryService(store.history, SystemClock())
    week = history.weekly_pain(weeks=1)[0]
    assert week.n_days == 1
    assert week.strength is Strength.GAP, "one day makes no point"
    assert [day.value for day in week.days] == [3]
    played = history.sessions()[0].played_ms
    assert history.weekly_minutes(weeks=1)[0].minutes == pytest.approx(played / 60_000)
    assert played > 60_000
    store.close()


def checkpoint_item(app: App) -> int | None:
    """The item that the last checkpoint is about."""
    rows = app.rows("SELECT json_extract(checkpoint, '$.item') FROM session WHERE checkpoint IS NOT NULL")
    return rows[-1][0] if rows else None
