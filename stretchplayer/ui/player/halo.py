"""Halo, breath disc, ring and figure: one picture, painted in that order.

What stands still between two frames is kept as pixmaps: ground with halo and track, and the ring as
a texture with the figure's outline already cut out. A frame is then a copy, two discs, an arc and
the figure. Measures are device pixels inside the pictures, logical ones outside.
"""

from __future__ import annotations

import logging
import math
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QPixmap, QTransform

from stretchplayer.core.errors import StretchPlayerError
from stretchplayer.ui.player.moment import RingLook
from stretchplayer.ui.player.paint import mix, scheme_of

if TYPE_CHECKING:
    from stretchplayer.core.scheme import ColourScheme
    from stretchplayer.ui.player.board import Board, RingPlace
    from stretchplayer.ui.player.figure_cue import FigureCue
    from stretchplayer.ui.player.moment import Breath
    from stretchplayer.ui.player.paint import Colors

log = logging.getLogger(__name__)

CUT_UNITS = 6.0  # the ring never touches a face or a hand
BREATH_FILL = 0.11
BREATH_EDGE = 0.42
BREATH_EDGE_UNITS = 3.0
MOST_COVERED = 0.5  # of the ring; a figure that hides more of it, seen from above, is drawn smaller
SMALLER = 0.72
SAMPLES, OPAQUE = 72, 127
CUTS = 3  # start and hold of this side, and what comes next
FLASH = 0.35  # of white
READY_ARCS = 5
READY_GAP_DEGREES = 12.0  # between the middles of the round ends
DEGREE = 16  # Qt's arcs are in sixteenths

LOOK_COLORS = {
    RingLook.WORK: "teal",
    RingLook.READY: "breath",
    RingLook.REST: "line2",
    RingLook.EASED: "amber",
    RingLook.PAUSED: "line2",
}


class FigureView(Protocol):
    """The drawn person in a box of logical pixels."""

    def set_box(self, width: float, height: float, ratio: float) -> None:
        """Size in logical pixels and device pixels to one of them."""

    def set_scheme(self, scheme: ColourScheme) -> None:
        """Which palette."""

    def show(self, cue: FigureCue) -> None:
        """What the next frame shows."""

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        """Mat, shadow, figure and glow, with the box's corner at (x, y)."""

    def outline(self, grow: float) -> QImage:
        """Silhouette of figure and mat in the box, grown by `grow` logical pixels: its alpha counts."""

    def outline_key(self) -> object:
        """Changes when the outline of the shown pose does."""


class NewFigure(Protocol):
    """Makes a drawn person for one view."""

    def __call__(self, *, film: bool = False) -> FigureView:
        """With `film` all of the movement fills the box; else there is room for the ring below the mat."""


@dataclass(frozen=True, slots=True)
class HaloFrame:
    """One frame."""

    look: RingLook
    left: float  # share of the ring still full
    breath: Breath | None
    cue: FigureCue
    flash: bool = False  # the ring is a step brighter: what a tone is to the ear


class _Cut:
    """What is painted once for an outline: the ring with the figure left out, and the ground."""

    def __init__(self, outline: QImage | None) -> None:
        self.outline = outline
        self.ground: QPixmap | None = None
        self.textures: dict[tuple[str, bool], QPixmap] = {}


