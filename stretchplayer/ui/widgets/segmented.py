"""A few choices side by side in one track; exactly one is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchplayer.ui.look import Look


class Segmented(QFrame):
    """Arrow keys go from one to the next."""

    chosen = Signal(str)

    def __init__(self, look: Look, name: str, choices: Sequence[tuple[str, str]]) -> None:
        """`choices` are pairs of a key and its words; the first is on. `name` is read out with them."""
        super().__init__()
        self.setProperty("role", "tabs")
        self.setAccessibleName(name)
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(0)
        for key, words in choices:
            button = QPushButton(words)
            button.setProperty("role", "tab")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setFont(look.font("note"))
            button.setAccessibleName(f"{name}: {words}")
            button.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self.buttons[key] = button
            self._group.addButton(button)
            row.addWidget(button, 1)
        self.choose(choices[0][0])

    def choose(self, key: str) -> None:
        """Turn this one on without telling anybody."""
        self.buttons[key].setChecked(True)

    def value(self) -> str:
        """The key of the one that is on."""
        return next(key for key, button in self.buttons.items() if button.isChecked())
