"""A picture of a stretch on a card, with its name and dose underneath."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stretchplayer.ui.widgets.parts import label

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from stretchplayer.core.catalogue import Side
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

RADIUS = 14.0
INSET = 6


class Thumbnail(QWidget):
    """The picture alone."""

    def __init__(self, look: Look, pictures: Pictures, pose: str, side: Side | None, size: QSize) -> None:
        super().__init__()
        self._look = look
        self._pictures = pictures
        self._pose = pose
        self._side = side
        self.setFixedSize(size)
        pictures.ready.connect(self.update)
        look.themes.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.color("line"), 1))
        painter.setBrush(self._look.color("halo"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        size = self.size() - QSize(2 * INSET, 2 * INSET)
        dark = self._look.themes.theme.is_dark
        picture = self._pictures.get(self._pose, self._side, size, self.devicePixelRatioF(), dark)
        if picture is not None:
            painter.drawPixmap(INSET, INSET, picture)


class ThumbnailCard(QWidget):
    """Picture, name and dose."""

    def __init__(
        self, look: Look, thumbnail: Thumbnail, name: str, dose: str, picture_in_words: str, *, doses: bool
    ) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(thumbnail)
        layout.addSpacing(6)
        title = label(look, name, "section")
        title.setMaximumWidth(thumbnail.width() + 12)
        layout.addWidget(title)
        if doses:
            layout.addWidget(label(look, dose, "small", "ink2"))
        layout.addStretch(1)
        layout.setAlignment(Qt.AlignmentFlag.AlignLeft)
        thumbnail.setAccessibleName(f"Picture: {picture_in_words}")
        self.setToolTip(f"{name}, {dose}")
