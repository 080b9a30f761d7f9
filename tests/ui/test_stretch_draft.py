"""The form for a stretch of one's own: drafts, leaving, a full disk, the keyboard alone, and how it fits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from stretchplayer.core.catalogue import Form, SideMeaning
from stretchplayer.core.own_stretch import USUAL_DOSES
from stretchplayer.ui.stretches.figure_panel import FigurePanel
from stretchplayer.ui.widgets.card_button import CardButton
from stretchplayer.ui.widgets.draft import DraftBanner
from stretchplayer.ui.widgets.thumbnails import Thumbnail
from tests.figure.test_own_image import picture
from tests.tiers import some_now
from tests.ui.editor.sitting import click, settle, words_on
from tests.ui.stretch_kit import (
    STEPS,
    Visit,
    after_a_crash,
    draft_banner,
    drop,
    press,
    save,
    tab_to,
    towel_pull,
    type_in_window,
    visit,
    way,
)
from tests.ui.test_fit import cut_off, outside, overlapping
from tests.ui.world import World, the


@pytest.fixture
def visiting(world: World) -> Visit:
    """Somebody at the page of stretches."""
    return visit(world)


# ---- drafts -------------------------------------------------------------------------------------------


def test_what_was_not_saved_outlives_a_crash(visiting: Visit, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "me.png"
    path.write_bytes(picture("PNG"))
    form = visiting.new()
    visiting.type_in(form.name, "Towel pull")
    visiting.type_in(form.steps, "Lie down.")
    form.sides.setFocus()
    press(visiting, Qt.Key.Key_Down)
    way(form, "A picture")
    drop(form.picture.drop, path)

    def picture_is_in_the_draft() -> bool:
        draft = visiting.world.library.draft()
        return draft is not None and draft.picture is not None

    qtbot.waitUntil(picture_is_in_the_draft)

    again = after_a_crash(visiting.world)
    assert "You were making Towel pull. Go on, or let it go." in words_on(again.page.library)
    click(draft_banner(again).go_on)
    assert again.page.currentWidget() is again.form
    assert again.form.name.text() == "Towel pull"
    assert again.form.steps.toPlainText() == "Lie down."
    assert again.form.is_changed
    save(again)
    (kept,) = again.own
    assert kept.side_means is SideMeaning.LEG
    assert again.world.library.picture(kept.pose) is not None
    again.page.show_library()
    assert again.page.library.findChild(DraftBanner) is None or not draft_banner(again).isVisible()


def test_a_change_that_was_not_saved_outlives_a_crash(world: World) -> None:
    towel_pull(world)
    before = visit(world)
    before.page.edit("own-towel")
    before.type_in(before.form.name, " twice")
    again = after_a_crash(world)
    assert any("You were changing Towel pull twice." in words for words in words_on(again.page.library))
    again.page.edit("own-towel")
    assert again.form.name.text() == "Towel pull twice"
    assert again.question is None
    save(again)
    assert [(s.id, s.name) for s in again.own] == [("own-towel", "Towel pull twice")]


def test_a_draft_that_is_let_go_comes_back_by_undo(visiting: Visit) -> None:
    visiting.new("Towel pull")
    again = after_a_crash(visiting.world)
    click(draft_banner(again).leave)
    assert again.world.library.draft() is None
    words, action, undo = again.told[-1]
    assert (words, action) == ("Let go.", "Undo")
    assert undo is not None
    undo()
    assert "You were making Towel pull. Go on, or let it go." in words_on(again.page.library)


@pytest.mark.parametrize(("answer", "name"), [("go_on", "Towel pull"), ("drop", ""), ("stay", None)])
def test_a_new_stretch_is_not_begun_over_a_draft(visiting: Visit, answer: str, name: str | None) -> None:
    visiting.new("Towel pull")
    again = after_a_crash(visiting.world)
    click(again.page.library.new)
    asked = again.question
    assert asked is not None
    assert asked.windowTitle() == "Go on with Towel pull first?"
    again.answer(answer)
    if name is None:
        assert again.page.currentWidget() is again.page.library
        assert again.world.library.draft() is not None
    else:
        assert again.page.currentWidget() is again.form
        assert again.form.name.text() == name


def test_a_change_that_is_taken_back_by_hand_leaves_no_draft(world: World) -> None:
    towel_pull(world)
    visiting = visit(world)
    visiting.page.edit("own-towel")
    visiting.type_in(visiting.form.name, "x")
    assert world.library.draft() is not None
    QTest.keyClick(visiting.form.name, Qt.Key.Key_Backspace)
    assert world.library.draft() is None


# ---- leaving ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["back", "escape", "navigation"])
def test_leaving_with_unsaved_work_asks(visiting: Visit, by: str) -> None:
    form = visiting.new("Towel pull")
    if by == "back":
        click(form.head.back)
    elif by == "escape":
        form.name.setFocus()
        press(visiting, Qt.Key.Key_Escape)
    else:
        visiting.page.leave(lambda: visiting.window.go("when-to-stop"))
        settle()
    asked = visiting.question
    assert asked is not None
    assert asked.windowTitle() == "Leave without saving?"
    assert asked.accessibleDescription() == "Towel pull is not saved yet."
    press(visiting, Qt.Key.Key_Escape)  # the safe answer
    assert visiting.question is None
    assert visiting.page.currentWidget() is form
    assert form.name.text() == "Towel pull"
    assert visiting.world.library.draft() is not None


def test_leaving_forgets_what_was_not_wanted(visiting: Visit) -> None:
    form = visiting.new("Towel pull")
    click(form.head.back)
    visiting.answer("leave")
    assert visiting.page.currentWidget() is visiting.page.library
    assert visiting.world.library.draft() is None
    assert visiting.own == ()


def test_leaving_can_save_and_goes_on(visiting: Visit) -> None:
    visiting.new("Towel pull")
    gone: list[str] = []
    visiting.page.leave(lambda: gone.append("on"))
    assert gone == []
    visiting.answer("save")
    assert gone == ["on"]
    assert [stretch.name for stretch in visiting.own] == ["Towel pull"]


def test_leaving_does_not_save_what_has_to_be_looked_at_first(visiting: Visit) -> None:
    form = visiting.new("Sit-ups")
    gone: list[str] = []
    visiting.page.leave(lambda: gone.append("on"))
    visiting.answer("save")
    assert gone == []
    assert visiting.page.currentWidget() is form
    assert form.avoided.isVisible()


@pytest.mark.parametrize("kept", [True, False])
def test_leaving_an_untouched_form_does_not_ask(world: World, kept: bool) -> None:
    towel_pull(world)
    visiting = visit(world)
    if kept:
        visiting.page.edit("own-towel")
    else:
        visiting.page.make_new()
    settle()
    click(visiting.form.head.back)
    assert visiting.question is None
    assert visiting.page.currentWidget() is visiting.page.library


# ---- a disk that takes nothing ------------------------------------------------------------------------


def test_saving_that_the_disk_refuses_is_said_and_keeps_the_draft(visiting: Visit) -> None:
    form = visiting.new("Towel pull", *STEPS)
    visiting.world.refuse_writing()
    save(visiting)
    assert any("could not be saved" in words or "disk" in words for words in words_on(form))
    assert visiting.page.currentWidget() is form
    assert visiting.own == ()
    assert form.is_changed
    draft = visiting.world.library.draft()
    assert draft is not None
    assert (draft.stretch.name, draft.stretch.steps) == ("Towel pull", STEPS)


def test_a_draft_the_disk_refuses_is_said_once_and_typing_goes_on(world: World) -> None:
    visiting = visit(world, 900, 600)
    form = visiting.new("Towel pull")
    world.refuse_writing()
    visiting.type_in(form.steps, "L")
    assert any("saved" in words or "disk" in words for words in words_on(form))
    form.cautions.setFocus()
    settle()
    bar = form.verticalScrollBar()
    bar.triggerAction(bar.SliderAction.SliderToMaximum)
    there = bar.value()
    type_in_window(visiting, "knee")
    settle()
    assert form.cautions.text() == "knee"
    assert bar.value() == there


# ---- keyboard only ------------------------------------------------------------------------------------


def test_a_stretch_is_made_with_the_keyboard_alone(visiting: Visit) -> None:
    tab_to(visiting, visiting.page.library.new)
    press(visiting, Qt.Key.Key_Space)
    form = visiting.form
    assert form.name.hasFocus()
    type_in_window(visiting, "Towel pull")
    press(visiting, Qt.Key.Key_Tab)
    assert form.steps.hasFocus()
    type_in_window(visiting, "Lie down.")
    press(visiting, Qt.Key.Key_Return)
    type_in_window(visiting, "Pull.")
    press(visiting, Qt.Key.Key_Tab)
    assert form.cautions.hasFocus()
    tab_to(visiting, form.kind)
    press(visiting, Qt.Key.Key_Right)
    tab_to(visiting, form.hold)
    press(visiting, Qt.Key.Key_Up)
    tab_to(visiting, form.sides)
    press(visiting, Qt.Key.Key_Down)
    tab_to(visiting, form.picture.ways)
    press(visiting, Qt.Key.Key_Right)
    card = form.picture.findChildren(CardButton)[0]
    tab_to(visiting, card)
    press(visiting, Qt.Key.Key_Space)
    press(visiting, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    (kept,) = visiting.own
    assert kept.steps == ("Lie down.", "Pull.")
    assert kept.form is Form.DRILL
    assert kept.dose.hold_s == USUAL_DOSES[Form.DRILL].hold_s + 1
    assert kept.side_means is SideMeaning.LEG
    assert kept.pose


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_the_keyboard_comes_round_and_is_not_caught(visiting: Visit, key: Qt.Key) -> None:
    form = visiting.new("Towel pull")
    form.name.setFocus()
    seen: list[QWidget | None] = []
    for _ in range(60):
        press(visiting, key)
        seen.append(QApplication.focusWidget())
        if form.name.hasFocus():
            break
    assert form.name.hasFocus(), "it never came back"
    assert form.head.back in seen
    assert form.save_button in seen
    assert form.steps in seen
    assert any(widget is not None and not form.isAncestorOf(widget) for widget in seen), "the navigation"


# ---- fit ----------------------------------------------------------------------------------------------

LOOKS = (
    ("light", 1280, 800, 1.0),
    ("dark", 1280, 800, 1.0),
    ("contrast", 900, 600, 1.0),
    ("light", 900, 600, 2.0),
    ("dark", 900, 600, 2.0),
)


@pytest.mark.parametrize(("theme", "width", "height", "scale"), some_now(LOOKS, 3))
@pytest.mark.parametrize("words", ["None", "From the library", "A picture", "Pose the figure"])
def test_everything_fits(
    worlds: Callable[..., World], theme: str, width: int, height: int, scale: float, words: str
) -> None:
    visiting = visit(worlds(theme=theme, text_scale=scale), width, height)
    form = visiting.new("Sit-ups")
    way(form, words)
    save(visiting)  # the question about the avoided move is on the page as well
    assert form.avoided.isVisible()
    page = form.widget()
    assert page is not None
    assert page.width() <= form.viewport().width(), "it would have to be scrolled sideways"
    assert not cut_off(page)
    assert not outside(page)
    assert not overlapping(page)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_pictures_of_the_library_grow_with_the_text(worlds: Callable[..., World], scale: float) -> None:
    form = visit(worlds(text_scale=scale), 900, 600).new()
    way(form, "From the library")
    assert the(form.picture, Thumbnail).width() >= 150 * scale


def test_fields_say_what_they_are(visiting: Visit) -> None:
    form = visiting.new()
    fields = [form.name, form.steps, form.cautions, form.kind, form.sides, form.posture, form.picture.ways]
    assert all(field.accessibleName() for field in fields)
    assert {field.accessibleName() for field in form.findChildren(QLineEdit) if field.isVisible()} >= {
        "Name",
        "Take care",
    }


@pytest.mark.parametrize(("theme", "width", "height", "scale"), LOOKS)
@pytest.mark.parametrize("stretch", ["single-knee-to-chest", "own-towel"])
def test_everything_about_a_stretch_fits(
    worlds: Callable[..., World], theme: str, width: int, height: int, scale: float, stretch: str
) -> None:
    world = worlds(theme=theme, text_scale=scale)
    towel_pull(world, cautions="Stop if the knee hurts, and do not go on when it hurts the next day.")
    visiting = visit(world, width, height)
    for page in (visiting.page.library, visiting.page.detail):
        if page is visiting.page.detail:
            visiting.page.show_stretch(stretch)
        settle()
        inside = page.widget()
        assert inside is not None
        assert inside.width() <= page.viewport().width()
        assert not cut_off(inside)
        assert not outside(inside)
        assert not overlapping(inside)


def test_the_name_stands_before_the_picture_where_there_is_one_column(world: World) -> None:
    visiting = visit(world, 900, 600)
    visiting.page.show_stretch("single-knee-to-chest")
    detail = visiting.page.detail

    def tops() -> tuple[int, int]:
        settle()
        name = next(text for text in detail.findChildren(QLabel) if text.text() == "Single knee to chest")
        return name.mapToGlobal(QPoint()).y(), the(detail, FigurePanel).mapToGlobal(QPoint()).y()

    name, picture = tops()
    assert name < picture
    visiting.window.resize(1280, 800)
    name, picture = tops()
    assert abs(name - picture) < 60  # beside it
