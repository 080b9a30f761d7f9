"""Figtree in the sizes of the desk pages. All sizes are logical pixels."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)

FAMILY = "Figtree"
SMALLEST_PX = 14  # nothing on screen is smaller


@dataclass(frozen=True)
class TextStyle:
    """Size, weight and letter spacing (in hundredths of the size) of one kind of text."""

    px: int
    weight: QFont.Weight
    spacing_percent: float = 0.0


STYLES = {
    "display": TextStyle(40, QFont.Weight.DemiBold, -2.0),
    "title": TextStyle(34, QFont.Weight.DemiBold, -1.2),
    "display-small": TextStyle(34, QFont.Weight.DemiBold, -2.0),
    "title-small": TextStyle(28, QFont.Weight.DemiBold, -1.2),
    "heading": TextStyle(20, QFont.Weight.DemiBold),
    "item": TextStyle(17, QFont.Weight.DemiBold),
    "section": TextStyle(16, QFont.Weight.DemiBold),
    "section-small": TextStyle(15, QFont.Weight.DemiBold),
    "body": TextStyle(17, QFont.Weight.Normal),
    "text": TextStyle(16, QFont.Weight.Normal),
    "button": TextStyle(17, QFont.Weight.DemiBold),
    "start": TextStyle(22, QFont.Weight.DemiBold),
    "start-small": TextStyle(20, QFont.Weight.DemiBold),
    "note": TextStyle(15, QFont.Weight.Normal),
    "small": TextStyle(14, QFont.Weight.Normal),
    "small-strong": TextStyle(14, QFont.Weight.DemiBold),
}


def load_fonts(folder: Path) -> None:
    """Make the bundled fonts known; without them the system's own font is used."""
    for file in sorted(folder.glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            log.info("the font %s could not be loaded", file.name)


def font(style: str, scale: float = 1.0) -> QFont:
    """The font of a text style at the user's text scale, with digits of equal width."""
    chosen = STYLES[style]
    px = max(SMALLEST_PX, round(chosen.px * scale))
    result = QFont(FAMILY)
    result.setPixelSize(px)
    result.setWeight(chosen.weight)
    result.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, px * chosen.spacing_percent / 100)
    result.setFeature(QFont.Tag("tnum"), 1)
    return result
