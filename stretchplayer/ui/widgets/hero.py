"""The large panel of Today: what is next, one button to begin, and a figure that bleeds off the edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from stretchplayer.ui.widgets.parts import Button, clear, label, restyle

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QLabel, QPushButton

    from stretchplayer.core.catalogue import Side
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

RADIUS = 28.0
EDGE = 2.0
HEIGHT, SMALL_HEIGHT, LARGE_HEIGHT, LOW_HEIGHT = 318, 236, 380, 290
FIGURE_SHARE, SMALL_FIGURE_SHARE = 0.535, 0.51  # of the width
BLEED = 0.012  # of the figure's box, beyond the right edge
TEXT_SHARE, SMALL_TEXT_SHARE = 46, 49  # hundredths of the width
HALO = 192.0  # radius at the usual height
HALO_RING = 4.0
HALO_GAP = 16.0
HALO_ALPHA = 0.72


class Hero(QWidget):
    """Words and the main button on the left, the picture on the right."""

    def __init__(self, look: Look, pictures: Pictures) -> None:
        super().__init__()
        self._look = look
        self._pictures = pictures
        self._pose: tuple[str, Side | None] | None = None
        self._small = False
        self._plain = False
        self.kicker = label(look, "Next", "section", "tealtx")
        self.title = label(look, "", "display", wrap=True)
        self.about = label(look, "", "body", "ink2", wrap=True)
        self.start = Button(look, "Start", "primary", icon="play-fill", icon_px=26)
        self.start.setProperty("corner", 18)
        self.links = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self.links.setSpacing(0)
        self.rule = label(look, "", "note", "ink2", wrap=True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._build()
        self.fit(small=False, large=False)
        pictures.ready.connect(self.update)
        look.themes.changed.connect(self.update)

    def show_pose(self, pose: str, side: Side | None) -> None:
        """Show this picture when it can be had."""
        self._pose = (pose, side)
        self.update()

    def add_link(self, link: QPushButton) -> None:
        """Put another way to begin beside the button."""
        self.links.addWidget(link)

    def clear_links(self) -> None:
        """Take the other ways to begin away."""
        clear(self.links)

    def fit(self, *, small: bool, large: bool, low: bool = False, plain: bool = False) -> None:
        """Take the form for small windows, for large ones, or the usual one.

        `low` gives room to something else on the page; `plain` is without figure.
        """
        self._small = small
        self._plain = plain
        height = SMALL_HEIGHT if small else LARGE_HEIGHT if large else LOW_HEIGHT if low else HEIGHT
        self.setMinimumHeight(round(height * max(1.0, self._look.text_scale)))
        self.title.setFont(self._look.font("display-small" if small else "display"))
        self.start.setFont(self._look.font("start-small" if small else "start"))
        self.start.setProperty("scale", "start-small" if small else "start")
        restyle(self.start)
        self._words.setContentsMargins(*((26, 22, 24, 14) if small else (36, 30, 24, 24)))
        for space, (least, usual) in zip(self._spaces, ((6, 10), (2, 6), (14, 20)), strict=True):
            space.setFixedHeight(least if small else usual)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self.links.setDirection(across if small else down)
        share = 100 if plain else SMALL_TEXT_SHARE if small else TEXT_SHARE
        for row in self._rows:
            row.setStretch(0, share)
            row.setStretch(1, 100 - share)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the halo, and the figure once it can be had."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.setClipPath(frame)
        painter.fillPath(frame, self._look.color("tint"))
        if not self._plain:
            self._paint_halo(painter)
            self._paint_figure(painter)
        painter.setClipping(False)
        painter.setPen(QPen(self._look.color("edge"), EDGE))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = EDGE / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)

    def _build(self) -> None:
        self._words = QVBoxLayout(self)
        self._words.setSpacing(0)
        self._spaces = [QWidget() for _ in range(3)]
        self._rows: list[QHBoxLayout] = []
        for part, space in zip((self.kicker, self.title, self.about), self._spaces, strict=True):
            self._add_words(part)
            self._words.addWidget(space)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.start)
        row.addLayout(self.links)
        row.addStretch(1)
        self._words.addLayout(row)
        self._words.addSpacing(8)
        self._words.addStretch(1)
        self._add_words(self.rule)

    def _add_words(self, words: QLabel) -> None:
        """Words that leave room for the figure beside them."""
        row = QHBoxLayout()
        row.addWidget(words)
        row.addStretch(1)
        self._rows.append(row)
        self._words.addLayout(row)

    def _figure_box(self) -> QRectF:
        """As wide as in the drawing, and a little beyond the right edge."""
        width = self.width() * (SMALL_FIGURE_SHARE if self._small else FIGURE_SHARE)
        return QRectF(self.width() - width * (1 - BLEED), 0, width, self.height())

    def _paint_halo(self, painter: QPainter) -> None:
        box = self._figure_box()
        centre = QPointF(box.left() + box.width() * 0.46, self.height() * 0.475)
        radius = HALO * (self.height() / HEIGHT)
        painter.setPen(QPen(self._look.color("halo"), HALO_RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, radius, radius)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("halo"))
        painter.setOpacity(HALO_ALPHA)
        painter.drawEllipse(centre, radius - HALO_GAP, radius - HALO_GAP)
        painter.setOpacity(1.0)

    def _paint_figure(self, painter: QPainter) -> None:
        if self._pose is None:
            return
        box = self._figure_box()
        size = QSize(round(box.width()), round(box.height() * 0.94))
        scheme = self._look.themes.theme.scheme
        picture = self._pictures.get(*self._pose, size, self.devicePixelRatioF(), scheme)
        if picture is not None:
            painter.drawPixmap(QPointF(box.x(), self.height() * 0.03), picture)
