"""Small painting helpers of the player: fonts in board sizes, key caps, text that fits."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from stretchplayer.core.scheme import ColourScheme
from stretchplayer.ui.fonts import FAMILY

KEY_CAP_RADIUS = 7.0


class Colors(Protocol):
    """The colours of the present theme by role."""

    def color(self, token: str) -> QColor:
        """The colour of a role of the theme."""


def scheme_of(colors: Colors) -> ColourScheme:
    """Which colours these are; those for strong contrast stand on pure white or black, others never do."""
    ground = colors.color("bg").lightnessF()
    return ColourScheme.of(dark=ground < 0.5, contrast=ground in (0.0, 1.0))


def board_font(
    px: float,
    weight: QFont.Weight = QFont.Weight.DemiBold,
    spacing_em: float = 0.0,
    *,
    tabular: bool = False,
) -> QFont:
    """The player's font at `px` logical pixels; `tabular` gives digits of equal width."""
    font = QFont(FAMILY)
    font.setPixelSize(max(1, round(px)))
    font.setWeight(weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if spacing_em:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, px * spacing_em)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def text_width(font: QFont, text: str) -> float:
    """Advance width in logical pixels."""
    return QFontMetricsF(font).horizontalAdvance(text)


def mix(over: QColor, under: QColor, amount: float) -> QColor:
    """The opaque colour that `over` at `amount` (0 to 1) gives on `under`."""
    return QColor.fromRgbF(
        under.redF() + (over.redF() - under.redF()) * amount,
        under.greenF() + (over.greenF() - under.greenF()) * amount,
        under.blueF() + (over.blueF() - under.blueF()) * amount,
    )


def faded(color: QColor, alpha: float) -> QColor:
    """The colour at an opacity of 0 to 1."""
    result = QColor(color)
    result.setAlphaF(alpha * color.alphaF())
    return result


def wrap(text: str, font: QFont, width: float) -> list[str]:
    """The text in lines no wider than `width` logical pixels, broken between words."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start, length = line.textStart(), line.textLength()
        lines.append(text[start : start + length].strip())
    layout.endLayout()
    return lines


def balanced(text: str, font: QFont, width: float) -> list[str]:
    """Wrapped like `wrap`, with two lines brought to about the same length."""
    lines = wrap(text, font, width)
    if len(lines) != 2:
        return lines
    words = text.split()
    best = lines
    best_width = max(text_width(font, line) for line in lines)
    for cut in range(1, len(words)):
        pair = [" ".join(words[:cut]), " ".join(words[cut:])]
        widest = max(text_width(font, line) for line in pair)
        if widest < best_width:
            best, best_width = pair, widest
    return best


def draw_lines(
    painter: QPainter, lines: list[str], font: QFont, color: QColor, x: float, baseline: float, step: float
) -> float:
    """Lines one below the other from the first baseline; returns the baseline after the last."""
    painter.setFont(font)
    painter.setPen(color)
    for line in lines:
        painter.drawText(x, baseline, line)  # type: ignore[call-overload]
        baseline += step
    return baseline


def rounded(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | None,
    line: QColor | None,
    width: float = 1.5,
) -> None:
    """A rounded rectangle whose outline lies inside `rect`."""
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if line is None or width <= 0:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
        return
    painter.setPen(QPen(line, width))
    half = width / 2
    inner = rect.adjusted(half, half, -half, -half)
    painter.drawRoundedRect(inner, max(0.0, radius - half), max(0.0, radius - half))


def key_cap_size(text: str, font_px: float, height: float) -> QSizeF:
    """Size of a key cap, logical pixels."""
    width = text_width(board_font(font_px), text) + font_px * 0.72
    return QSizeF(max(height * 1.0, width), height)


def draw_key_cap(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font_px: float,
    *,
    fill: QColor | None,
    line: QColor,
    ink: QColor,
    line_width: float = 1.2,
) -> None:
    """A key's label in its cap."""
    rounded(painter, rect, min(KEY_CAP_RADIUS, rect.height() * 0.18), fill, line, line_width)
    painter.setFont(board_font(font_px))
    painter.setPen(ink)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
