"""The upper edge of a page that was opened from another: the way back, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from stretchplayer.ui.widgets.parts import Button

if TYPE_CHECKING:
    from stretchplayer.ui.look import Look

GAP = 12


class HeadRow(QWidget):
    """The way back at the left, buttons at the right; under each other where there is no room."""

    left = Signal()

    def __init__(self, look: Look, back: str, *buttons: Button) -> None:
        """`back` is what the way back is called, mostly the page it leads to."""
        super().__init__()
        self.back = Button(look, back, "quiet", icon="caret-left")
        self.back.setProperty("flush", "true")
        self.back.clicked.connect(self.left)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        deeds = QHBoxLayout()
        deeds.setSpacing(GAP)
        deeds.addStretch(1)
        for button in buttons:
            deeds.addWidget(button)
        self._row.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._row.addLayout(deeds, 1)

    def set_tight(self, *, tight: bool) -> None:
        """Put the buttons under the way back."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if tight else across)
