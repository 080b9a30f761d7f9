"""What makes a small movement readable in a picture that stands still.

A trace of where it began, behind the body; and either the picture cut to the part that matters, or a
magnifier that shows this part larger beside the whole.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from stretchplayer.figure.contours import contours
from stretchplayer.figure.drawing import Surface
from stretchplayer.figure.geometry import Camera, Shape
from stretchplayer.figure.palette import Palette
from stretchplayer.figure.paths import color, path_of
from stretchplayer.figure.pose import Focus
from stretchplayer.figure.rig import BONE, Array
from stretchplayer.figure.solve import Skeleton

Cells = NDArray[np.uint8]

CUT_BELOW_PX = 250  # body height in logical pixels from which on the whole figure is shown
TRACE_FILL, TRACE_LINE = 46, 190  # alpha
TRACE_WIDTH, TRACE_LEAST_PX = 0.0038, 1.0
GRID = 500  # cells to a body height, at most
TRACE_FROM = 0.0036  # body heights that a part has to move
TRACE_LEAST = 0.0003  # body heights squared: smaller specks only look untidy


def place_of_focus(focus: Focus, skeleton: Skeleton) -> Array:
    """The middle of what matters, in the world."""
    return skeleton.point(BONE[focus.at], np.array(focus.off, float))


def cut_to(camera: Camera, focus: Focus, skeleton: Skeleton, size: tuple[int, int]) -> Camera:
    """The camera brought so near that what matters fills a box of pixels; as it is where it is nearer."""
    scale = min(size) / focus.span
    if scale <= camera.scale:
        return camera
    near = replace(camera, scale=scale, x=0.0, y=0.0)
    x, y = near.project(place_of_focus(focus, skeleton))
    return replace(near, x=size[0] / 2 - float(x), y=size[1] / 2 - float(y))


def paint_trace(painter: Surface, before: Shape, now: Shape, colors: Palette) -> None:
    """The outline of a body that is no longer there, to be painted behind it where it has moved away."""
    scale = before.camera.scale
    grid = _Grid.around(before)
    was = grid.cover(path_of(before.silhouette()))
    now_near = grid.grown(grid.cover(path_of(now.silhouette())), TRACE_FROM * scale)
    moved = grid.outlines(np.minimum(was, 255 - now_near))
    moved = [outline for outline in moved if _area(outline) > TRACE_LEAST * scale * scale]
    if not moved:
        return
    # Back to the body and a little behind it, so that there is no gap.
    near = grid.grown(grid.cover(path_of(moved)), 2 * TRACE_FROM * scale)
    path = path_of(grid.outlines(np.minimum(was, near)))
    painter.fillPath(path, color(colors.rgb("trace"), TRACE_FILL))
    pen = QPen(color(colors.rgb("trace"), TRACE_LINE), max(TRACE_LEAST_PX, TRACE_WIDTH * scale))
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, pen)


@dataclass(frozen=True)
class _Grid:
    """Cells on the screen that say how much of them something covers, 0 to 255."""

    left: float
    top: float
    columns: int
    rows: int
    cell: float  # pixels

    @classmethod
    def around(cls, shape: Shape) -> _Grid:
        """All of a body, in cells small enough to show no corners."""
        left, top, right, bottom = shape.bounds()
        cell = max(0.5, shape.camera.scale / GRID)
        return cls(left, top, int((right - left) / cell) + 2, int((bottom - top) / cell) + 2, cell)

    def cover(self, path: QPainterPath) -> Cells:
        """What a shape covers."""
        image = QImage(self.columns, self.rows, QImage.Format.Format_Alpha8)
        image.fill(0)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(1 / self.cell, 1 / self.cell)
        painter.translate(-self.left, -self.top)
        painter.fillPath(path, QColor(0, 0, 0))
        painter.end()
        cells = np.frombuffer(image.constBits(), np.uint8).reshape(self.rows, image.bytesPerLine())
        return cells[:, : self.columns].copy()

    def grown(self, covered: Cells, pixels: float) -> Cells:
        """The same, wider all around; nearly round, as by turns corners count as neighbours or do not."""
        for step in range(max(1, round(pixels / self.cell))):
            beside = np.maximum(covered, _shifted(covered, 0))
            above = np.maximum(beside if step % 2 else covered, _shifted(beside if step % 2 else covered, 1))
            covered = np.maximum(beside, above)
        return covered

    def outlines(self, covered: Cells) -> list[Array]:
        """Around what is covered by more than half, on the screen."""
        corner = np.array([self.left, self.top])
        return [corner + (outline + 0.5) * self.cell for outline in contours(covered.astype(float), 127.5)]


def _shifted(cells: Cells, axis: int) -> Cells:
    """The larger of the two neighbours along an axis; beyond the edge there is nothing."""
    across = cells if axis == 0 else cells.T
    result = np.zeros_like(across)
    result[:, 1:] = across[:, :-1]
    np.maximum(result[:, :-1], across[:, 1:], out=result[:, :-1])
    return result if axis == 0 else result.T


def _area(outline: Array) -> float:
    x, y = outline[:, 0], outline[:, 1]
    return abs(float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum())) / 2
