"""Everything behind "Routines": from the list to each page and back, and what the files become."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton

from stretchplayer.exchange.detect import read_file
from stretchplayer.ui.pages.routines import EXPORT
from tests.ui.editor.sitting import click, settle
from tests.ui.hub_kit import Visit, visit
from tests.ui.world import World

DATA = Path(__file__).parents[1] / "exchange" / "data"


@pytest.fixture
def visiting(world: World) -> Visit:
    return visit(world)


def button_of(visiting: Visit, which: str) -> QPushButton:
    shown = visiting.hub.place.list
    return {"minutes": shown.minutes, "sheet": shown.sheet}[which]


@pytest.mark.parametrize("which", ["minutes", "sheet"])
@pytest.mark.parametrize("back", ["button", "escape"])
def test_there_and_back(visiting: Visit, which: str, back: str) -> None:
    click(button_of(visiting, which))
    page = visiting.hub.currentWidget()
    assert page is getattr(visiting.hub, which)
    assert page.isAncestorOf(visiting.focused)
    if back == "button":
        click(getattr(visiting.hub, which).head.back)
    else:
        visiting.press(Qt.Key.Key_Escape)
    assert visiting.hub.currentWidget() is visiting.hub.place
    assert visiting.hub.place.isAncestorOf(visiting.focused)


def test_a_sheet_begins_empty_each_time(visiting: Visit) -> None:
    click(visiting.hub.place.list.sheet)
    visiting.hub.sheet.take_text("Pelvic tilt x 8\nDear Anna,")
    click(visiting.hub.sheet.head.back)
    click(visiting.hub.place.list.sheet)
    assert all(line.is_empty for line in visiting.hub.sheet.lines)
    assert not visiting.hub.sheet.told.isVisible()
    assert visiting.focused is visiting.hub.sheet.lines[0].name


def test_a_file_is_chosen_and_reviewed(visiting: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = lambda *_: (str(DATA / "exercises.xml"), "")  # noqa: E731  (the window of the system)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", asked)
    click(visiting.hub.place.list.bring)
    assert visiting.hub.currentWidget() is visiting.hub.review
    assert visiting.hub.review.plan is not None


def test_choosing_no_file_stays_on_the_list(visiting: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    click(visiting.hub.place.list.bring)
    assert visiting.hub.currentWidget() is visiting.hub.place


def test_a_routine_goes_into_a_file_that_can_be_read_again(
    visiting: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "short"), ""))
    visiting.hub.place.list.card("short-day").more.actions_by_key[EXPORT].trigger()
    settle()
    path = tmp_path / "short.stretch.json"
    (routine,) = read_file(path).routines
    assert routine.name == "Short day"
    assert [item.stretch for item in routine.items] == [
        item.stretch for item in visiting.world.routines.get("short-day").items
    ]
    assert visiting.told == ["Short day is in short.stretch.json."]


def test_a_folder_that_is_not_there_is_told(visiting: Visit, tmp_path: Path) -> None:
    visiting.hub.export("short-day", tmp_path / "gone" / "short.stretch.json")
    (told,) = visiting.told
    assert "\n" not in told
    assert "is in" not in told


def test_leaving_the_page_asks_when_the_editor_holds_something(visiting: Visit) -> None:
    left: list[str] = []
    visiting.hub.place.edit("short-day")
    visiting.hub.place.editor.model.choose(0)
    visiting.hub.place.editor.model.set_hold(0, 70)
    visiting.hub.leave(lambda: left.append("left"))
    settle()
    assert left == []
    visiting.hub.place.show_list()
    visiting.hub.fill_in_sheet()
    visiting.hub.leave(lambda: left.append("left"))
    assert left == ["left"]


def test_start_is_passed_on(visiting: Visit) -> None:
    click(visiting.hub.place.list.card("short-day").start)
    assert visiting.started == ["short-day"]
