"""What lies over the list while an item is on its way: where it was, where it would go, its picture."""

from __future__ import annotations

from math import asin, sin
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from stretchplayer.ui.editor.item_row import RADIUS

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from stretchplayer.ui.look import Look

LINE = 3.0  # of the place where an item would come to lie
LINE_INSET, LINE_END = 8.0, 5.0  # its end is seen beside the picture that lies over it
OPACITY = 0.98
SHADE = QColor(40, 32, 20)
SHADE_ALPHA = 0.22
SHADE_DOWN, SHADE_BLUR = 18, 30
SHADE_INSET = SHADE_BLUR  # at the sides it has faded where the list ends
STEPS = 28


class DragLayer(QWidget):
    """Lies over everything the list scrolls with, so that the shadow is not cut off where the list ends."""

    def __init__(self, look: Look, of: QWidget) -> None:
        super().__init__(of)
        self._look = look
        self._list = of
        self.line_y: float | None = None  # heights are those of the list
        self.slot: QRect | None = None
        self.ghost: QPixmap | None = None
        self.ghost_y = 0.0
        self._shadow: QPixmap | None = None
        self._origin = QPoint()  # of the list in what it scrolls with
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.hide()

    def begin(self) -> None:
        """Lie over the list, with nothing to show yet."""
        over = self._list.parentWidget() or self._list
        self.setParent(over)
        self.setGeometry(over.rect())
        self._origin = self._list.mapTo(over, QPoint(0, 0))
        self.show()
        self.raise_()

    def carry(self, row: QWidget) -> None:
        """Have this row's picture under the pointer, and an empty place where it was."""
        self.ghost = row.grab()
        self.slot = row.geometry()
        self._shadow = None if self._look.themes.theme.is_dark else _shadow(self.ghost)

    def end(self) -> None:
        """Show nothing any more."""
        self.ghost = self.slot = self.line_y = self._shadow = None
        self.hide()

    @property
    def has_shadow(self) -> bool:
        """Whether what is carried casts one: not on dark ground."""
        return self._shadow is not None

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self._origin)
        width = self._list.width()
        if self.slot is not None:
            self._paint_slot(painter, QRectF(self.slot))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("teal"))
        if self.line_y is not None:
            line = QRectF(LINE_INSET, self.line_y - LINE / 2, width - 2 * LINE_INSET, LINE)
            painter.drawRoundedRect(line, LINE / 2, LINE / 2)
        if self.ghost is not None:
            if self._shadow is not None:
                at = QPointF(SHADE_INSET - SHADE_BLUR, self.ghost_y + SHADE_DOWN - SHADE_BLUR)
                painter.drawPixmap(at, self._shadow)
            painter.setOpacity(OPACITY)
            painter.drawPixmap(QPoint(0, round(self.ghost_y)), self.ghost)
            painter.setOpacity(1.0)
        if self.line_y is not None:
            painter.drawEllipse(QPointF(LINE_END, self.line_y), LINE_END, LINE_END)

    def _paint_slot(self, painter: QPainter, box: QRectF) -> None:
        painter.fillRect(box, self._look.color("bg"))
        pen = QPen(self._look.color("line2"), 2.0)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS, RADIUS)


def _shadow(of: QPixmap) -> QPixmap:
    """A soft shade as large as this, `SHADE_INSET` narrower at each side; painted once, moved often."""
    size = of.deviceIndependentSize()
    wide, high = size.width() - 2 * SHADE_INSET, size.height()
    dpr = of.devicePixelRatioF()
    made = QPixmap(round((wide + 2 * SHADE_BLUR) * dpr), round((high + 2 * SHADE_BLUR) * dpr))
    made.setDevicePixelRatio(dpr)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    step_alpha = 1 - (1 - SHADE_ALPHA) ** (1 / STEPS)  # all steps together are as dark as is wanted
    painter.setBrush(QColor.fromRgbF(0, 0, 0, step_alpha))
    whole = QRectF(0, 0, wide + 2 * SHADE_BLUR, high + 2 * SHADE_BLUR)
    for step in range(STEPS):
        inset = 2 * SHADE_BLUR * _eased((step + 0.5) / STEPS)
        radius = RADIUS + SHADE_BLUR - inset / 2
        painter.drawRoundedRect(whole.adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(whole, SHADE)
    painter.end()
    return made


def _eased(share: float) -> float:
    """Where a smooth step has come to this share, so that the shade has no edge."""
    return 0.5 - sin(asin(1 - 2 * share) / 3)
