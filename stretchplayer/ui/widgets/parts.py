"""Labels, buttons and frames in the house style."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stretchplayer.ui.look import Look

ICON_PX = 22
ICON_GAP = 6
ROW_GAP = 8
REPEAT_AFTER_MS = 400
REPEAT_EVERY_MS = 90
ROLE_INKS = {"primary": "onteal", "quiet": "tealtx", "danger": "red", "danger-quiet": "red"}


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
        self,
        look: Look,
        text: str,
        role: str = "second",
        *,
        icon: str | None = None,
        icon_px: int = ICON_PX,
        ink: str | None = None,
    ) -> None:
        super().__init__(text)
        self._look = look
        self._icon = icon
        self._icon_px = icon_px
        self._ink = ink or {"primary": "onteal", "quiet": "tealtx", "danger": "red"}.get(role, "ink")
        self.setProperty("role", role)
        self.setFont(look.font("button"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        if icon is not None:
            self.setIconSize(QSize(icon_px + ICON_GAP, icon_px))
            self.refresh()
            look.themes.changed.connect(self.refresh)

    def set_icon(self, icon: str) -> None:
        """Show another icon in place of the one it was made with."""
        self._icon = icon
        self.refresh()

    def refresh(self) -> None:
        """Draw the icon in the colours of the theme in use."""
        if self._icon is not None:
            picture = self._look.pixmap(self._icon, self._ink, self._icon_px, self.devicePixelRatioF())
            self.setIcon(QIcon(with_gap(picture) if self.text() else picture))


class IconOverText(QToolButton):
    """A quiet button with its icon above its word."""

    def __init__(self, look: Look, text: str, icon: str) -> None:
        super().__init__()
        self._look = look
        self._icon = icon
        self.setText(text)
        self.setFont(look.font("section"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setIconSize(QSize(ICON_PX, ICON_PX))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look.themes.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Draw the icon in the colours of the theme in use."""
        self.setIcon(QIcon(self._look.pixmap(self._icon, "tealtx", ICON_PX, self.devicePixelRatioF())))


def with_gap(picture: QPixmap) -> QPixmap:
    """The icon with room at its right, since a style sheet cannot set icon and words apart."""
    dpr = picture.devicePixelRatio()
    wider = QPixmap(picture.width() + round(ICON_GAP * dpr), picture.height())
    wider.setDevicePixelRatio(dpr)
    wider.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wider)
    painter.drawPixmap(0, 0, picture)
    painter.end()
    return wider


def step_while_held(button: QAbstractButton, icon: str, name: str) -> None:
    """Have the plus or minus of a number go on while it is held down; `icon` is for the theme to draw."""
    button.setAutoRepeat(True)
    button.setAutoRepeatDelay(REPEAT_AFTER_MS)
    button.setAutoRepeatInterval(REPEAT_EVERY_MS)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the number itself steps with Up and Down
    button.setAccessibleName(name)
    button.setProperty("icon_name", icon)


def restyle(widget: QWidget) -> None:
    """Have the style sheet look at the widget's properties again."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.updateGeometry()


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
        row.setContentsMargins(18, 6, 12, 6)
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


def two_columns(rows: Iterable[tuple[QWidget, QWidget]], gap: int) -> QWidget:
    """Small things, each with its words beside it; `gap` is the room between the two."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(gap)
    grid.setVerticalSpacing(ROW_GAP)
    grid.setColumnStretch(1, 1)
    for row, (small, words) in enumerate(rows):
        grid.addWidget(small, row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words, row, 1)
    return holder


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
