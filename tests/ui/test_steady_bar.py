"""What a screen reader finds in a page stays as many things, however long the page is."""

from __future__ import annotations

from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from stretchplayer.ui.widgets.scroll_page import ScrollPage
from tests.ui.world import World


def test_a_page_has_as_many_parts_with_and_without_something_to_scroll(world: World, qtbot: QtBot) -> None:
    page = world.keep(ScrollPage(world.look))
    page.resize(600, 400)
    page.show()
    inner, bar = page.widget(), page.verticalScrollBar()
    assert inner is not None
    parts = QAccessible.queryAccessibleInterface(page)
    counts = set()
    for height in (100, 2_000, 100):
        scrolls = height > page.height()
        inner.setMinimumHeight(height)

        def settled(wanted: bool = scrolls) -> bool:
            return (bar.maximum() > 0) is wanted

        qtbot.waitUntil(settled)
        counts.add(parts.childCount())
        assert bar.isVisible()
        assert bar.isEnabled() is scrolls, "a bar with nothing to scroll is painted as nothing"
    assert counts == {2}
