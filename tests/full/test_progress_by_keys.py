"""A day that was forgotten, rated and corrected by keys alone in the real window."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from stretchplayer import APP_NAME
from tests.appwindow import SOON, App
from tests.made_history import made_history
from tests.screen import Screen, require_screen_tools, save_picture
from tests.soundserver import wait_until

pytestmark = [pytest.mark.full, pytest.mark.timeout(120)]

NAVIGATION = (100, 500, "#EDE8DE")
NAVY = "#33497A"  # the days of the chart
CHART = (300, 200, 890, 620)
# Tabs: past the views, the week before, the report and the ways to save; past the days before and after.
TO_CHART, TO_SCORES = 5, 3
KEY_THREE = (430, 288, "#EBBF8B")  # of the score keys of a day


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """The app on two months of notes up to the day before yesterday."""
    require_screen_tools()
    made_history(tmp_path / "data", 60, today() - timedelta(days=2))
    screen = Screen()
    app = App(tmp_path / "data", screen)
    screen.focus(APP_NAME)
    app.until(lambda: app.shows(NAVIGATION), "the window is furnished")
    yield app
    app.close(tmp_path / "at-the-end.png")
    screen.close()


def today() -> date:
    return datetime.now(tz=UTC).astimezone().date()


def daily(app: App) -> list[int]:
    return [
        score
        for (score,) in app.rows(
            f"SELECT score FROM pain_rating WHERE kind = 'day' AND local_date = '{yesterday()}'"
        )
    ]


def yesterday() -> str:
    return (today() - timedelta(days=1)).isoformat()


def to_yesterday(app: App) -> None:
    """From anywhere on Progress to the entries of yesterday."""
    weekday = today().weekday()
    if weekday == 0:
        app.press("Page_Up")
    app.press(*["Tab"] * (TO_CHART if weekday else TO_CHART + 1))  # with the way to the week after
    app.press("Home", *["Right"] * ((weekday - 1) % 7), "Return")


def test_a_forgotten_day_is_rated_and_corrected(app: App, tmp_path: Path) -> None:
    app.press("ctrl+4")
    app.until(lambda: app.screen.count(NAVY, CHART) > 200, "the week is drawn")
    save_picture(app.screen.picture(), tmp_path / "week.png")
    to_yesterday(app)
    app.until(lambda: app.shows(KEY_THREE), "the entries of the day are shown")
    app.press(*["Tab"] * TO_SCORES, "6")
    app.until(lambda: daily(app) == [6], "the day is rated")
    save_picture(app.screen.picture(), tmp_path / "day.png")
    app.press("4")
    app.until(lambda: daily(app) == [4], "the rating is corrected")
    ((before,),) = app.rows("SELECT before FROM entry_change")
    assert json.loads(before) == {"score": 6, "skipped": 0, "flag": 0}
    app.press("Escape")
    app.until(lambda: app.screen.count(NAVY, CHART) > 200, "the week is shown again")
    app.press("ctrl+q")
    wait_until(lambda: app.process.poll() is not None, SOON, "the app did not end")
    assert app.process.returncode == 0
