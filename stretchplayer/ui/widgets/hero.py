"""The large panel of Today: what is next, one button to begin, and a figure that bleeds off the edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stretchplayer.ui.widgets.parts import Button, label

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from stretchplayer.core.catalogue import Side
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

RADIUS = 28.0
HALO = 190.0
WIDE_FROM = 900  # below this the hero is the small one


class Hero(QWidget):
    """Words and the main button on the left, the picture on the right."""

    def __init__(self, look: Look, pictures: Pictures) -> None:
        super().__init__()
        self._look = look
        self._pictures = pictures
        self._pose: tuple[str, Side | None] | None = None
        self.kicker = label(look, "Next", "section", "tealtx")
        self.title = label(look, "", "display")
        self.about = label(look, "", "body", "ink2", wrap=True)
        self.start = Button(look, " Start", "primary", icon="play-fill")
        self.start.setProperty("scale", "start")
        self.start.setFont(look.font("start"))
        self.start.setIconSize(QSize(26, 26))
        self.links = QHBoxLayout()
        self.links.setSpacing(4)
        self.rule = label(look, "", "note", "ink2", wrap=True)
        self._build()
        pictures.ready.connect(self.update)
        look.themes.changed.connect(self.update)
        self._fit(self.width())

    def show_pose(self, pose: str, side: Side | None) -> None:
        """Show this picture when it can be had."""
        self._pose = (pose, side)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the parts to the new size."""
        self._fit(event.size().width())
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.setClipPath(frame)
        painter.fillPath(frame, self._look.color("tint"))
        self._paint_halo(painter)
        self._paint_figure(painter)

    def _build(self) -> None:
        words = QVBoxLayout(self)
        words.setContentsMargins(36, 30, 36, 24)
        words.setSpacing(0)
        words.addWidget(self.kicker)
        words.addSpacing(6)
        words.addWidget(self.title)
        words.addSpacing(4)
        words.addWidget(self.about)
        words.addSpacing(18)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.start)
        row.addLayout(self.links)
        row.addStretch(1)
        words.addLayout(row)
        words.addStretch(1)
        words.addWidget(self.rule)

    def _fit(self, width: int) -> None:
        self.setMinimumHeight(round((318 if width >= WIDE_FROM else 236) * max(1.0, self._look.text_scale)))
        layout = self.layout()
        if layout is not None:
            top, bottom = (30, 24) if width >= WIDE_FROM else (20, 14)
            layout.setContentsMargins(36 if width >= WIDE_FROM else 26, top, 24, bottom)
        self.about.setMaximumWidth(round(width * 0.46))
        self.rule.setMaximumWidth(round(width * 0.46))

    def _figure_box(self) -> QRectF:
        """The figure is as wide as in the drawing and ends a little beyond the right edge."""
        width = min(580.0, self.width() * 0.6) if self.width() >= WIDE_FROM else self.width() * 0.53
        return QRectF(self.width() - width + 30, 0, width, self.height())

    def _paint_halo(self, painter: QPainter) -> None:
        box = self._figure_box()
        centre = QPointF(box.center().x() - 10, self.height() * 0.47)
        radius = HALO * (self.height() / 318)
        painter.setPen(QPen(self._look.color("halo"), 4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, radius, radius)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("halo"))
        painter.setOpacity(0.72)
        painter.drawEllipse(centre, radius - 16, radius - 16)
        painter.setOpacity(1.0)

    def _paint_figure(self, painter: QPainter) -> None:
        if self._pose is None:
            return
        box = self._figure_box()
        size = QSize(round(box.width()), round(box.height() * 0.94))
        dark = self._look.themes.theme.is_dark
        picture = self._pictures.get(*self._pose, size, self.devicePixelRatioF(), dark)
        if picture is not None:
            painter.drawPixmap(QPointF(box.x(), self.height() * 0.05), picture)
