"""Drawings as SVG: shapes and lines in plain colours alone, so that every viewer shows the same."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainterPath, QPen

from stretchplayer.figure.drawing import Drawing, Fill, Mark
from stretchplayer.figure.rig import Array

UNITS = 100  # to a pixel: whole numbers are short, and quickly written
_CAPS = {Qt.PenCapStyle.FlatCap: "butt", Qt.PenCapStyle.RoundCap: "round", Qt.PenCapStyle.SquareCap: "square"}
_JOINS = {
    Qt.PenJoinStyle.BevelJoin: "bevel",
    Qt.PenJoinStyle.RoundJoin: "round",
    Qt.PenJoinStyle.MiterJoin: "miter",
    Qt.PenJoinStyle.SvgMiterJoin: "miter",
}


def svg_bytes(drawing: Drawing, size: tuple[int, int], title: str, words: str) -> bytes:
    """The drawing as a file, with its title and what is to be seen, for those who do not see it."""
    width, height = size
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width * UNITS} {height * UNITS}" role="img" aria-labelledby="title desc">\n'
        f'<title id="title">{escape(title)}</title>\n<desc id="desc">{escape(words)}</desc>\n'
    )
    marks = "\n".join(_element(mark) for mark in drawing.marks)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}{marks}\n</svg>\n'.encode()


def _element(mark: Mark) -> str:
    path = f'<path d="{"".join(_steps(mark.path))}"'
    if isinstance(mark, Fill):
        rule = ' fill-rule="evenodd"' if mark.path.fillRule() == Qt.FillRule.OddEvenFill else ""
        return f"{path}{_paint('fill', mark.color)}{rule}/>"
    return f'{path} fill="none"{_paint("stroke", mark.pen.color())}{_line(mark.pen)}/>'


def _paint(what: str, color: QColor) -> str:
    opacity = "" if color.alpha() == 255 else f' {what}-opacity="{_number(color.alphaF(), 4)}"'
    return f' {what}="{color.name()}"{opacity}'


def _line(pen: QPen) -> str:
    dashes = ""
    if pen.dashPattern():
        # Qt counts dashes in widths of the pen.
        lengths = " ".join(_number(part * pen.widthF() * UNITS, 1) for part in pen.dashPattern())
        dashes = f' stroke-dasharray="{lengths}"'
    cap, join = _CAPS[pen.capStyle()], _JOINS[pen.joinStyle()]
    width = _number(pen.widthF() * UNITS, 1)
    return f' stroke-width="{width}" stroke-linecap="{cap}" stroke-linejoin="{join}"{dashes}'


def _steps(path: QPainterPath) -> Iterator[str]:
    """The outlines as steps from point to point, which is shorter than where the points are."""
    for outline, closed in _outlines(path):
        places = np.rint(outline * UNITS).astype(np.int64)
        # Steps between what is written, so that what is lost in rounding does not add up.
        steps = np.diff(places, axis=0)
        steps = steps[steps.any(axis=1)]
        yield f"M{_numbers(places[0])}" + f"l{_numbers(steps)}" * bool(len(steps)) + "Z" * closed


def _outlines(path: QPainterPath) -> Iterator[tuple[Array, bool]]:
    """Points of each part of a path of straight lines, and whether its end joins its beginning."""
    for polygon in path.toSubpathPolygons():
        points = np.array([polygon.at(n).toTuple() for n in range(polygon.size())])
        closed = polygon.isClosed() and len(points) > 2
        yield (points[:-1] if closed else points), closed


def _numbers(values: NDArray[np.int64]) -> str:
    """Whole numbers one after the other; a minus needs no space before it."""
    return " ".join(map(str, values.ravel().tolist())).replace(" -", "-")


def _number(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}".rstrip("0").rstrip(".") or "0"
