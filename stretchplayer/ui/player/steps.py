"""A stretch in words, set into the ring where there is no picture of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

from stretchplayer.ui.player.paint import board_font

LARGEST_PX, SMALLEST_PX = 46, 20  # board units
READABLE_PX = 15.0  # logical pixels; nothing smaller, whatever the board
LINE_EM = 1.28
AFTER_NAME_EM, AFTER_STEP_EM = 0.45, 0.22


@dataclass(frozen=True, slots=True)
class CircleText:
    """Words that fit a circle: its lines, each with its baseline from the middle, logical pixels."""

    name: QFont
    steps: QFont
    lines: tuple[tuple[bool, str, float], ...]  # whether it is of the name, words, baseline


@lru_cache(maxsize=8)
def words_in_circle(name: str, steps: tuple[str, ...], radius: float, u: float) -> CircleText:
    """Name and steps as large as a circle of `radius` logical pixels allows; `u` is the board's scale.

    What does not fit at the smallest size ends in an ellipsis: each step is a caption too.
    """
    for px in range(LARGEST_PX, SMALLEST_PX - 1, -2):
        sheet = _Sheet(name, steps, radius, max(READABLE_PX, px * u))
        whole = sheet.whole()
        if whole is not None:
            return whole
    return sheet.shortened()


class _Paragraph:
    """Words of one kind with their widths, and the space above."""

    def __init__(self, text: str, font: QFont, is_name: bool, above: float) -> None:
        metrics = QFontMetricsF(font)
        self.is_name = is_name
        self.above = above
        self.words = text.split()
        self.widths = [metrics.horizontalAdvance(word) for word in self.words]
        self.space = metrics.horizontalAdvance(" ")

    @property
    def width(self) -> float:
        """All words on one line."""
        return sum(self.widths) + self.space * len(self.words)

    def line_end(self, start: int, width: float) -> int:
        """Index after the last word that fits a line of this width, from word `start` on."""
        used = -self.space
        for at in range(start, len(self.words)):
            used += self.space + self.widths[at]
            if used > width:
                return at
        return len(self.words)


class _Sheet:
    """The words at one size."""

    def __init__(self, name: str, steps: tuple[str, ...], radius: float, px: float) -> None:
        self._radius = radius
        self._name, self._steps = (
            board_font(px, QFont.Weight.DemiBold),
            board_font(px, QFont.Weight.Medium),
        )
        self._line = px * LINE_EM
        self._baseline = (self._line + QFontMetricsF(self._steps).capHeight()) / 2
        self._paragraphs = [_Paragraph(name, self._name, True, 0.0)]
        for n, step in enumerate(steps, 1):
            text = f"{n}. {step}" if len(steps) > 1 else step
            above = px * (AFTER_NAME_EM if n == 1 else AFTER_STEP_EM)
            self._paragraphs.append(_Paragraph(text, self._steps, False, above))

    def whole(self) -> CircleText | None:
        """All of the words in as few lines as it takes, in the middle; None when there is no room."""
        gaps = sum(paragraph.above for paragraph in self._paragraphs)
        most = int((2 * self._radius - gaps) / self._line)
        fewest = math.ceil(sum(paragraph.width for paragraph in self._paragraphs) / (2 * self._radius))
        for count in range(max(fewest, len(self._paragraphs)), most + 1):
            lines = self._lay(-(count * self._line + gaps) / 2, count)
            if lines is not None:
                return CircleText(self._name, self._steps, tuple(lines))
        return None

    def _lay(self, top: float, count: int) -> list[tuple[bool, str, float]] | None:
        lines: list[tuple[bool, str, float]] = []
        for paragraph in self._paragraphs:
            top += paragraph.above
            start = 0
            while start < len(paragraph.words):
                end = paragraph.line_end(start, self._chord(top))
                if end == start or len(lines) == count:
                    return None
                words = " ".join(paragraph.words[start:end])
                lines.append((paragraph.is_name, words, top + self._baseline))
                top += self._line
                start = end
        return lines

    def shortened(self) -> CircleText:
        """As many of the words as there is room for, from where the circle is wide enough to read."""
        top = -self._radius * math.sqrt(3) / 2  # the circle is as wide there as its radius
        bottom = -top
        lines: list[tuple[bool, str, float]] = []
        for paragraph in self._paragraphs:
            font = self._name if paragraph.is_name else self._steps
            start = 0
            while start < len(paragraph.words) and top + self._line <= bottom:
                width = self._chord(top)
                end = max(start + 1, paragraph.line_end(start, width))
                words = " ".join(paragraph.words[start:end])
                if top + 2 * self._line > bottom:
                    words = f"{words} …"
                fitting = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, width)
                lines.append((paragraph.is_name, fitting, top + self._baseline))
                top += self._line
                start = end
        return CircleText(self._name, self._steps, tuple(lines))

    def _chord(self, top: float) -> float:
        """The width the circle has for a line from this height on, measured from its middle."""
        reach = max(abs(top), abs(top + self._line))
        return 2 * math.sqrt(max(0.0, self._radius**2 - reach**2))
