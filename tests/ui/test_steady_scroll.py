"""What a screen reader finds in a page stays as many things, however long the page is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from stretchplayer.ui.widgets.steady_scroll import SteadyScrollArea

SIZE = 400


def shown(qtbot: QtBot, height: int) -> SteadyScrollArea:
    """An area with something of this height in it."""
    area = SteadyScrollArea()
    qtbot.addWidget(area)
    inner = QWidget()
    inner.setMinimumHeight(height)
    area.setWidget(inner)
    area.resize(SIZE, SIZE)
    area.show()
    qtbot.waitExposed(area)
    return area


def test_it_has_as_many_parts_long_or_short_seen_or_not(qtbot: QtBot) -> None:
    area = shown(qtbot, 100)
    inner = area.widget()
    assert inner is not None
    parts = QAccessible.queryAccessibleInterface(area)
    width = area.viewport().width()
    counts = [parts.childCount()]
    inner.setMinimumHeight(3 * SIZE)
    qtbot.waitUntil(area.bar.isVisible)
    counts.append(parts.childCount())
    assert area.viewport().width() == width
    area.hide()
    counts.append(parts.childCount())
    area.show()
    inner.setMinimumHeight(100)
    qtbot.waitUntil(lambda: not area.bar.isVisible())
    counts.append(parts.childCount())
    assert set(counts) == {1}


def test_the_bar_scrolls_and_follows(qtbot: QtBot) -> None:
    area = shown(qtbot, 3 * SIZE)
    qtbot.waitUntil(area.bar.isVisible)
    held = area.verticalScrollBar()
    assert area.bar.geometry().right() == area.rect().right()
    assert (area.bar.maximum(), area.bar.pageStep()) == (held.maximum(), held.pageStep())
    assert held.maximum() > SIZE
    with qtbot.waitSignal(held.actionTriggered):
        area.bar.triggerAction(QScrollBar.SliderAction.SliderPageStepAdd)
    assert held.value() == area.bar.value() == held.pageStep()
    area.setFocus()
    QTest.keyClick(area, Qt.Key.Key_PageUp)
    assert held.value() == area.bar.value() == 0
