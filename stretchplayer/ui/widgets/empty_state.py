"""What a page shows before there is anything to show: a picture, a sentence, something to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from stretchplayer.ui.widgets.parts import label

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QPushButton

    from stretchplayer.core.catalogue import Side
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

SHAPE = 1.3  # width to height of the picture
TEXT_WIDTH = 600
LEAST_HEIGHT = 150
MOST_HEIGHT = 380


class Scene(QWidget):
    """A figure before its halo, as large as there is room."""

    def __init__(
        self, look: Look, pictures: Pictures, pose: str, side: Side | None = None, *, largest: float = 1.0
    ) -> None:
        """`largest` is how much larger than in the drawing it may get."""
        super().__init__()
        self._largest = largest
        self._look = look
        self._pictures = pictures
        self._pose = pose
        self._side = side
        self.setMinimumHeight(LEAST_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        pictures.ready.connect(self.update)
        look.themes.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """The least that shows something; the layout gives it what room there is."""
        return QSize(round(LEAST_HEIGHT * SHAPE), LEAST_HEIGHT)

    def show_pose(self, pose: str, side: Side | None) -> None:
        """Show another picture."""
        self._pose, self._side = pose, side
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the halo, and the figure once it can be had."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = min(float(self.height()), self.width() / SHAPE, MOST_HEIGHT * self._largest)
        middle = QPointF(self.width() / 2, self.height() / 2)
        painter.setPen(QPen(self._look.color("ring"), 5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, height * 0.48, height * 0.48)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("halo"))
        painter.drawEllipse(middle, height * 0.43, height * 0.43)
        size = QSize(round(height * SHAPE), round(height * 0.86))
        scheme = self._look.themes.theme.scheme
        picture = self._pictures.get(self._pose, self._side, size, self.devicePixelRatioF(), scheme)
        if picture is not None:
            painter.drawPixmap(middle - QPointF(size.width() / 2, size.height() / 2), picture)


class EmptyState(QWidget):
    """Picture, headline, text and buttons, one under the other in the middle."""

    def __init__(self, look: Look, pictures: Pictures, pose: str, title: str, text: str) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 16, 0, 16)
        layout.setSpacing(0)
        layout.addWidget(Scene(look, pictures, pose), 1)
        layout.addSpacing(24)
        headline = label(look, title, "title", wrap=True)
        words = label(look, text, "body", "ink2", wrap=True)
        for line in (headline, words):
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            line.setMaximumWidth(TEXT_WIDTH)
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(line, 100)
            row.addStretch(1)
            layout.addLayout(row)
            layout.addSpacing(8)
        layout.addSpacing(10)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(12)
        self._buttons.addStretch(1)
        self._buttons.addStretch(1)
        layout.addLayout(self._buttons)

    def add(self, button: QPushButton) -> None:
        """Put a button at the end of the row."""
        self._buttons.insertWidget(self._buttons.count() - 1, button)
