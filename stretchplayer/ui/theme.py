"""Colours by role, in light, dark and high contrast, and what Qt needs of them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from stretchplayer.core.scheme import ColourScheme
from stretchplayer.ui.first_look import CONTRAST, SYSTEM

FOCUS_PX, STRONG_FOCUS_PX = 3.0, 4.0
OPAQUE = 255


class Theme:
    """The colours of one theme."""

    def __init__(self, name: str, colors: Mapping[str, str]) -> None:
        self.name = name
        self._colors = {role: QColor(value) for role, value in colors.items()}

    @property
    def is_dark(self) -> bool:
        """Whether light text stands on a dark ground."""
        return self.name.endswith("dark")

    @property
    def is_contrast(self) -> bool:
        """Whether it is one of the two for people who need strong contrast."""
        return self.name.startswith(CONTRAST)

    @property
    def scheme(self) -> ColourScheme:
        """What pictures are drawn in."""
        return ColourScheme.of(dark=self.is_dark, contrast=self.is_contrast)

    @property
    def focus_px(self) -> float:
        """How wide the ring around what has the focus is."""
        return STRONG_FOCUS_PX if self.is_contrast else FOCUS_PX

    @property
    def roles(self) -> tuple[str, ...]:
        """The names of all colours."""
        return tuple(self._colors)

    def color(self, role: str) -> QColor:
        """The colour of a role; raises `KeyError` for an unknown one."""
        return QColor(self._colors[role])

    def palette(self) -> QPalette:
        """Colours of standard widgets."""
        palette = QPalette()
        roles = {
            QPalette.ColorRole.Window: "bg",
            QPalette.ColorRole.WindowText: "ink",
            QPalette.ColorRole.Base: "raise",
            QPalette.ColorRole.AlternateBase: "surf",
            QPalette.ColorRole.Text: "ink",
            QPalette.ColorRole.PlaceholderText: "ink2",
            QPalette.ColorRole.Button: "raise",
            QPalette.ColorRole.ButtonText: "ink",
            QPalette.ColorRole.Highlight: "teal",
            QPalette.ColorRole.HighlightedText: "onteal",
            QPalette.ColorRole.Link: "tealtx",
            QPalette.ColorRole.ToolTipBase: "raise",
            QPalette.ColorRole.ToolTipText: "ink",
        }
        for role, token in roles.items():
            palette.setColor(role, self.color(token))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("ink3"))
        return palette

    def fill(self, template: str) -> str:
        """A style sheet with each ``%role`` replaced by its colour."""
        for role in sorted(self._colors, key=len, reverse=True):
            color = self._colors[role]
            form = QColor.NameFormat.HexRgb if color.alpha() == OPAQUE else QColor.NameFormat.HexArgb
            template = template.replace(f"%{role}", color.name(form))
        return template


def load_theme(folder: Path, name: str) -> Theme:
    """The theme ``name`` from its file in `folder`."""
    data = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
    return Theme(name, cast("dict[str, str]", data["colors"]))


def system_is_dark() -> bool:
    """Whether the system asks for light text on a dark ground; where it cannot be told, it does not."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def system_wants_contrast() -> bool:
    """Whether the system asks for high contrast; where it cannot be told, it does not."""
    hints = QGuiApplication.styleHints()  # kept: without it PySide6 lets go of what it is asked for next
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


class ThemeManager(QObject):
    """The theme in use: what the user chose, else what the system asks for.

    High contrast is light or dark as the system is.
    """

    changed = Signal(object)  # Theme

    def __init__(
        self, folder: Path, style_sheet: str, wanted: str = SYSTEM, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._style_sheet = style_sheet
        self._wanted = wanted
        self._themes: dict[str, Theme] = {}
        self._theme = self._choose()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow)

    @property
    def theme(self) -> Theme:
        """The theme in use."""
        return self._theme

    @property
    def wanted(self) -> str:
        """What the user chose: system, light, dark or contrast."""
        return self._wanted

    def color(self, role: str) -> QColor:
        """A colour of the theme in use."""
        return self._theme.color(role)

    def want(self, wanted: str) -> None:
        """Use this theme from now on."""
        self._wanted = wanted
        self._follow()

    def apply(self) -> None:
        """Give palette and style sheet to the application."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setPalette(self._theme.palette())
        app.setStyleSheet(self._theme.fill(self._style_sheet))

    def _follow(self) -> None:
        theme = self._choose()
        if theme is not self._theme:
            self._theme = theme
            self.apply()
            self.changed.emit(theme)

    def _choose(self) -> Theme:
        name = self._wanted
        shade = "dark" if system_is_dark() else "light"
        if name == SYSTEM:
            name = CONTRAST if system_wants_contrast() else shade
        if name == CONTRAST:
            name = f"{CONTRAST}-{shade}"
        if name not in self._themes:
            self._themes[name] = load_theme(self._folder, name)
        return self._themes[name]
