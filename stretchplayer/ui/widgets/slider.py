"""A number on a line, with its words beside it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from stretchplayer.ui.widgets.parts import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QMouseEvent, QPaintEvent, QWheelEvent

    from stretchplayer.ui.look import Look

HEIGHT = 44
LINE = 6.0
KNOB = 26.0
WIDTH = 176  # the line and half a knob at each end
GAP = 6


class _Line(QSlider):
    """The line and its knob. Arrows go one step, Page Up and Down some.

    Its numbers are the real ones without their point (90 for 0.90), since a screen reader says them.
    """

    def __init__(self, look: Look, name: str, low: int, high: int, step: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._look = look
        self.setRange(low, high)
        self.setSingleStep(step)
        self.setPageStep(step * min(5, max(1, (high - low) // step // 4)))
        self.setAccessibleName(name)
        self.setProperty("corner", 22)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(WIDTH, HEIGHT)
        self.setMaximumHeight(HEIGHT)
        look.themes.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEIGHT)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page unless the line has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to where it was pressed."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go(event.position())
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if self.isSliderDown():
            self._go(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        del event
        self.setSliderDown(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line up to the knob in the main colour, the rest quieter."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        line = QRectF(KNOB / 2, middle - LINE / 2, self.width() - KNOB, LINE)
        at = line.left() + line.width() * (self.value() - self.minimum()) / max(
            1, self.maximum() - self.minimum()
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("seg"))
        painter.drawRoundedRect(line, LINE / 2, LINE / 2)
        ink = self._look.color("teal" if self.isEnabled() else "ink3")
        painter.setBrush(ink)
        painter.drawRoundedRect(QRectF(line.left(), line.top(), at - line.left(), LINE), LINE / 2, LINE / 2)
        painter.setPen(QPen(ink, 3))
        painter.setBrush(self._look.color("raise"))
        painter.drawEllipse(QPointF(at, middle), KNOB / 2 - 1.5, KNOB / 2 - 1.5)

    def _go(self, at: QPointF) -> None:
        share = (at.x() - KNOB / 2) / max(1.0, self.width() - KNOB)
        steps = round(min(max(share, 0.0), 1.0) * (self.maximum() - self.minimum()) / self.singleStep())
        self.setValue(self.minimum() + steps * self.singleStep())


class LabelledSlider(QWidget):
    """Emits `changed` with the new value when the user moves the knob."""

    changed = Signal(float)

    def __init__(
        self, look: Look, name: str, low: float, high: float, step: float, words: Callable[[float], str]
    ) -> None:
        """`words` says a value, for instance "2.5 m"; it is read out, too."""
        super().__init__()
        self._words = words
        self._scale: int = 10 ** max(_decimals(low), _decimals(step))
        self.line = _Line(look, name, self._whole(low), self._whole(high), self._whole(step))
        self.words = label(look, "", "section")
        said = (words(low + place * step) for place in range(round((high - low) / step) + 1))
        self.words.setMinimumWidth(max(self.words.fontMetrics().horizontalAdvance(one) for one in said))
        self.words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.line, 1)
        row.addWidget(self.words)
        self.setFocusProxy(self.line)
        self.line.valueChanged.connect(self._tell)
        self._show()

    def value(self) -> float:
        """The number as it stands."""
        low, step = self.line.minimum(), self.line.singleStep()
        return (low + round((self.line.value() - low) / step) * step) / self._scale

    def set_value(self, value: float) -> None:
        """Show another number without telling anybody."""
        blocked = self.line.blockSignals(True)
        self.line.setValue(self._whole(value))
        self.line.blockSignals(blocked)
        self.line.update()
        self._show()

    def _whole(self, value: float) -> int:
        return round(value * self._scale)

    def _tell(self) -> None:
        self._show()
        self.changed.emit(self.value())

    def _show(self) -> None:
        words = self._words(self.value())
        self.words.setText(words)
        self.line.setAccessibleDescription(words)


def _decimals(value: float) -> int:
    """How many digits follow the point."""
    return max(0, -int(Decimal(str(value)).as_tuple().exponent))
