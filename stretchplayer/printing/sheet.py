"""A page as a list of what stands on it, in points from its upper left corner.

Laying out and painting are apart, so that whether anything overlaps or leaves the page can be asked
before there is a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from stretchplayer.printing import inks, letters

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from stretchplayer.figure.drawing import Drawing


@dataclass(frozen=True)
class Text:
    """One line of words; `y` is what the letters stand on."""

    x: float
    y: float
    words: str
    style: str
    ink: str
    width: float

    @property
    def top(self) -> float:
        """Upper edge of its tallest letters."""
        return self.y - letters.STYLES[self.style].size * letters.ASCENT

    @property
    def bottom(self) -> float:
        """Lower edge of its deepest letters."""
        return self.y + letters.STYLES[self.style].size * letters.DESCENT


@dataclass(frozen=True)
class Shape:
    """An area or a line through points."""

    points: tuple[tuple[float, float], ...]
    fill: str | None = None
    ink: str | None = None
    thick: float = 0.0
    dash: tuple[float, ...] = ()  # in widths of the line
    closed: bool = True


@dataclass(frozen=True)
class Disc:
    """A round mark."""

    x: float
    y: float
    radius: float
    fill: str
    ink: str | None = None
    thick: float = 0.0


Box = tuple[float, float, float, float]  # left, top, width, height


@dataclass(frozen=True)
class Art:
    """A part of a picture in a box; both are given as left, top, width and height."""

    box: Box
    art: Drawing | QImage
    part: Box  # in the units of the picture


Item = Text | Shape | Disc | Art


class Align(StrEnum):
    """Which end of the words is at the place named."""

    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"


@dataclass
class Sheet:
    """One page that is being laid out."""

    items: list[Item] = field(default_factory=list)

    def write(
        self, x: float, y: float, words: str, style: str = "text", ink: str = inks.INK, at: Align = Align.LEFT
    ) -> float:
        """Put one line of words down; gives its width."""
        wide = letters.width(words, style)
        left = x - {Align.LEFT: 0.0, Align.MIDDLE: wide / 2, Align.RIGHT: wide}[at]
        if words:
            self.items.append(Text(left, y, words, style, ink, wide))
        return wide

    def lines(self, x: float, top: float, words: Sequence[str], style: str, ink: str = inks.INK) -> float:
        """Put lines below each other; gives the height they take."""
        step = letters.STYLES[style].line
        for number, line in enumerate(words):
            self.write(x, top + step * number + letters.STYLES[style].size * letters.ASCENT, line, style, ink)
        return step * len(words)

    def line(
        self,
        points: Sequence[tuple[float, float]],
        ink: str,
        thick: float,
        dash: tuple[float, ...] = (),
    ) -> None:
        """Draw a line."""
        self.items.append(Shape(tuple(points), None, ink, thick, dash, closed=False))

    def box(
        self, x: float, y: float, width: float, height: float, fill: str | None, ink: str | None = None
    ) -> None:
        """Draw a rectangle, with a thin outline where it has an ink."""
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        self.items.append(Shape(corners, fill, ink, 0.7 if ink else 0.0))

    def picture(self, box: Box, art: Drawing | QImage, part: Box) -> None:
        """Put a part of a picture into a box."""
        self.items.append(Art(box, art, part))

    def disc(self, x: float, y: float, radius: float, ink: str, solid: bool) -> None:
        """Draw a round mark, hollow or solid."""
        thick = radius * 0.4
        self.items.append(
            Disc(x, y, radius, ink, inks.PAPER, thick)
            if solid
            else Disc(x, y, radius, inks.PAPER, ink, thick)
        )

    def square(self, x: float, y: float, radius: float, ink: str, solid: bool) -> None:
        """Draw a square mark, as heavy as a round one."""
        r = radius * 0.9
        self._mark(((x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)), radius, ink, solid)

    def diamond(self, x: float, y: float, radius: float, ink: str, solid: bool) -> None:
        """Draw a diamond, as heavy as a round mark."""
        r = radius * 1.25
        self._mark(((x, y - r), (x + r, y), (x, y + r), (x - r, y)), radius, ink, solid)

    def flag(self, x: float, y: float, height: float, ink: str) -> None:
        """Draw a flag whose pole stands here."""
        self.line(((x, y), (x, y - height)), ink, 0.8)
        cloth = ((x, y - height), (x + height * 0.75, y - height * 0.75), (x, y - height * 0.45))
        self.items.append(Shape(cloth, ink))

    def _mark(self, points: tuple[tuple[float, float], ...], radius: float, ink: str, solid: bool) -> None:
        fill, rim = (ink, inks.PAPER) if solid else (inks.PAPER, ink)
        self.items.append(Shape(points, fill, rim, radius * 0.4))
