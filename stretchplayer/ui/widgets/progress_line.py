"""How far something has got, as a line that fills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QProgressBar

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from stretchplayer.ui.look import Look

HEIGHT = 8


class ProgressLine(QProgressBar):
    """A rounded line; screen readers are told its percentage."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName(name)
        self.setRange(0, 100)
        self.setTextVisible(False)
        self.setFixedHeight(round(HEIGHT * look.text_scale))

    def show_share(self, share: float) -> None:
        """Fill this share of it, 0 to 1."""
        self.setValue(round(100 * share))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the track, and what is done on it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        radius = whole.height() / 2
        painter.setBrush(self._look.color("seg"))
        painter.drawRoundedRect(whole, radius, radius)
        done = QRectF(whole)
        done.setWidth(whole.width() * self.value() / self.maximum())
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            done.moveRight(whole.right())
        painter.setClipRect(done)
        painter.setBrush(self._look.color("teal"))
        painter.drawRoundedRect(whole, radius, radius)
