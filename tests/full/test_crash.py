"""A session cut off by a crash is carried on; and one folder has one window. With real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from stretchplayer import APP_NAME
from tests.answered import TABS_TO_AGREE
from tests.appwindow import COMMAND, HERO, KEY_THREE, LATER, QUESTIONS, SOON, App
from tests.screen import Screen, require_screen_tools
from tests.soundserver import (
    SoundServer,
    sound_server,  # noqa: F401  (a fixture)
)

pytestmark = [pytest.mark.full, pytest.mark.timeout(180)]

Start = Callable[..., App]
KNEE = "single-knee-to-chest"
HELD = (10_000, 10_000, "held")  # planned, held, outcome: holds are short in the first two weeks
EASED = (5_000, 5_000, "eased")
INTO_HOLD_S = 3.0
QUICK_S = 5.0  # of a second start, on a machine that does other things too
TEAL = "#0B6E6A"
CARD = (640, 110, 1280, 170)  # where Today's first card has its buttons
ADVISED = ("advised", "doctor-first-1")
STOP_PANEL, HELP = (90, 320, "#FAE4E4"), (20, 400, "#FAE4E4")
PANEL = (266, 130, "#E1EDEA")


@pytest.fixture
def screen(sound_server: SoundServer) -> Iterator[Screen]:  # noqa: F811
    require_screen_tools()
    screen = Screen()
    yield screen
    screen.close()


@pytest.fixture
def start(screen: Screen, tmp_path: Path) -> Iterator[Start]:
    """Starts the app on a folder of this name, and ends it after the test."""
    started: list[App] = []

    def begin(folder: str, *arguments: str, answered: bool = True) -> App:
        started.append(App(tmp_path / folder, screen, *arguments, answered=answered))
        screen.focus(APP_NAME)
        return started[-1]

    yield begin
    for number, app in enumerate(started):
        app.close(tmp_path / f"at-the-end-{number}.png")


def test_a_session_that_was_killed_in_a_hold_is_carried_on_from_that_hold(start: Start) -> None:
    app = start("data", "play", "short-day")
    app.rate("3", "pre", (3, 0))
    app.press("Return")  # ready sooner
    app.until(lambda: app.checkpoint("item") == 0, "the warm-up begins")
    app.press("Return")
    app.until(lambda: app.holds("warm-up-march"), "the warm-up is ended")
    app.press("Right")
    app.until(lambda: len(app.holds("pelvic-tilt")) == 5, "the drill is left out")
    app.press("Return")
    app.until(lambda: app.holds(KNEE) == [HELD], "a knee is held", LATER)
    app.until(lambda: app.checkpoint("repetition") == 2, "it is held again", LATER)
    began = time.monotonic()
    app.until(lambda: time.monotonic() - began > INTO_HOLD_S, "it is in the middle of that hold")
    ((session,),) = app.rows("SELECT id FROM session")
    wishes = app.events()
    app.crash()

    assert app.process.returncode == -signal.SIGKILL
    assert app.rows("SELECT id, outcome FROM session") == [(session, "running")]
    assert app.ratings() == [("pre", 3, 0)]
    assert app.holds(KNEE) == [HELD]
    point = {part: app.checkpoint(part) for part in ("item", "side", "repetition", "pre")}
    assert point == {"item": 2, "side": "right", "repetition": 2, "pre": 3}

    app = start("data")
    app.until(lambda: app.screen.count(TEAL, CARD) > 500, "Today offers to carry on")
    app.press("Tab")  # the first control of the page
    app.press("space")
    app.until(lambda: app.screen.count(TEAL, CARD) == 0, "the player is there")
    app.press("Return")  # ends getting ready; in the hold it would cut that short
    app.until(lambda: app.events() == [*wishes, "end_now"], "getting ready is ended")
    app.until(lambda: len(app.holds(KNEE)) == 2, "the hold is done after all", LATER)
    rows = app.rows(
        f"SELECT session, item, side, repetition FROM hold WHERE stretch = '{KNEE}' ORDER BY rowid"
    )
    assert rows == [(session, 2, "right", 1), (session, 2, "right", 2)]
    assert app.holds(KNEE) == [HELD, HELD]

    app.press("Right")  # that is enough
    app.rate("2", "during", (2, 0))
    app.rate("1", "post", (1, 0))
    app.until(lambda: app.rows("SELECT 1 FROM session WHERE outcome = 'finished'"), "it is finished")
    assert [id_ for (id_,) in app.rows("SELECT id FROM session")] == [session]
    assert {id_ for (id_,) in app.rows("SELECT session FROM pain_rating")} == {session}


def test_what_followed_from_a_rating_outlives_a_kill(start: Start) -> None:
    def to_the_tilt(app: App) -> None:
        app.press("Return")  # ready sooner
        app.until(lambda: app.checkpoint("item") == 0, "the warm-up begins")
        app.press("Return")
        app.until(lambda: app.holds("warm-up-march"), "the warm-up is ended")
        app.press("Return")
        app.until(lambda: app.holds("pelvic-tilt"), "the tilt is held once", LATER)
        app.press("Right")

    app = start("data", "play", "short-day")
    app.rate("3", "pre", (3, 0))
    to_the_tilt(app)
    app.rate("4", "during", (4, 0))
    app.crash()
    reactions = "SELECT kind, answer, stretch, before, score FROM reaction ORDER BY rowid"
    assert app.rows(reactions) == [("amber", "taken", "pelvic-tilt", 3, 4)]

    app = start("data")
    app.until(lambda: app.screen.count(TEAL, CARD) > 500, "Today offers to carry on")
    app.press("Tab", "space")
    app.until(lambda: app.screen.count(TEAL, CARD) == 0, "the player is there")
    app.press("Return")  # ready sooner
    app.until(lambda: app.holds(KNEE) == [EASED], "it goes on behind what hurt, and gently", LATER)
    assert app.rows(reactions) == [("amber", "taken", "pelvic-tilt", 3, 4)]


def test_of_the_safety_questions_only_what_was_decided_outlives_a_kill(start: Start) -> None:
    def ask() -> App:
        app = start("data", "play", "short-day", answered=False)
        app.until(lambda: app.shows(QUESTIONS), "the questions are asked")
        return app

    def decided(app: App) -> list[tuple[str, ...]]:
        return app.rows("SELECT outcome, text_version FROM screening ORDER BY rowid")

    app = ask()
    app.press(*["n"] * 6, "Return", *["n"] * 4)
    app.crash()
    assert decided(app) == []

    app = ask()
    app.press(*["n"] * 6, "Return", *["n"] * 9, "y", "Return")
    app.until(lambda: decided(app) == [ADVISED], "the advice is kept")
    app.crash()

    app = ask()
    app.press("Tab", "space", "Tab", "Tab", "Tab", "Return")  # seen; past looking around and answering again
    app.press(*["n"] * 7, "Return", "space", *["Tab"] * TABS_TO_AGREE, "Return")
    app.until(lambda: app.shows(KEY_THREE), "what was wanted begins")
    assert decided(app) == [ADVISED, ("clear", "all-1")]
    app.press("F2")
    app.until(lambda: app.shows(STOP_PANEL), "the warning signs are shown")
    app.press("Tab", "space")
    app.until(lambda: app.shows(HELP), "help is shown")
    app.crash()
    assert decided(app)[2:] == [("stopped", "warning-signs-1")]

    app = ask()
    app.press("Escape")
    app.until(lambda: app.shows(HERO), "Today is shown, and nothing plays")
    assert app.rows("SELECT 1 FROM session") == []


def test_a_second_start_shows_the_first_window_and_ends(start: Start) -> None:
    first = start("data")
    first.until(lambda: first.shows(PANEL), "the first window is on the screen")
    other = start("other", "play", "short-day")
    other.until(lambda: other.shows(KEY_THREE), "a window of another folder covers it")

    began = time.monotonic()
    second = subprocess.run(
        [str(COMMAND), "--data-dir", str(first.folder)],
        env=os.environ | first.screen.environment,
        capture_output=True,
        timeout=SOON,
        check=False,
    )
    assert (second.returncode, second.stdout, second.stderr) == (0, b"", b"")
    assert time.monotonic() - began < QUICK_S
    first.until(lambda: first.shows(PANEL), "the first window comes to the front")
    assert other.process.poll() is None
