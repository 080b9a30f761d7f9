"""Letters on paper: sizes in points, widths, and lines broken where they end. Needs a Qt application."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

FAMILY = "Figtree"
DOTS_PER_INCH = 1200
POINTS_PER_INCH = 72
DOTS = DOTS_PER_INCH / POINTS_PER_INCH  # a point has so many dots of the page
CUT = "…"


@dataclass(frozen=True)
class Style:
    """Size and line height in points, and weight, of one kind of text."""

    size: float
    line: float
    weight: QFont.Weight = QFont.Weight.Normal


STYLES = {
    "title": Style(19, 23, QFont.Weight.DemiBold),
    "verdict": Style(13, 17, QFont.Weight.DemiBold),
    "head": Style(10.5, 14, QFont.Weight.DemiBold),
    "figure": Style(14, 17, QFont.Weight.DemiBold),
    "text": Style(9, 12.4),
    "strong": Style(9, 12.4, QFont.Weight.DemiBold),
    "step": Style(8.4, 11.2),
    "small": Style(7.6, 10),
    "small-strong": Style(7.6, 10, QFont.Weight.DemiBold),
}
# Above and below the line that letters stand on, as shares of their size: those of Figtree, and no less
# than others need that stand in for it.
ASCENT, DESCENT = 0.95, 0.27


def load_letters(folder: Path) -> None:
    """Make the bundled fonts known, unless they are; without them the system's own font is used."""
    if FAMILY not in QFontDatabase.families():
        for file in sorted(folder.glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(file))


@cache
def font(style: str) -> QFont:
    """The font of a style, in dots of the page."""
    chosen = STYLES[style]
    result = QFont(FAMILY)
    result.setPixelSize(round(chosen.size * DOTS))
    result.setWeight(chosen.weight)
    result.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # Figures of equal width are other glyphs, which a PDF cannot name: they could not be found or copied.
    # Turned off in so many words, since a painter takes over what the window's font has turned on.
    result.setFeature(QFont.Tag("tnum"), 0)
    return result


@cache
def _metrics(style: str) -> QFontMetricsF:
    return QFontMetricsF(font(style))


def width(words: str, style: str) -> float:
    """How wide these words are, in points."""
    return _metrics(style).horizontalAdvance(words) / DOTS


def elided(words: str, style: str, room: float) -> str:
    """The words, cut with an ellipsis where they are wider than `room`."""
    if width(words, style) <= room:
        return words
    fits, too_many = 0, len(words)
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if width(words[:middle].rstrip() + CUT, style) <= room:
            fits = middle
        else:
            too_many = middle
    return words[:fits].rstrip() + CUT


def wrapped(words: str, style: str, room: float, most: int | None = None) -> tuple[list[str], bool]:
    """The words in lines no wider than `room`, and whether something was cut after `most` lines."""
    lines: list[str] = []
    line = ""
    for word in _pieces(words, style, room):
        if not line or width(f"{line} {word}", style) <= room:
            line = f"{line} {word}" if line else word
            continue
        lines.append(line)
        line = word
        if most is not None and len(lines) > most:
            break
    lines.append(line)
    if most is None or len(lines) <= most:
        return lines, False
    return [*lines[: most - 1], elided(f"{lines[most - 1]} {lines[most]}{CUT}", style, room)], True


def _pieces(words: str, style: str, room: float) -> list[str]:
    """The words, those wider than the room broken."""
    pieces: list[str] = []
    for word in words.split():
        rest = word
        while width(rest, style) > room and len(rest) > 1:
            end = next((n for n in range(1, len(rest)) if width(rest[: n + 1], style) > room), len(rest))
            pieces.append(rest[:end])
            rest = rest[end:]
        pieces.append(rest)
    return pieces
