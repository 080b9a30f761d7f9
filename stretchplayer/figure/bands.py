"""Strips of cloth and rods that follow the body: a towel round a foot, a stick in both hands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from PySide6.QtGui import QPainter

from stretchplayer.figure.drawing import Surface
from stretchplayer.figure.geometry import Camera
from stretchplayer.figure.outlines import counter_clockwise
from stretchplayer.figure.palette import Palette, mix
from stretchplayer.figure.paths import color, path_of
from stretchplayer.figure.pose import Band
from stretchplayer.figure.rig import Array
from stretchplayer.figure.solve import Skeleton, place_of

WIDTH = {"towel": 0.026, "stick": 0.0125}
ROUNDING = 0.03  # how far from a corner a towel begins to turn
ON_FLOOR = 0.006  # it lies on the mat, not in it
DARK_BAND, DARK_SHARE, DARK_AT = 0.36, 0.20, 0.32  # width and place as shares of the width
CONTACT_ALPHA, CONTACT_WIDTH = 44, 0.0046
_TURN = np.linspace(0, 1, 7)[:, None]
_ANGLES = np.linspace(0, 2 * np.pi, 16, endpoint=False)
_ROUND = np.stack([np.cos(_ANGLES), np.sin(_ANGLES)], 1)
_AWAY = np.array([0.38, 0.92])  # on the screen, from the light
_ATOP = QPainter.CompositionMode.CompositionMode_SourceAtop
_OVER = QPainter.CompositionMode.CompositionMode_SourceOver


def _rounded(points: Array, radius: float) -> Array:
    """A line through points whose inner ones are turned about, not touched."""
    parts = [points[:1]]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        ends = []
        for other in (before, after):
            way = other - corner
            length = float(np.linalg.norm(way)) + 1e-9
            ends.append(corner + way * min(radius / length, 0.5))
        parts.append((1 - _TURN) ** 2 * ends[0] + 2 * _TURN * (1 - _TURN) * corner + _TURN**2 * ends[1])
    return np.concatenate([*parts, points[-1:]])


def _rod(points: Array, length: float | None) -> Array:
    """The two ends of a rod through the first and last of these points."""
    first, last = points[0], points[-1]
    if length is None:
        return np.stack([first, last])
    way = (last - first) / (np.linalg.norm(last - first) + 1e-9) * length / 2
    return np.stack([(first + last) / 2 - way, (first + last) / 2 + way])


@dataclass(frozen=True)
class BandLine:
    """A band as a camera sees it."""

    kind: str
    before: str | None
    line: Array  # (points, 2) on the screen
    scale: float

    @property
    def width(self) -> float:
        """In pixels."""
        return WIDTH[self.kind] * self.scale

    @cached_property
    def _across(self) -> Array:
        along = np.gradient(self.line, axis=0)
        along /= np.linalg.norm(along, axis=1, keepdims=True) + 1e-9
        return np.stack([-along[:, 1], along[:, 0]], 1)

    def outlines(self, grow: float = 0.0) -> list[Array]:
        """Outlines whose union is the band, `grow` pixels wider on each side."""
        return self._strip(self.line, self.width / 2 + grow)

    def _strip(self, line: Array, half: float) -> list[Array]:
        left, right = line + self._across * half, line - self._across * half
        pieces = zip(left, left[1:], right[1:], right, strict=False)
        outlines = [counter_clockwise(np.array(piece)) for piece in pieces]
        if self.kind == "stick":
            outlines += [counter_clockwise(end + half * _ROUND) for end in (line[0], line[-1])]
        return outlines

    def bounds(self) -> tuple[Array, Array]:
        """Upper left and lower right corner of a box that it is in."""
        return self.line.min(0) - self.width, self.line.max(0) + self.width

    def paint(self, painter: Surface, colors: Palette, *, contact: bool) -> None:
        """A flat strip with a darker band on the side away from the light.

        With `contact`, it darkens what is already painted beside it, and nothing else.
        """
        fill, ink = colors.rgb(self.kind), colors.rgb("ink")
        if contact:
            painter.setCompositionMode(_ATOP)
            beside = path_of(self.outlines(CONTACT_WIDTH * self.scale))
            painter.fillPath(beside, color(ink, CONTACT_ALPHA))
            painter.setCompositionMode(_OVER)
        painter.fillPath(path_of(self.outlines()), color(fill))
        aside = self._across * (self._across @ _AWAY)[:, None] * (DARK_AT * self.width)
        dark = self._strip(self.line + aside, DARK_BAND * self.width / 2)
        painter.fillPath(path_of(dark), color(mix(fill, ink, DARK_SHARE)))


def band_lines(bands: Iterable[Band], skeleton: Skeleton, camera: Camera) -> list[BandLine]:
    """Where these bands are when the body is so."""
    lines = []
    for band in bands:
        points = np.stack([place_of(point, skeleton) for point in band.through])
        if band.kind == "stick":
            points = _rod(points, band.length)
        points[:, 1] = np.maximum(points[:, 1], ON_FLOOR)
        line = camera.project(points)
        if band.kind == "towel":
            line = _rounded(line, ROUNDING * camera.scale)
        lines.append(BandLine(band.kind, band.before, line, camera.scale))
    return lines
