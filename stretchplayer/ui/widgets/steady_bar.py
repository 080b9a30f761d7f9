"""A scroll bar that keeps its place, seen or not.

Qt counts a bar among the things a screen reader finds in a scroll area as long as it is there. A
reader that has counted it and asks for it after it went brings the whole program down (Qt 6.11), so
it stays. The page does not jump sideways either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractScrollArea


def keep_bar(area: QAbstractScrollArea) -> None:
    """Let the vertical bar stay; with nothing to scroll it is disabled, and so painted as nothing."""
    bar = area.verticalScrollBar()
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    bar.setEnabled(bar.minimum() < bar.maximum())
    bar.rangeChanged.connect(lambda low, high: bar.setEnabled(low < high))
