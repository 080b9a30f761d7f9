"""Routines and settings changed by keys alone in the real window; what was not saved outlives a crash."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from stretchplayer import APP_NAME
from tests.appwindow import COMMAND, HERO, App
from tests.screen import Screen, require_screen_tools

pytestmark = [pytest.mark.full, pytest.mark.timeout(120)]

Start = Callable[[], App]
EASY = "easy-lower-back"
BUTTONS_BEFORE_EDIT = 6  # of the page of routines: four ways to a new one, Start, and Edit itself
NAVIGATION = (100, 500, "#EDE8DE")


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the app on the same data each time, and ends it after the test."""
    require_screen_tools()
    screen = Screen()
    started: list[App] = []

    def begin() -> App:
        app = App(tmp_path / "data", screen)
        started.append(app)
        screen.focus(APP_NAME)
        app.until(lambda: app.shows(NAVIGATION), "the window is furnished")
        return app

    yield begin
    for number, app in enumerate(started):
        app.close(tmp_path / f"at-the-end-{number}.png")
    screen.close()


def kept_order(app: App) -> list[str]:
    return [
        s for (s,) in app.rows(f"SELECT stretch FROM routine_item WHERE routine = '{EASY}' ORDER BY position")
    ]


def drafted_order(app: App) -> list[str]:
    rows = app.rows("SELECT data FROM draft")
    return [item["stretch"] for item in json.loads(rows[0][0])["items"]] if rows else []


def open_editor(app: App) -> None:
    app.press("ctrl+2")
    app.press(*["Tab"] * BUTTONS_BEFORE_EDIT, "space")


def test_a_routine_is_changed_saved_and_its_draft_outlives_a_crash(start: Start) -> None:
    app = start()
    app.until(lambda: app.rows("SELECT 1 FROM sqlite_master WHERE name = 'draft'"), "the notes are there")
    open_editor(app)
    app.press("alt+Down")
    app.until(lambda: drafted_order(app)[:2] == ["cat-cow", "warm-up-march"], "the change is in the draft")
    assert kept_order(app) == []
    app.press("ctrl+z")
    app.until(lambda: drafted_order(app)[:1] != ["cat-cow"], "it is undone")
    app.press("ctrl+y", "ctrl+s")
    app.until(lambda: kept_order(app)[:2] == ["cat-cow", "warm-up-march"], "it is saved")
    app.press("Delete")
    app.until(lambda: len(drafted_order(app)) == 4, "the next change is in the draft")
    app.crash()
    assert len(kept_order(app)) == 5

    again = start()
    assert len(drafted_order(again)) == 4
    again.press("ctrl+2", *["Tab"] * 5, "space")  # the offer to go on stands before the routines
    again.press("ctrl+s")
    again.until(lambda: len(kept_order(again)) == 4, "the draft is saved after all")
    again.until(lambda: not drafted_order(again), "there is no draft any more")
    told = subprocess.run(
        [str(COMMAND), "--data-dir", str(again.folder), "timeline", EASY, "--json"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    played = {segment["stretch"] for segment in json.loads(told)["segments"] if segment["stretch"]}
    assert played == set(kept_order(again))


def test_a_setting_is_found_and_turned_by_keys_and_acts_at_once(start: Start) -> None:
    app = start()
    app.until(lambda: app.rows("SELECT 1 FROM sqlite_master WHERE name = 'setting'"), "the notes are there")
    app.press("ctrl+comma", "ctrl+f")
    app.press(*"night")
    app.press("Tab")
    app.press("Down", "Down")  # as the system, light, dark
    app.until(
        lambda: app.rows("SELECT value FROM setting WHERE key = 'preferences.theme'") == [('"dark"',)],
        "the theme is kept",
    )
    app.until(lambda: not app.shows(NAVIGATION), "the window is dark")
    assert not app.shows(HERO)
