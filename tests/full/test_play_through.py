"""The installed command, as a person uses it: a real window, real keys, real sound, a fresh folder."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchplayer import APP_NAME
from stretchplayer.app.clock import SystemClock
from stretchplayer.app.history_service import HistoryService
from stretchplayer.app.progress_service import ProgressService
from stretchplayer.core.progress.pain import Strength
from stretchplayer.store import open_store
from tests.appwindow import HERO, LATER, SOON, App
from tests.screen import Screen, require_screen_tools, save_picture
from tests.soundserver import (
    SoundServer,
    sound_server,  # noqa: F401  (a fixture)
    wait_until,
)

pytestmark = [pytest.mark.full, pytest.mark.timeout(420)]

WARM_UP_S = 24.0
NAVY, WEEK_CHART = "#33497A", (300, 180, 890, 560)
PROGRESS_CHOSEN = (180, 246, "#FFFFFF")  # in the navigation


@pytest.fixture
def app(
    tmp_path: Path,
    sound_server: SoundServer,  # noqa: F811
) -> Iterator[App]:
    require_screen_tools()
    screen = Screen()
    running = App(tmp_path / "data", screen, "play", "short-day", answered=False)
    screen.focus(APP_NAME)
    try:
        yield running
    finally:
        running.close(tmp_path / "at-the-end.png")
        screen.close()


def test_a_short_routine_from_the_first_question_to_the_chart(app: App, tmp_path: Path) -> None:
    app.answer_questions()
    app.rate("3", "pre", (3, 0))
    app.until(lambda: app.rows("SELECT 1 FROM session"), "the session is kept")

    app.press("Return")  # ready sooner than five seconds
    app.until(lambda: app.events() == ["end_now"], "getting ready is ended")
    app.until(lambda: app.checkpoint("item") == 0, "the warm-up begins")
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
    app.rate("2", "during", (2, 0))

    app.until(lambda: len(app.holds("single-knee-to-chest")) >= 1, "a knee is held", LATER)
    assert app.holds("single-knee-to-chest")[0] == (10_000, 10_000, "held")
    app.press("Right")
    app.rate("n", "during", (None, 1))
    app.rate("1", "post", (1, 0))
    app.until(lambda: app.rows("SELECT 1 FROM session WHERE outcome = 'finished'"), "the session is finished")

    app.press("Return")  # Done
    app.until(lambda: app.shows(HERO), "Today is back")
    app.press("ctrl+4")
    app.until(lambda: app.shows(PROGRESS_CHOSEN), "Progress is shown")
    app.until(lambda: app.screen.count(NAVY, WEEK_CHART) > 100, "the day has its dot")
    save_picture(app.screen.picture(), tmp_path / "progress.png")
    app.press("ctrl+q")
    wait_until(lambda: app.process.poll() is not None, SOON, "the app did not end")
    assert app.process.returncode == 0

    store = open_store(app.folder)
    history = HistoryService(store.history, SystemClock())
    progress = ProgressService(store.history, store.measures, SystemClock())
    week = progress.weekly_pain(weeks=1)[0]
    assert week.n_days == 1
    assert week.strength is Strength.GAP, "one day makes no point"
    assert [day.value for day in week.days] == [3]
    played = history.sessions()[0].played_ms
    assert progress.overview(progress.period(1)).minutes[0].minutes == pytest.approx(played / 60_000)
    assert played > 60_000
    store.close()
