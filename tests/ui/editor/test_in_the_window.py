"""The editor as the window of the app holds it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from stretchplayer.ui.editor.page import EditorPage
from stretchplayer.ui.pages.today import TodayPage
from stretchplayer.ui.routines_hub import RoutinesHub
from stretchplayer.ui.widgets.ask import Question
from stretchplayer.ui.widgets.toast import Toaster
from tests.ui.editor.sitting import EASY, KNEE, button, click, settle
from tests.ui.test_desk import Opened
from tests.ui.world import the


@pytest.fixture
def opened(tmp_path: Path, qapp: object, _fonts: None) -> Iterator[Opened]:
    made = Opened(tmp_path / "data")
    yield made
    made.close()


def editor(opened: Opened) -> EditorPage:
    opened.window.go("routines")
    hub = opened.window.page("routines")
    assert isinstance(hub, RoutinesHub)
    if not hub.place.is_editing:
        hub.place.edit(EASY)
    settle()
    return hub.place.editor


def asked(opened: Opened) -> Question:
    return next(q for q in opened.window.findChildren(Question) if q.isVisible())


def test_another_page_waits_for_an_answer(opened: Opened) -> None:
    editor(opened).model.set_hold(KNEE, 33)
    opened.window.go("today")
    assert opened.window.shown == "routines"
    click(asked(opened).buttons["stay"])
    assert opened.window.shown == "routines"
    opened.window.go("today")
    click(asked(opened).buttons["save"])
    assert opened.window.shown == "today"
    assert opened.parts.routines.get(EASY).items[KNEE].hold_s == 33


def test_the_undo_of_the_toast(opened: Opened) -> None:
    page = editor(opened)
    page.deeds.remove(KNEE)
    settle()
    toaster = the(opened.window, Toaster)
    assert toaster.words.text() == "Removed Knee to chest"
    click(toaster.action)
    assert len(page.model.routine.items) == 5


def test_trying_out_comes_back_to_the_editor(opened: Opened) -> None:
    page = editor(opened)
    page.model.set_hold(KNEE, 33)
    page.model.choose(KNEE)
    click(page.head.try_it)
    player = opened.desk.player
    assert player is not None
    assert opened.window.covered
    player.left.emit()
    settle()
    assert not opened.window.covered
    assert opened.window.shown == "routines"
    assert page.model.routine.items[KNEE].hold_s == 33
    assert page.model.is_changed()
    assert not opened.parts.history.sessions()


def test_today_offers_what_was_being_edited(opened: Opened) -> None:
    routines = opened.parts.routines
    routines.keep_draft(routines.get("short-day").with_item(0, routines.get(EASY).items[1]))
    today = opened.page("today")
    assert isinstance(today, TodayPage)
    today.refresh()
    click(button(today, "Go on"))
    page = editor(opened)
    assert page.title.text() == "Short day"
    assert page.model.is_changed()
    assert opened.window.shown == "routines"


def test_tab_comes_to_the_head_of_the_editor(opened: Opened) -> None:
    """The places that hold the editor are no stops on the way, or they would lead past it."""
    page = editor(opened)
    opened.window.navigation.buttons["settings"].setFocus()
    seen = []
    for _ in range(40):
        opened.window.focusNextChild()
        seen.append(opened.window.focusWidget())
    assert page.head.back in seen
    assert page.head.try_it in seen
    assert page.add in seen


def test_keys_of_the_window_still_work_in_the_editor(opened: Opened) -> None:
    page = editor(opened)
    page.items.focus_chosen()
    QTest.keyClick(opened.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert opened.window.shown == "today"


def test_the_keyboard_is_on_the_first_item_as_soon_as_the_editor_is_open(opened: Opened) -> None:
    opened.window.go("routines")
    hub = opened.window.page("routines")
    assert isinstance(hub, RoutinesHub)
    settle()
    hub.place.edit(EASY)
    assert opened.window.focusWidget() is hub.place.editor.items.rows[0]  # a key may come before any event
