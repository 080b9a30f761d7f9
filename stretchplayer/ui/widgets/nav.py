"""The column of pages at the left: words when there is room, icons alone when there is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from stretchplayer.ui.look import Look

WIDE = 208
NARROW = 68
ICON_PX = 22
MARK = 32


@dataclass(frozen=True)
class Place:
    """An entry: its key, name, icon, whether it stands at the foot of the column, and keys of its own."""

    key: str
    name: str
    icon: str
    at_foot: bool = False
    keys: str | None = None


@dataclass(frozen=True)
class PageEntry:
    """A page: its place in the navigation, and how it is made when first shown.

    `on_key` is what its own keys do, where that is something else than to go there.
    """

    place: Place
    make: Callable[[], QWidget]
    on_key: Callable[[], None] | None = None


class Mark(QWidget):
    """The ring mark, which stands in for a logo."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedSize(MARK, MARK)
        look.themes.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(3, 3, MARK - 6, MARK - 6)
        painter.setPen(QPen(self._look.color("ring"), 5))
        painter.drawEllipse(ring)
        pen = QPen(self._look.color("teal"), 5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(ring, 90 * 16, -250 * 16)


class Navigation(QWidget):
    """One button a page; exactly one is on."""

    chosen = Signal(str)

    def __init__(self, look: Look, places: list[Place]) -> None:
        super().__init__()
        self._look = look
        self._places = places
        self._narrow = False
        self.setObjectName("nav")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.buttons = {place.key: self._button(place) for place in places}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 28, 14, 18)
        layout.setSpacing(2)
        layout.addLayout(self._head(look))
        layout.addSpacing(24)
        stretched = False
        for place in places:
            if place.at_foot and not stretched:
                layout.addStretch(1)
                stretched = True
            self._group.addButton(self.buttons[place.key])
            layout.addWidget(self.buttons[place.key])
        if not stretched:
            layout.addStretch(1)
        look.themes.changed.connect(self._refresh)
        self.set_narrow(narrow=False)

    def set_narrow(self, *, narrow: bool) -> None:
        """Icons alone, or icons and words."""
        self._narrow = narrow
        self.setFixedWidth(NARROW if narrow else round(WIDE * max(1.0, self._look.text_scale)))
        self._mark_row.setContentsMargins(7 if narrow else 11, 0, 0, 0)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(11 if narrow else 14, 18 if narrow else 28, 11 if narrow else 14, 18)
        self._refresh()

    def show_chosen(self, key: str) -> None:
        """Mark this page as the one shown."""
        self.buttons[key].setChecked(True)
        self._refresh()

    def _head(self, look: Look) -> QHBoxLayout:
        """The mark stands over the icons of the buttons."""
        self._mark_row = QHBoxLayout()
        self._mark_row.addWidget(Mark(look))
        self._mark_row.addStretch(1)
        return self._mark_row

    def _button(self, place: Place) -> QPushButton:
        button = QPushButton()
        button.setProperty("role", "nav")
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setAccessibleName(place.name)
        button.setFont(self._look.font("section"))
        button.setIconSize(QSize(ICON_PX, ICON_PX))
        button.clicked.connect(lambda: self.chosen.emit(place.key))
        return button

    def _refresh(self) -> None:
        for place in self._places:
            button = self.buttons[place.key]
            on = button.isChecked()
            icon = f"{place.icon}-fill" if on else place.icon
            pixmap = self._look.pixmap(icon, "teal" if on else "ink2", ICON_PX, self.devicePixelRatioF())
            button.setIcon(QIcon(pixmap))
            button.setText("" if self._narrow else f"  {place.name}")
            keys = f" ({place.keys})" if place.keys else ""
            button.setToolTip(f"{place.name}{keys}" if self._narrow or keys else "")
