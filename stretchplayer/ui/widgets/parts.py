"""Labels, buttons and frames in the house style."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from stretchplayer.ui.look import Look

ICON_PX = 22


def label(look: Look, text: str, style: str = "text", ink: str = "ink", *, wrap: bool = False) -> QLabel:
    """A line of text; with `wrap` as many lines as it needs."""
    made = QLabel(text)
    made.setFont(look.font(style))
    made.setProperty("ink", ink)
    made.setWordWrap(wrap)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


class Icon(QLabel):
    """A picture from the icon set that follows the theme."""

    def __init__(self, look: Look, name: str, ink: str, size: int = ICON_PX) -> None:
        super().__init__()
        self._look = look
        self._name = name
        self._ink = ink
        self._size = size
        self.setFixedSize(size, size)
        look.themes.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Draw it in the colours of the theme in use."""
        self.setPixmap(self._look.pixmap(self._name, self._ink, self._size, self.devicePixelRatioF()))


class Button(QPushButton):
    """A button with a role of the style sheet and an icon that follows the theme."""

    def __init__(
        self, look: Look, text: str, role: str = "second", *, icon: str | None = None, ink: str | None = None
    ) -> None:
        super().__init__(text)
        self._look = look
        self._icon = icon
        self._ink = ink or {"primary": "onteal", "quiet": "tealtx"}.get(role, "ink")
        self.setProperty("role", role)
        self.setFont(look.font("button"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        if icon is not None:
            self.setIconSize(QSize(ICON_PX, ICON_PX))
            self.refresh()
            look.themes.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Draw the icon in the colours of the theme in use."""
        if self._icon is not None:
            self.setIcon(QIcon(self._look.pixmap(self._icon, self._ink, ICON_PX, self.devicePixelRatioF())))


def hairline(*, upright: bool = False) -> QFrame:
    """A thin line between two parts of a page."""
    line = QFrame()
    line.setProperty("role", "upright" if upright else "hairline")
    return line


class Banner(QFrame):
    """A tinted strip with an icon, some words and, where given, buttons."""

    def __init__(self, look: Look, text: str, role: str = "note", icon: str = "info-fill") -> None:
        super().__init__()
        self.setProperty("role", role)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 10, 12, 10)
        row.setSpacing(14)
        ink = {"easeoff": "amber", "stop": "red"}.get(role, "tealtx")
        row.addWidget(Icon(look, icon, ink), 0, Qt.AlignmentFlag.AlignVCenter)
        self.words = label(look, text, "text", wrap=True)
        row.addWidget(self.words, 1)
        self._row = row

    def add(self, button: QPushButton) -> None:
        """Put a button at the end."""
        self._row.addWidget(button)


def column(*widgets: QWidget, spacing: int = 0) -> QWidget:
    """Widgets one under the other."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for widget in widgets:
        layout.addWidget(widget)
    return holder


def clear(layout: QVBoxLayout | QHBoxLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
