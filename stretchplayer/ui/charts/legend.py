"""Words beside a chart with the marks they mean. Nothing here loads pyqtgraph."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stretchplayer.ui.widgets.parts import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from stretchplayer.ui.look import Look

SIZE = 18
WHISKER_ALPHA = 0.45


class Sign(Enum):
    """What a mark looks like."""

    SOLID = auto()
    HOLLOW = auto()
    WHISKER = auto()


class _Mark(QWidget):
    def __init__(self, look: Look, sign: Sign) -> None:
        super().__init__()
        self._look = look
        self._sign = sign
        self.setFixedSize(SIZE, SIZE)
        look.themes.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark as the chart does, a little smaller."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        navy = self._look.color("navy")
        middle = QPointF(SIZE / 2, SIZE / 2)
        if self._sign is Sign.WHISKER:
            navy.setAlphaF(WHISKER_ALPHA)
            painter.setPen(QPen(navy, 2.5))
            painter.drawLine(QPointF(SIZE / 2, 1), QPointF(SIZE / 2, SIZE - 1))
            return
        hollow = self._sign is Sign.HOLLOW
        painter.setPen(QPen(navy, 2.6) if hollow else QPen(Qt.PenStyle.NoPen))
        painter.setBrush(self._look.color("bg") if hollow else navy)
        painter.drawEllipse(middle, 5.5 if hollow else 6.5, 5.5 if hollow else 6.5)


class Legend(QWidget):
    """Marks with their words, in one row."""

    def __init__(self, look: Look, entries: Sequence[tuple[Sign, str]]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for index, (sign, words) in enumerate(entries):
            if index:
                row.addSpacing(10)
            row.addWidget(_Mark(look, sign))
            row.addWidget(label(look, words, "small", "ink2"))