class Halo:
    """Paints frames of one ring at one place."""

    def __init__(self, place: RingPlace, colors: Colors, figure: FigureView) -> None:
        """`figure` belongs to this halo alone: it is sized for it."""
        self.place = place
        self._colors = colors
        self._figure = figure
        self._board: Board | None = None
        self._ratio = 1.0
        self._scale = 1.0  # of the figure's box
        self._scales: dict[str, float] = {}  # of poses that would cover too much of the ring
        self._cuts: OrderedDict[object, _Cut] = OrderedDict()
        self._cut = _Cut(None)

    def set_place(self, place: RingPlace) -> None:
        """Another board."""
        self.place = place
        self._resize()

    def set_board(self, board: Board, ratio: float) -> None:
        """Follow the widget's size and screen."""
        if board == self._board and ratio == self._ratio:
            return
        self._board, self._ratio = board, ratio
        self._resize()

    def set_colors(self, colors: Colors) -> None:
        """Follow the theme."""
        self._colors = colors
        self._figure.set_scheme(scheme_of(colors))
        self._forget()

    def _resize(self) -> None:
        self._scales.clear()
        if self._board is not None:
            self._set_scale(1.0)
            self._figure.set_scheme(scheme_of(self._colors))
        self._forget()

    def _set_scale(self, scale: float) -> None:
        assert self._board is not None
        self._scale = scale
        box = self._figure_box()
        self._figure.set_box(box.width(), box.height(), self._ratio)

    def _figure_box(self) -> QRectF:
        """Where the figure is, logical pixels: smaller ones keep its middle."""
        assert self._board is not None
        box = self._board.rect(self.place.figure)
        dx, dy = box.width() * (1 - self._scale) / 2, box.height() * (1 - self._scale) / 2
        return box.adjusted(dx, dy, -dx, -dy)

    def _forget(self) -> None:
        self._cuts.clear()

    def area(self) -> QRect:
        """Logical pixels that a frame may change."""
        assert self._board is not None
        return self._board.pixels(self.place.box)

    def paint(self, painter: QPainter, frame: HaloFrame) -> bool:
        """Paint one frame, ground included. False when the figure could not be drawn: the ring goes on."""
        assert self._board is not None
        drawn = self._pose(frame.cue)
        area = self.area()
        painter.drawPixmap(area.topLeft(), self._ground_pixmap(area))
        if frame.breath is not None and drawn:  # words in its place are easier to read without it
            self._paint_breath(painter, frame.breath)
        if frame.look is not RingLook.NONE:
            self._paint_arcs(painter, frame)
        if drawn:
            box = self._figure_box()
            self._figure.paint(painter, box.x(), box.y())
        return drawn

    def prepare(self, cue: FigureCue) -> None:
        """Have the ring cut for this cue before it is shown, while there is time."""
        if self._board is not None and self._pose(cue):
            self._ground_pixmap(self.area())

    # ---- parts -------------------------------------------------------------------------------

    def _centre(self) -> QPointF:
        assert self._board is not None
        return self._board.point(self.place.x, self.place.y)

    def _ring_rect(self) -> QRectF:
        assert self._board is not None
        radius = self.place.radius * self._board.u
        return QRectF(self._centre() - QPointF(radius, radius), self._centre() + QPointF(radius, radius))

    def _pose(self, cue: FigureCue) -> bool:
        """Show `cue`, and cut the ring anew when its outline is another."""
        assert self._board is not None
        if not cue.pose:  # a stretch without a picture
            return self._show_none(("none", ""))
        scale = self._scales.get(cue.pose, 1.0)
        if scale != self._scale:
            self._set_scale(scale)
        self._figure.show(cue)
        try:
            key = self._figure.outline_key()
            if key not in self._cuts:
                outline = self._figure.outline(CUT_UNITS * self._board.u)
                if scale == 1.0 and self._covered(outline) > MOST_COVERED:
                    self._scales[cue.pose] = SMALLER
                    return self._pose(cue)
                self._keep(key, outline)
        except StretchPlayerError as error:
            none = ("none", cue.pose)
            if none not in self._cuts:
                log.warning("the figure of %s cannot be drawn: %s", cue.pose, error)
            return self._show_none(none)
        self._cuts.move_to_end(key)
        self._cut = self._cuts[key]
        return self._cut.outline is not None

    def _show_none(self, key: object) -> bool:
        """Leave the ring whole."""
        if key not in self._cuts:
            self._keep(key, None)
        self._cuts.move_to_end(key)
        self._cut = self._cuts[key]
        return False

    def _covered(self, outline: QImage) -> float:
        """Share of the ring that an outline hides."""
        if outline.isNull():
            return 0.0
        box, centre = self._figure_box(), self._centre()
        assert self._board is not None
        radius = self.place.radius * self._board.u
        hidden = 0
        for sample in range(SAMPLES):
            angle = 2 * math.pi * sample / SAMPLES
            x = (centre.x() + radius * math.cos(angle) - box.x()) / box.width() * outline.width()
            y = (centre.y() + radius * math.sin(angle) - box.y()) / box.height() * outline.height()
            if 0 <= x < outline.width() and 0 <= y < outline.height():
                hidden += outline.pixelColor(int(x), int(y)).alpha() > OPAQUE
        return hidden / SAMPLES

    def _keep(self, key: object, outline: QImage | None) -> None:
        self._cuts[key] = _Cut(outline)
        if len(self._cuts) > CUTS:
            self._cuts.popitem(last=False)

    def _ground_pixmap(self, area: QRect) -> QPixmap:
        if self._cut.ground is None:
            self._cut.ground = self._paint_ground(area)
        return self._cut.ground

    def _paint_ground(self, area: QRect) -> QPixmap:
        assert self._board is not None
        u, color = self._board.u, self._colors.color
        pixmap = QPixmap(area.size() * self._ratio)
        pixmap.setDevicePixelRatio(self._ratio)
        pixmap.fill(color("bg"))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-QPointF(area.topLeft()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("halo"))
        painter.drawEllipse(self._centre(), self.place.halo * u, self.place.halo * u)
        painter.setPen(self._pen("ring"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(self._ring_rect())
        painter.end()
        return pixmap

    def _paint_breath(self, painter: QPainter, breath: Breath) -> None:
        """Two opaque discs, mixed beforehand: much faster than translucent ones."""
        assert self._board is not None
        u, color = self._board.u, self._colors.color
        radius = self.place.halo * u * breath.disc
        half = BREATH_EDGE_UNITS * u / 2
        painter.setPen(Qt.PenStyle.NoPen)
        for share, reach in ((BREATH_EDGE, half), (BREATH_FILL, -half)):
            painter.setBrush(mix(color("breath"), color("halo"), share * breath.strength))
            painter.drawEllipse(self._centre(), radius + reach, radius + reach)

    def _paint_arcs(self, painter: QPainter, frame: HaloFrame) -> None:
        """Full at the start, emptying clockwise from the top."""
        look = frame.look
        gone = 360 * (1 - max(0.0, min(1.0, frame.left)))
        painter.setPen(self._pen(LOOK_COLORS[look], bright=frame.flash))
        rect = self._ring_rect()
        if look is not RingLook.READY:
            if gone < 0.05:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(rect)
            elif gone < 359.9:
                _draw_arc(painter, rect, gone, 360)
            return
        step = 360 / READY_ARCS
        for arc in range(READY_ARCS):
            first = arc * step + READY_GAP_DEGREES / 2
            last = (arc + 1) * step - READY_GAP_DEGREES / 2
            if last > gone:
                _draw_arc(painter, rect, max(first, gone), last)

    def _pen(self, token: str, *, bright: bool = False) -> QPen:
        """A pen that paints the ring with the figure's outline left out."""
        assert self._board is not None
        brush = QBrush(self._texture(token, bright))
        area = self.area()
        scale = 1 / self._ratio
        brush.setTransform(QTransform(scale, 0, 0, scale, area.x(), area.y()))
        pen = QPen(brush, self.place.stroke * self._board.u)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        return pen

    def _texture(self, token: str, bright: bool) -> QPixmap:
        texture = self._cut.textures.get((token, bright))
        if texture is None:
            color = self._colors.color(token)
            if bright:
                color = mix(QColor(Qt.GlobalColor.white), color, FLASH)
            texture = self._cut_texture(color)
            self._cut.textures[token, bright] = texture
        return texture

    def _cut_texture(self, color: QColor) -> QPixmap:
        assert self._board is not None
        area = self.area()
        image = QImage(area.size() * self._ratio, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(color)
        outline = self._cut.outline
        if outline is not None and not outline.isNull():
            box = self._figure_box()
            target = QRectF(
                (box.x() - area.x()) * self._ratio,
                (box.y() - area.y()) * self._ratio,
                box.width() * self._ratio,
                box.height() * self._ratio,
            )
            painter = QPainter(image)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOut)
            painter.drawImage(target, outline)
            painter.end()
        return QPixmap.fromImage(image)


def _draw_arc(painter: QPainter, rect: QRectF, first: float, last: float) -> None:
    """An arc between two angles, degrees clockwise from the top."""
    start = round((90 - first) * DEGREE)
    painter.drawArc(rect, start, -max(1, round((last - first) * DEGREE)))
