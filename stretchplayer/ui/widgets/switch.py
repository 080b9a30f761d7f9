"""On or off, with a tick that says which beside the colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QCheckBox

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from stretchplayer.ui.look import Look

WIDTH, HEIGHT = 52, 30
TARGET = 44  # high enough to hit
KNOB = 22.0
TICK_PX = 2.5
TICK = ((9.5, 15.5), (13.0, 19.0), (20.0, 11.5))  # from the upper left of the track


class Switch(QCheckBox):
    """A check box drawn as a switch; Space turns it."""

    def __init__(self, look: Look, name: str) -> None:
        """`name` is read out with its state."""
        super().__init__()
        self._look = look
        self.setAccessibleName(name)
        self.setProperty("corner", HEIGHT // 2)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(WIDTH, TARGET)
        look.themes.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, TARGET)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look, on = self._look, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(0, (self.height() - HEIGHT) / 2, WIDTH, HEIGHT)
        able = self.isEnabled()
        painter.setPen(Qt.PenStyle.NoPen if on else QPen(look.color("line2" if able else "keyln"), 1.5))
        painter.setBrush(look.color(("teal" if able else "ink3") if on else "sunk"))
        inset = 0.0 if on else 0.75
        painter.drawRoundedRect(body.adjusted(inset, inset, -inset, -inset), HEIGHT / 2, HEIGHT / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("onteal" if on else "line2" if able else "keyln"))
        margin = (HEIGHT - KNOB) / 2
        left = body.right() - margin - KNOB if on else body.left() + margin
        painter.drawEllipse(QRectF(left, body.top() + margin, KNOB, KNOB))
        if on:
            pen = QPen(look.color("onteal"), TICK_PX)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolyline([QPointF(x, body.top() + y) for x, y in TICK])
