"""Tab goes the way people read, whatever was made when."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from stretchplayer.core.catalogue import Side
from stretchplayer.ui.main_window import MainWindow
from tests.ui.world import World


def settle(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until what was made anew can be seen."""
    wanted = ("Use full length", "Change")

    def seen() -> bool:
        shown = {b.text() for b in window.findChildren(QAbstractButton) if b.isVisible()}
        return window.isActiveWindow() and shown.issuperset(wanted)

    qtbot.waitUntil(seen)


def words_by_tab(window: MainWindow, count: int, key: Qt.Key = Qt.Key.Key_Tab) -> list[str]:
    """What has the focus after each of `count` presses."""
    words: list[str] = []
    for _ in range(count):
        QTest.keyClick(window.windowHandle(), key)
        focused = window.focusWidget()
        assert isinstance(focused, QAbstractButton), words
        words.append(focused.text() or focused.accessibleName())
    return words


def test_a_card_that_comes_later_comes_before_what_is_below_it(world: World, qtbot: QtBot) -> None:
    world.settings.update(wake_up_min=5 * 60)  # not early any more: that has a card of its own
    window = world.window()
    settle(window, qtbot)
    before = words_by_tab(window, 3)
    assert before == ["Use full length", "Why", "Start"]
    world.history.begin_session(world.routines.get("short-day"), {}, Side.RIGHT)
    window.go("progress")
    window.go("today")
    settle(window, qtbot)
    assert words_by_tab(window, 5) == ["Carry on", "Keep what I did", *before]
    back = words_by_tab(window, 4, Qt.Key.Key_Backtab)
    assert back == ["Why", "Use full length", "Keep what I did", "Carry on"]


def test_ways_to_begin_come_after_start_also_when_they_are_made_anew(world: World, qtbot: QtBot) -> None:
    world.settings.update(wake_up_min=5 * 60)
    window = world.window()
    window.resize(1000, 700)  # another form of the page
    window.resize(1280, 800)
    settle(window, qtbot)
    words = words_by_tab(window, 6)
    assert words[:3] == ["Use full length", "Why", "Start"]
    assert words[3].startswith("Short day")
    assert words[-1] == "Change"
