"""A few choices side by side in one track; exactly one is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchplayer.ui.look import Look

PAD = 28  # beside the words, inside a button


class Segmented(QFrame):
    """Arrow keys go from one to the next, and turn it on. It is one stop for Tab."""

    chosen = Signal(str)

    def __init__(self, look: Look, name: str, choices: Sequence[tuple[str, str]]) -> None:
        """`choices` are pairs of a key and its words; the first is on. `name` is read out with them."""
        super().__init__()
        self._look = look
        self.setProperty("role", "tabs")
        self.setAccessibleName(name)
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 2, 0)
        row.setSpacing(0)
        for key, words in choices:
            button = self._button(f"{name}: {words}", words)
            button.clicked.connect(lambda _=False, key=key: self._tell(key))
            self.buttons[key] = button
            self._group.addButton(button)
            row.addWidget(button, 1)
        self._told = choices[0][0]
        self.choose(self._told)

    def choose(self, key: str) -> None:
        """Turn this one on without telling anybody."""
        self._told = key
        self.buttons[key].setChecked(True)

    def value(self) -> str:
        """The key of the one that is on."""
        return next(key for key, button in self.buttons.items() if button.isChecked())

    def _button(self, name: str, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("role", "tab")
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setAccessibleName(name)
        strong, plain = self._look.font("section-small"), self._look.font("note")
        button.setFont(strong)
        # As wide as its words are when it is on, so that nothing moves when it is chosen.
        button.setMinimumWidth(button.fontMetrics().horizontalAdvance(words) + PAD)
        button.setFont(plain)
        button.toggled.connect(lambda on: button.setFont(strong if on else plain))
        return button

    def _tell(self, key: str) -> None:
        if key != self._told:
            self._told = key
            self.chosen.emit(key)
