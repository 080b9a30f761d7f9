"""One of a few things, chosen from a list that opens."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QComboBox, QListView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QWheelEvent

    from stretchplayer.ui.look import Look

CARET_PX = 18
NAMES_LISTS = ("win32", "darwin")  # elsewhere Qt tells a reader what is chosen in place of the name
CARET_RIGHT = 14


class Choice(QComboBox):
    """A list box of the house; keys, typing ahead and screen readers work as in any other."""

    chosen = Signal(str)

    def __init__(self, look: Look, name: str, choices: Sequence[tuple[str, str]]) -> None:
        """`choices` are pairs of a key and its words; `name` is read out with what is chosen."""
        super().__init__()
        self._look = look
        self.setAccessibleName(name)
        if sys.platform not in NAMES_LISTS:
            self.setAccessibleDescription(name)
        self.setFont(look.font("section"))
        self.setView(QListView())
        self.view().setFont(look.font("text"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_choices(choices)
        self.activated.connect(self._tell)
        look.themes.changed.connect(self.update)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these from now on; the first is chosen."""
        self.clear()
        for key, words in choices:
            self.addItem(words, key)
        self._told = self.value()

    def choose(self, key: str) -> None:
        """Show this one as chosen without telling anybody."""
        self.setCurrentIndex(self.findData(key))
        self._told = self.value()

    def value(self) -> str:
        """The key of what is chosen."""
        return str(self.currentData())

    def _tell(self) -> None:
        if self.value() != self._told:
            self._told = self.value()
            self.chosen.emit(self._told)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page unless the list has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        caret = self._look.pixmap("caret-down", "ink2", CARET_PX, self.devicePixelRatioF())
        at = QPoint(self.width() - CARET_PX - CARET_RIGHT, (self.height() - CARET_PX) // 2)
        painter.drawPixmap(at, caret)
