"""A scroll area that looks the same to a screen reader whether there is something to scroll or not.

Qt counts its own bars among the parts of a scroll area while they can be seen. A reader that has
counted one and asks for it after it went, or after the page went, brings the whole program down
(Qt 6.11). So Qt's bar is never shown; another one beside the view stands for it. Its room is always
kept, and so the page does not jump sideways either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QScrollBar

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

BAR_WIDTH = 12  # as in the style sheet


class SteadyScrollArea(QScrollArea):
    """Scrolls up and down only. `verticalScrollBar` stays what holds the position."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportMargins(0, 0, BAR_WIDTH, 0)
        self.bar = QScrollBar(Qt.Orientation.Vertical, self)
        held = self.verticalScrollBar()
        held.rangeChanged.connect(self._follow_range)
        held.valueChanged.connect(self.bar.setValue)
        self.bar.valueChanged.connect(held.setValue)
        self.bar.actionTriggered.connect(held.actionTriggered)
        self._follow_range()

    def event(self, event: QEvent) -> bool:
        """Leave measuring what is inside until it is seen.

        Qt measures everything inside whenever the style may be another, so also when a page that is
        being made is put into another part: it is styled and measured several times before it is shown.
        """
        if event.type() is QEvent.Type.StyleChange and not self.isVisible():
            return QAbstractScrollArea.event(self, event)
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the bar at the right edge."""
        super().resizeEvent(event)
        self.bar.setGeometry(self.width() - BAR_WIDTH, 0, BAR_WIDTH, self.height())
        self._follow_range()

    def _follow_range(self) -> None:
        held = self.verticalScrollBar()
        self.bar.setPageStep(held.pageStep())
        self.bar.setSingleStep(held.singleStep())
        self.bar.setRange(held.minimum(), held.maximum())
        self.bar.setVisible(held.maximum() > held.minimum())
