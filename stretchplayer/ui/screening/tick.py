"""A sentence to tick: the box is large, and a press anywhere on its card turns it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout

from stretchplayer.ui.widgets.parts import label

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from stretchplayer.ui.look import Look

TARGET, BOX = 44, 30.0
RADIUS = 8.0
TICK = ((-8.0, 0.5), (-2.5, 6.0), (8.0, -6.0))


class Box(QCheckBox):
    """The box alone; Space and Enter turn it."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName(name)
        self.setFixedSize(TARGET, TARGET)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.themes.changed.connect(self.update)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color, on = self._look.color, self.isChecked()
        inset = (TARGET - BOX) / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.setPen(QPen(color("teal" if on else "line2"), 2))
        painter.setBrush(color("teal" if on else "raise"))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        if on:
            pen = QPen(color("onteal"), 3)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF([box.center() + QPointF(x, y) for x, y in TICK]))


class Tick(QFrame):
    """A box and its sentence on a card. It is never ticked by itself."""

    toggled = Signal(bool)

    def __init__(self, look: Look, words: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.box = Box(look, words)
        self.box.toggled.connect(self.toggled)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 20, 12)
        row.setSpacing(12)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        self.words = label(look, words, "body", wrap=True)
        self.words.setMinimumHeight(TARGET)
        self.words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1)
        self.setFocusProxy(self.box)

    @property
    def is_ticked(self) -> bool:
        """Whether it is."""
        return self.box.isChecked()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The whole card turns it."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.box.click()
            self.box.setFocus(Qt.FocusReason.MouseFocusReason)
        else:
            super().mousePressEvent(event)
