"""What every page needs to look right: colours, fonts, icons and the user's text size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchplayer.ui import fonts

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QFont, QPixmap

    from stretchplayer.ui.icons import Icons
    from stretchplayer.ui.theme import ThemeManager


class Look:
    """The theme in use, fonts at the user's text scale, and who is drawn, by id."""

    def __init__(self, themes: ThemeManager, icons: Icons, text_scale: float = 1.0, person: str = "") -> None:
        self.themes = themes
        self.icons = icons
        self.text_scale = text_scale
        self.person = person

    def color(self, role: str) -> QColor:
        """A colour of the theme in use."""
        return self.themes.color(role)

    def font(self, style: str) -> QFont:
        """The font of a text style."""
        return fonts.font(style, self.text_scale)

    def pixmap(self, icon: str, role: str, size: int, dpr: float) -> QPixmap:
        """An icon in a colour of the theme, `size` logical pixels square."""
        return self.icons.pixmap(icon, self.color(role), size, dpr)
