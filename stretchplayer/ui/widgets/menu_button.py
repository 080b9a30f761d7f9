"""A button with words that opens a menu of things to choose one from."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu

from stretchplayer.ui.widgets.parts import Button

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent

    from stretchplayer.ui.look import Look


class MenuButton(Button):
    """Space, Enter or Down opens it. What there is to choose is asked for each time."""

    chosen = Signal(str)

    def __init__(
        self,
        look: Look,
        text: str,
        role: str,
        choices: Callable[[], Sequence[tuple[str, str]]],
        *,
        icon: str | None = None,
    ) -> None:
        """`choices` gives pairs of a key and its words."""
        super().__init__(look, text, role, icon=icon)
        self._choices = choices
        self.entries = QMenu(self)
        self.entries.setFont(look.font("text"))
        self.entries.aboutToShow.connect(self.refill)
        self.setMenu(self.entries)

    def refill(self) -> None:
        """Offer what there is now."""
        self.entries.clear()
        for key, words in self._choices():
            action = self.entries.addAction(words.replace("&", "&&"))
            action.triggered.connect(partial(self._tell, key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.showMenu()
        else:
            super().keyPressEvent(event)

    def _tell(self, key: str) -> None:
        self.chosen.emit(key)
