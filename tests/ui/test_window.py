"""The window: navigation, keys, covers, and the ring around what has the focus."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stretchplayer.ui.main_window import MainWindow
from stretchplayer.ui.widgets.focus_ring import FocusRing
from stretchplayer.ui.widgets.hero import Hero
from stretchplayer.ui.widgets.keys_card import KEYS
from tests.ui.world import World, the


@pytest.fixture
def window(world: World, qtbot: QtBot) -> MainWindow:
    made = world.window()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def shown_page(window: MainWindow) -> str:
    return next(key for key, button in window.navigation.buttons.items() if button.isChecked())


def press(
    window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """As the system does it: to the window, which gives it on to what has the focus."""
    QTest.keyClick(window.windowHandle(), key, modifier)


def test_it_opens_on_today(window: MainWindow) -> None:
    assert shown_page(window) == "today"


@pytest.mark.parametrize(
    ("key", "page"), [(Qt.Key.Key_2, "progress"), (Qt.Key.Key_3, "measure"), (Qt.Key.Key_1, "today")]
)
def test_control_and_a_number_go_to_a_page(window: MainWindow, key: Qt.Key, page: str) -> None:
    window.go("when-to-stop")
    press(window, key, Qt.KeyboardModifier.ControlModifier)
    assert shown_page(window) == page


def test_every_page_can_be_had_by_its_button(window: MainWindow) -> None:
    for key, button in window.navigation.buttons.items():
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert shown_page(window) == key
        assert window.page(key).isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_the_button_that_has_the_focus(window: MainWindow, key: Qt.Key) -> None:
    window.navigation.buttons["measure"].setFocus()
    QApplication.processEvents()
    press(window, key)
    assert shown_page(window) == "measure"


def test_enter_held_down_presses_once(window: MainWindow) -> None:
    cover = QPushButton("Here")
    pressed: list[bool] = []
    cover.clicked.connect(lambda: pressed.append(True))
    window.cover(cover)
    cover.setFocus()
    QApplication.processEvents()
    press(window, Qt.Key.Key_Return)
    again = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True
    )
    QApplication.sendEvent(cover, again)
    assert len(pressed) == 1


def test_enter_does_not_press_what_it_brought_the_focus_to(window: MainWindow) -> None:
    cover = QWidget()
    row = QVBoxLayout(cover)
    field, button = QLineEdit(), QPushButton("Here")
    row.addWidget(field)
    row.addWidget(button)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    field.returnPressed.connect(button.setFocus)
    window.cover(cover)
    field.setFocus()
    QApplication.processEvents()
    press(window, Qt.Key.Key_Return)
    assert button.hasFocus()
    assert pressed == []
    QApplication.processEvents()
    press(window, Qt.Key.Key_Return)
    assert pressed == [True]


def test_a_small_window_has_icons_with_names(world: World) -> None:
    window = world.window(960, 540)
    assert window.navigation.width() == 68
    for button in window.navigation.buttons.values():
        assert button.text() == ""
        assert button.toolTip()
        assert button.accessibleName()
    window.resize(1280, 800)
    assert window.navigation.width() == 208


def test_it_cannot_be_made_too_small(window: MainWindow) -> None:
    assert (window.minimumWidth(), window.minimumHeight()) == (900, 520)


def test_a_page_is_made_when_it_is_first_shown(world: World) -> None:
    window = world.window()
    made_first = len(world.made)
    window.go("progress")
    assert len(world.made) == made_first + 1
    window.go("today")
    window.go("progress")
    assert len(world.made) == made_first + 1


def test_f11_fills_the_screen_and_comes_back(window: MainWindow) -> None:
    press(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    press(window, Qt.Key.Key_F11)
    assert not window.isFullScreen()


def test_f1_shows_all_keys(window: MainWindow) -> None:
    press(window, Qt.Key.Key_F1)
    card = the(window, QDialog)
    assert card.isVisible()
    assert sum(len(keys) for _, keys in KEYS) > 15
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert not card.isVisible()


def test_covers_lie_on_each_other(window: MainWindow) -> None:
    below, above = QWidget(), QWidget()
    window.cover(below)
    window.cover(above)
    assert window.covered
    assert above.isVisible()
    assert not window.navigation.isVisible()
    window.uncover(above)
    assert below.isVisible()
    window.uncover(below)
    assert not window.covered
    assert window.navigation.isVisible()
    assert shown_page(window) == "today"


def test_pages_stay_where_they_are_under_a_cover(window: MainWindow) -> None:
    cover = QWidget()
    window.cover(cover)
    window.go("progress")
    assert shown_page(window) == "today"
    window.uncover(cover)


def test_the_ring_comes_with_the_keyboard_and_goes_with_a_click(window: MainWindow) -> None:
    ring = the(window, FocusRing)
    the(window, Hero).start.setFocus()
    assert ring.target is None
    press(window, Qt.Key.Key_Tab)
    assert ring.target is QApplication.focusWidget()
    assert isinstance(ring.target, QPushButton)
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=window.rect().center())
    assert ring.target is None


def test_the_ring_follows_what_it_is_around(window: MainWindow) -> None:
    ring = the(window, FocusRing)
    press(window, Qt.Key.Key_Tab)
    before = ring.geometry()
    window.resize(1000, 800)
    assert ring.target is not None
    ring.target.move(ring.target.x() + 10, ring.target.y())
    assert ring.geometry() != before


def test_the_ring_survives_what_it_was_around(window: MainWindow) -> None:
    ring = the(window, FocusRing)
    button = QPushButton("gone soon", window)
    button.show()
    button.setFocus()
    press(window, Qt.Key.Key_Home)
    assert ring.target is button
    shiboken6.delete(button)
    assert ring.target is None
    press(window, Qt.Key.Key_Tab)
    assert ring.target is QApplication.focusWidget()
