"""Words beside a chart with the marks they mean. Nothing here loads pyqtgraph."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stretchplayer.ui.widgets.flow import FlowLayout
from stretchplayer.ui.widgets.parts import clear, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from stretchplayer.ui.look import Look

SIZE = 18
WHISKER_ALPHA = 0.45
GAP = 6
BETWEEN = 16
SQUARE = 6.0  # half a side
DASHES = (2.2, 1.8)
RIM = 2.6


class Sign(Enum):
    """What a mark looks like."""

    SOLID = auto()
    HOLLOW = auto()
    WHISKER = auto()
    SQUARE = auto()
    DRIFT = auto()
    FLAG = auto()


def paint_sign(painter: QPainter, look: Look, sign: Sign, middle: QPointF) -> None:
    """Paint a mark as charts do, a little smaller."""
    navy = look.color("navy")
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(navy)
    if sign is Sign.WHISKER:
        navy.setAlphaF(WHISKER_ALPHA)
        painter.setPen(QPen(navy, 2.5))
        painter.drawLine(middle - QPointF(0, SIZE / 2 - 1), middle + QPointF(0, SIZE / 2 - 1))
    elif sign is Sign.DRIFT:
        pen = QPen(navy, 2.0)
        pen.setDashPattern(list(DASHES))
        painter.setPen(pen)
        painter.drawLine(middle - QPointF(SIZE / 2, 0), middle + QPointF(SIZE / 2, 0))
    elif sign is Sign.FLAG:
        painter.setBrush(look.color("amber"))
        at = middle + QPointF(-5, -7)
        painter.drawRect(QRectF(at, at + QPointF(1.6, 14)))
        corners = (QPointF(1.6, 0), QPointF(12, 0), QPointF(9, 4), QPointF(12, 8), QPointF(1.6, 8))
        painter.drawPolygon(QPolygonF([at + corner for corner in corners]))
    elif sign is Sign.SQUARE:
        painter.drawRect(QRectF(middle.x() - SQUARE, middle.y() - SQUARE, 2 * SQUARE, 2 * SQUARE))
    else:
        hollow = sign is Sign.HOLLOW
        if hollow:
            painter.setPen(QPen(navy, RIM))
            painter.setBrush(look.color("bg"))
        painter.drawEllipse(middle, 5.5 if hollow else 6.5, 5.5 if hollow else 6.5)


def paint_legend(
    painter: QPainter, look: Look, entries: Sequence[tuple[Sign, str]], at: QPointF, width: float
) -> float:
    """Paint marks with their words from `at` on, in rows of `width`. Returns the height they take."""
    metrics = QFontMetricsF(look.font("small"))
    row = max(float(SIZE), metrics.height()) + 4
    x, y = at.x(), at.y()
    for sign, words in entries:
        wide = SIZE + GAP + metrics.horizontalAdvance(words)
        if x > at.x() and x + wide > at.x() + width:
            x, y = at.x(), y + row
        paint_sign(painter, look, sign, QPointF(x + SIZE / 2, y + row / 2))
        painter.setFont(look.font("small"))
        painter.setPen(look.color("ink2"))
        base = y + row / 2 + (metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(x + SIZE + GAP, base), words)
        x += wide + BETWEEN
    return y + row - at.y() if entries else 0.0


class _Mark(QWidget):
    def __init__(self, look: Look, sign: Sign) -> None:
        super().__init__()
        self._look = look
        self._sign = sign
        self.setFixedSize(SIZE, SIZE)
        look.themes.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_sign(painter, self._look, self._sign, QPointF(SIZE / 2, SIZE / 2))


class Legend(QWidget):
    """Marks with their words, in one row, or in several where one is full."""

    def __init__(self, look: Look, entries: Sequence[tuple[Sign, str]]) -> None:
        super().__init__()
        self._look = look
        self.entries: tuple[tuple[Sign, str], ...] = ()
        self._flow = FlowLayout(self, gap=BETWEEN, row_gap=GAP)
        self.show_entries(entries)

    def show_entries(self, entries: Sequence[tuple[Sign, str]]) -> None:
        """Show these in place of what was there."""
        if tuple(entries) == self.entries:
            return
        self.entries = tuple(entries)
        clear(self._flow)
        for sign, words in self.entries:
            pair = QWidget()
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(GAP)
            row.addWidget(_Mark(self._look, sign))
            row.addWidget(label(self._look, words, "small", "ink2"))
            self._flow.addWidget(pair)
        self.updateGeometry()
