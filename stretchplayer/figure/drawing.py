"""A drawing: takes shapes as a painter does and keeps them, to be written or painted at any size.

What a painter does with pixels is done with shapes here: what falls on the body alone is cut to it, and
soft light is a stack of thin layers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPen

from stretchplayer.figure.contours import contours
from stretchplayer.figure.paths import path_of
from stretchplayer.figure.rig import Array

STEP = 1 / 56  # of full cover, from one layer of soft light to the next
FULL = 255
_OVER = QPainter.CompositionMode.CompositionMode_SourceOver
_ATOP = QPainter.CompositionMode.CompositionMode_SourceAtop


class Surface(Protocol):
    """What figures are painted on: a `QPainter`, or a `Drawing`. Nothing else of a painter is used."""

    def fillPath(self, path: QPainterPath, color: QColor, /) -> None:
        """Fill a shape."""

    def strokePath(self, path: QPainterPath, pen: QPen, /) -> None:
        """Draw along a line."""

    def setCompositionMode(self, mode: QPainter.CompositionMode, /) -> None:
        """Paint over everything, or only on what has been painted on this layer."""

    def setRenderHints(self, hints: QPainter.RenderHint, /) -> None:
        """How smooth edges are, where there are pixels."""


@dataclass(frozen=True)
class Fill:
    """A shape in one colour."""

    path: QPainterPath
    color: QColor


@dataclass(frozen=True)
class Stroke:
    """A line."""

    path: QPainterPath
    pen: QPen


Mark = Fill | Stroke


@dataclass(frozen=True)
class Soft:
    """Light or shadow that fades: in a box, how strong it is, and its premultiplied colours, 0 to 255."""

    box: QRectF
    strength: NDArray[np.floating]
    channels: tuple[NDArray[np.floating], ...]  # red, green, blue, alpha


class Drawing:
    """Everything painted on it, from back to front."""

    def __init__(self, size: tuple[int, int] = (0, 0)) -> None:
        """`size` is that of the picture in the units it is drawn in."""
        self.size = size
        self.marks: list[Mark] = []
        self._atop = False
        self.begin_layer()

    def begin_layer(self) -> None:
        """What is painted atop from here on is cut to what is painted from here on."""
        self._heap = QPainterPath()  # outlines that all turn the same way, however they overlap
        self._heap.setFillRule(Qt.FillRule.WindingFill)
        self._others: list[QPainterPath] = []
        self._all: QPainterPath | None = None  # both together

    def setRenderHints(self, hints: QPainter.RenderHint, /) -> None:
        """Nothing: there are no pixels."""

    def setCompositionMode(self, mode: QPainter.CompositionMode, /) -> None:
        """Over everything, or atop of this layer; there are no others."""
        assert mode in (_OVER, _ATOP), mode
        self._atop = mode == _ATOP

    def fillPath(self, path: QPainterPath, color: QColor, /) -> None:
        """Keep a shape."""
        if self._atop:
            path = path.intersected(self._all_below())
        else:
            self._add_below(path)
        if color.alpha() and not path.isEmpty():
            self.marks.append(Fill(path, QColor(color)))

    def strokePath(self, path: QPainterPath, pen: QPen, /) -> None:
        """Keep a line; where it is cut to what is below it, as the shape it makes."""
        outline = QPainterPathStroker(pen).createStroke(path).simplified()
        if self._atop:
            self.fillPath(outline, pen.color())
        elif not path.isEmpty():
            self._add_below(outline)
            self.marks.append(Stroke(QPainterPath(path), QPen(pen)))

    def add_soft(self, soft: Soft) -> None:
        """Keep light or shadow as layers, each on the ones before, that come to the same."""
        strongest = float(soft.strength.max())
        layers = max(2, round(float(soft.channels[3].max()) / 255 / STEP))
        order = np.argsort(soft.strength, axis=None)
        ranked = soft.strength.ravel()[order]
        channels = [channel.ravel()[order] for channel in soft.channels]
        below = np.zeros(4)
        for layer in range(1, layers + 1):
            inside, edge = (strongest * _gently(part / layers) for part in (layer, layer - 0.5))
            wanted = np.array([np.interp(inside, ranked, one) for one in channels])
            outlines = contours(soft.strength, edge)
            color = _on_top_of(below, wanted)
            if outlines and color is not None:
                self.fillPath(_in_box(outlines, soft), color)
                below = wanted

    def _add_below(self, path: QPainterPath) -> None:
        if path.fillRule() == Qt.FillRule.WindingFill:  # as `path_of` makes them
            self._heap.addPath(path)
        else:
            self._others.append(path)
        self._all = None

    def _all_below(self) -> QPainterPath:
        """What is below, put together once for all layers of a light that falls on it."""
        if self._all is None:
            self._all = self._heap.simplified()
            for path in self._others:
                self._all = self._all.united(path)
        return self._all

    def solid_box(self) -> QRectF:
        """Where it is opaque: shadows and light reach further, and fade."""
        box = QRectF()
        for mark in self.marks:
            if isinstance(mark, Fill) and mark.color.alpha() == FULL:
                box |= mark.path.boundingRect()
        return box

    def with_margin(self, margin: int) -> Drawing:
        """The same with so much room on all sides."""
        wider = Drawing((self.size[0] + 2 * margin, self.size[1] + 2 * margin))
        for mark in self.marks:
            wider.marks.append(replace(mark, path=mark.path.translated(margin, margin)))
        return wider

    def paint(self, painter: QPainter) -> None:
        """Paint everything, in the units it was drawn in."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in self.marks:
            if isinstance(mark, Fill):
                painter.fillPath(mark.path, mark.color)
            else:
                painter.strokePath(mark.path, mark.pen)


def _gently(share: float) -> float:
    """From 0 to 1, slowly at both ends, where steps would be seen as edges."""
    return share * share * (3 - 2 * share)


def _in_box(outlines: list[Array], soft: Soft) -> QPainterPath:
    height, width = soft.strength.shape
    box = soft.box
    cell = np.array([box.width() / width, box.height() / height])
    corner = np.array([box.x(), box.y()])
    return path_of([(outline + 0.5) * cell + corner for outline in outlines])


def _on_top_of(below: Array, wanted: Array) -> QColor | None:
    """The colour that turns premultiplied `below` into `wanted`; None when nothing is missing."""
    alpha = (wanted[3] - below[3]) / (255 - below[3]) if below[3] < 255 else 0.0
    if alpha < 1 / 512:
        change = np.abs(wanted - below)[:3].max()
        if change < 1 or wanted[3] < 1:
            return None
        alpha = 0.5  # as opaque as it gets, but of another colour
    red, green, blue = np.clip((wanted[:3] - below[:3] * (1 - alpha)) / alpha, 0, 255) / 255
    return QColor.fromRgbF(float(red), float(green), float(blue), float(alpha))
