"""What the window must know before its first paint: theme, text size, and where it stood.

Kept in a small file of its own, so that the window is there before the notes are opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtGui import QColor

if TYPE_CHECKING:
    from pathlib import Path

SYSTEM, CONTRAST = "system", "contrast"
THEMES = (SYSTEM, "light", "dark", CONTRAST)
TEXT_SCALES = (0.9, 1.5)
FIRST_GROUND = "#F5F2EC"  # of the light theme


class FirstLook:
    """Reads and writes the file; anything in it that makes no sense is as if it were not there."""

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def theme(self) -> str:
        """One of `THEMES`."""
        theme = str(self._settings.value("theme", SYSTEM))
        return theme if theme in THEMES else SYSTEM

    @property
    def text_scale(self) -> float:
        """How much larger than usual text is, inside `TEXT_SCALES`."""
        try:
            scale = float(str(self._settings.value("text_scale", 1.0)))
        except ValueError:
            return 1.0
        return min(max(scale, TEXT_SCALES[0]), TEXT_SCALES[1])

    @property
    def geometry(self) -> QByteArray:
        """Size and place of the window, empty the first time."""
        geometry = self._settings.value("geometry", QByteArray())
        return geometry if isinstance(geometry, QByteArray) else QByteArray()

    @property
    def ground(self) -> QColor:
        """The colour of the empty window."""
        ground = QColor(str(self._settings.value("ground", FIRST_GROUND)))
        return ground if ground.isValid() else QColor(FIRST_GROUND)

    def keep(self, theme: str, ground: QColor, text_scale: float, geometry: QByteArray) -> None:
        """Remember for the next start."""
        self._settings.setValue("ground", ground.name())
        self._settings.setValue("theme", theme)
        self._settings.setValue("text_scale", text_scale)
        self._settings.setValue("geometry", geometry)
        self._settings.sync()
