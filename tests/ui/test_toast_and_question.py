"""What comes over the window: a sentence that goes by itself, and a question that waits."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAccessible, QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stretchplayer.ui.widgets.ask import Question
from stretchplayer.ui.widgets.toast import ABOVE_FOOT, Toaster
from tests.ui.test_fit import cut_off, too_small
from tests.ui.world import World

AT_ONCE_MS = 0  # with the next turn of the event loop


@pytest.fixture
def window(world: World, qtbot: QtBot) -> QWidget:
    return a_window(world, qtbot)


def a_window(world: World, qtbot: QtBot) -> QWidget:
    made = world.keep(QWidget())
    QVBoxLayout(made).addWidget(QPushButton("On the page"))
    made.resize(900, 520)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def on_the_page(window: QWidget) -> QPushButton:
    button = window.findChild(QPushButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert button is not None
    return button


# ---- toast -------------------------------------------------------------------------------------


def test_a_toast_stands_at_the_foot_and_goes_by_itself(world: World, window: QWidget, qtbot: QtBot) -> None:
    toaster = Toaster(window, world.look, stays_ms=AT_ONCE_MS)
    toaster.show_toast("Saved")
    assert toaster.isVisible()
    assert toaster.geometry().bottom() + 1 == window.height() - ABOVE_FOOT
    assert abs(toaster.geometry().center().x() - window.rect().center().x()) <= 1
    assert not toaster.action.isVisible()
    qtbot.waitUntil(lambda: not toaster.isVisible())


def test_the_next_toast_takes_the_place_of_the_last(world: World, window: QWidget) -> None:
    toaster = Toaster(window, world.look)
    undone: list[str] = []
    toaster.show_toast("Removed Pelvic tilt", "Undo", lambda: undone.append("pelvic tilt"))
    toaster.show_toast("Removed Cat and cow", "Undo", lambda: undone.append("cat and cow"))
    assert toaster.words.text() == "Removed Cat and cow"
    QTest.mouseClick(toaster.action, Qt.MouseButton.LeftButton)
    assert undone == ["cat and cow"]
    assert not toaster.isVisible()


def test_the_keyboard_reaches_undo_and_comes_back(world: World, window: QWidget) -> None:
    toaster = Toaster(window, world.look, stays_ms=60_000)
    undone: list[bool] = []
    on_the_page(window).setFocus()
    toaster.show_toast("Removed Pelvic tilt", "Undo", lambda: undone.append(True))
    assert toaster.action.accessibleName() == "Undo: Removed Pelvic tilt"
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert toaster.action.hasFocus()
    QTest.keyClick(toaster.action, Qt.Key.Key_Space)
    assert undone == [True]
    assert on_the_page(window).hasFocus()
    toaster.show_toast("Removed Pelvic tilt", "Undo", lambda: undone.append(True))
    QTest.keyClick(window, Qt.Key.Key_F6)
    QTest.keyClick(toaster.action, Qt.Key.Key_Escape)
    assert not toaster.isVisible()
    assert undone == [True]
    assert on_the_page(window).hasFocus()


def test_a_toast_waits_while_it_has_the_focus(world: World, window: QWidget, qtbot: QtBot) -> None:
    toaster = Toaster(window, world.look, stays_ms=AT_ONCE_MS)
    on_the_page(window).setFocus()
    toaster.show_toast("Removed Pelvic tilt", "Undo", lambda: None)
    toaster.action.setFocus()
    assert toaster.action.hasFocus()
    turns()
    assert toaster.isVisible()
    on_the_page(window).setFocus()
    qtbot.waitUntil(lambda: not toaster.isVisible())


def test_a_toast_waits_while_it_is_pointed_at(world: World, window: QWidget, qtbot: QtBot) -> None:
    toaster = Toaster(window, world.look, stays_ms=AT_ONCE_MS)
    toaster.show_toast("Saved")
    middle = QPointF(toaster.rect().center())
    QApplication.sendEvent(toaster, QEnterEvent(middle, middle, middle))
    turns()
    assert toaster.isVisible()
    QApplication.sendEvent(toaster, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: not toaster.isVisible())


def turns() -> None:
    """Let timers that are due have their turn."""
    for _ in range(10):
        QApplication.processEvents()


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("text_scale", [1.0, 1.5])
def test_long_words_of_a_toast_wrap_and_stay_in_the_window(
    worlds: Callable[..., World], theme: str, text_scale: float, qtbot: QtBot
) -> None:
    world = worlds(theme=theme, text_scale=text_scale)
    window = a_window(world, qtbot)
    toaster = Toaster(window, world.look)
    toaster.show_toast("This rating is not saved yet, the disk is full. " * 4, "Save a copy elsewhere")
    QApplication.processEvents()
    assert window.rect().contains(toaster.geometry())
    assert not cut_off(toaster)
    assert not too_small(toaster)
    window.resize(1280, 800)
    QApplication.processEvents()
    assert toaster.geometry().bottom() + 1 == 800 - ABOVE_FOOT
    toaster.dismiss()


# ---- question ----------------------------------------------------------------------------------


def leave_question(world: World, window: QWidget) -> tuple[Question, list[str]]:
    question = Question(
        world.look,
        window,
        "Leave without saving?",
        "You changed two stretches in Easy lower back.",
        [("leave", "Leave", "danger-quiet"), ("stay", "Stay", "second"), ("save", "Save", "primary")],
        safe="stay",
    )
    answers: list[str] = []
    question.chosen.connect(answers.append)
    question.open()
    return question, answers


def erase_question(world: World, window: QWidget) -> tuple[Question, list[str]]:
    question = Question(
        world.look,
        window,
        "Erase everything now?",
        "Type ERASE to erase 12 sessions and 3 settings.",
        [("keep", "Keep them", "second"), ("erase", "Erase", "danger")],
        safe="keep",
        unlock=("erase", "ERASE"),
    )
    answers: list[str] = []
    question.chosen.connect(answers.append)
    question.open()
    return question, answers


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_safe_answer_has_the_focus_and_escape(
    world: World, window: QWidget, qtbot: QtBot, key: Qt.Key
) -> None:
    question, answers = leave_question(world, window)
    qtbot.waitUntil(question.buttons["stay"].hasFocus)
    QTest.keyClick(question.buttons["stay"], key)
    assert answers == ["stay"]


def test_an_answer_is_given_once(world: World, window: QWidget) -> None:
    question, answers = leave_question(world, window)
    QTest.mouseClick(question.buttons["save"], Qt.MouseButton.LeftButton)
    assert answers == ["save"]
    assert not question.isVisible()


def test_a_question_covers_its_window_and_follows_it(world: World, window: QWidget) -> None:
    question, _ = leave_question(world, window)
    assert question.size() == window.size()
    assert question.isModal()
    window.resize(1280, 800)
    QApplication.processEvents()
    assert question.size() == window.size()
    middle = question.sheet.geometry().center() - question.rect().center()
    assert abs(middle.x()) <= 1
    assert abs(middle.y()) <= 1
    read = QAccessible.queryAccessibleInterface(question)
    assert read.role() is QAccessible.Role.Dialog
    assert read.text(QAccessible.Text.Name) == "Leave without saving?"
    question.reject()


def test_a_word_unlocks_the_dangerous_answer(world: World, window: QWidget, qtbot: QtBot) -> None:
    question, answers = erase_question(world, window)
    qtbot.waitUntil(question.word.hasFocus)
    erase = question.buttons["erase"]
    QTest.keyClicks(question.word, "erase")
    QTest.keyClick(question.word, Qt.Key.Key_Return)
    assert (erase.isEnabled(), answers) == (False, [])
    question.word.clear()
    QTest.keyClicks(question.word, "ERASE")
    QTest.keyClick(question.word, Qt.Key.Key_Return)  # leads to the button, and does not press it
    assert (erase.isEnabled(), erase.hasFocus(), answers) == (True, True, [])
    QTest.keyClick(erase, Qt.Key.Key_Space)
    assert answers == ["erase"]


def test_tab_goes_from_the_word_to_the_answers(world: World, window: QWidget, qtbot: QtBot) -> None:
    question, _ = erase_question(world, window)
    qtbot.waitUntil(question.word.hasFocus)
    QTest.keyClick(question.word, Qt.Key.Key_Tab)
    assert question.buttons["keep"].hasFocus()  # the other is still locked
    question.reject()


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("text_scale", [1.0, 1.5])
def test_a_question_fits_the_smallest_window(
    worlds: Callable[..., World], theme: str, text_scale: float, qtbot: QtBot
) -> None:
    world = worlds(theme=theme, text_scale=text_scale)
    window = a_window(world, qtbot)
    for ask in (leave_question, erase_question):
        question, _ = ask(world, window)
        QApplication.processEvents()
        assert question.rect().contains(question.sheet.geometry())
        assert not cut_off(question)
        assert not too_small(question)
        question.reject()
