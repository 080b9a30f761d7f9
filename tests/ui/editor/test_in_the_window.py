"""The editor as the window of the app holds it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from stretchplayer.core.own_stretch import own_stretch
from stretchplayer.core.routine import Routine
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


def own_routine(opened: Opened, name: str = "Evening") -> Routine:
    routines = opened.parts.routines
    return routines.create(msgspec.structs.replace(routines.get(EASY), name=name))


def test_today_offers_another_when_the_chosen_routine_is_removed(opened: Opened) -> None:
    mine = own_routine(opened)
    today = opened.page("today")
    assert isinstance(today, TodayPage)
    today.choose(mine.id)
    usual = today.hero.title.text()
    assert usual == "Evening"
    opened.parts.routines.remove(mine.id)
    settle()
    assert today.routine.id != mine.id
    assert today.hero.title.text() == today.routine.name
    opened.parts.routines.save(mine)
    assert today.routine.id != mine.id, "nobody chose it again"


def test_today_offers_another_while_its_steppers_are_open(opened: Opened) -> None:
    mine = own_routine(opened)
    today = opened.page("today")
    assert isinstance(today, TodayPage)
    today.choose(mine.id)
    today.change(on=True)
    opened.parts.routines.remove(mine.id)
    settle()
    assert today.hero.title.text() == today.routine.name != "Evening"


def test_a_routine_that_is_removed_while_it_is_edited(opened: Opened) -> None:
    """By another part of the program: what is on the screen is not taken away."""
    mine = own_routine(opened)
    opened.window.go("routines")
    hub = opened.window.page("routines")
    assert isinstance(hub, RoutinesHub)
    hub.place.edit(mine.id)
    model = hub.place.editor.model
    model.set_hold(KNEE, 33)
    opened.parts.routines.remove(mine.id)
    settle()
    assert (model.is_new, model.is_changed()) == (True, True)
    assert model.routine.items[KNEE].hold_s == 33
    draft = opened.parts.routines.draft()
    assert draft == model.routine
    model.undo()
    hub.place.editor.save()
    assert opened.parts.routines.get("Evening").items == opened.parts.routines.get(EASY).items


def test_a_routine_that_gets_shorter_while_its_last_item_is_looked_at(opened: Opened) -> None:
    page = editor(opened)
    page.model.choose(len(page.model.routine.items) - 1)
    easy = opened.parts.routines.get(EASY)
    opened.parts.routines.save(msgspec.structs.replace(easy, items=easy.items[:2]))
    settle()
    assert page.model.chosen == 1
    assert page.item.name.text() == page.model.name(1)
    page.model.remove(0)
    assert len(page.items.rows) == 1


def test_an_own_stretch_that_is_taken_away(opened: Opened) -> None:
    mine = own_stretch(id="own-1", name="Towel pull")
    opened.parts.library.save(mine)
    page = editor(opened)
    page.model.add("own-1")
    opened.parts.library.remove("own-1")
    settle()
    page.model.set_hold(KNEE, 33)
    page.save()
    kept = opened.parts.routines.get(EASY)
    assert [item.stretch for item in kept.items] == [item.stretch for item in page.model.routine.items]
    assert opened.parts.routines.draft() is None


def test_trying_from_an_item_after_which_all_are_left_out(opened: Opened) -> None:
    page = editor(opened)
    for stretch in ("single-knee-to-chest", "supine-trunk-rotation"):
        opened.parts.history.set_aside(stretch, "red")
    settle()
    page.model.choose(KNEE)
    click(page.head.try_it)
    settle()
    if opened.desk.player is not None:
        opened.desk.player.left.emit()
        settle()
    assert not opened.window.covered
