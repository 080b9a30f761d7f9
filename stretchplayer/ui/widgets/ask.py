"""A question over the window: its title asks, its buttons are verbs, and Escape is the safe answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from stretchplayer.ui.widgets.focus_ring import FocusRing
from stretchplayer.ui.widgets.over_window import OverWindow
from stretchplayer.ui.widgets.parts import Button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from stretchplayer.ui.look import Look

WIDTH = 460
QUIET_ROLES = ("quiet", "danger", "danger-quiet")  # at the left, away from the others
SHADOW_BLUR, SHADOW_DOWN = 60, 18
SHADOW = QColor(40, 32, 20, 56)


class Question(OverWindow):
    """Covers its window. `chosen` tells the key of the answer, once."""

    chosen = Signal(str)

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        title: str,
        text: str,
        choices: Sequence[tuple[str, str, str]],
        *,
        safe: str,
        unlock: tuple[str, str] | None = None,
    ) -> None:
        """`choices` are key, words and role of each button; `safe` is what Escape and Enter choose.

        `unlock` names an answer that can be given once a word has been typed.
        """
        super().__init__(parent, title)
        self._look = look
        self._safe = safe
        self._unlock = unlock
        self.setAccessibleDescription(text)
        self.word = QLineEdit()  # before the buttons, as it comes before them by Tab
        self.buttons = {key: self._button(key, words, role) for key, words, role in choices}
        self.word.setFont(look.font("text"))
        self.word.setVisible(unlock is not None)
        if unlock is not None:
            self.word.setAccessibleName(f"Type {unlock[1]}")
            self.word.setPlaceholderText(unlock[1])
            self.word.textChanged.connect(self._try_word)
            self._try_word("")
        self.sheet = self._sheet(title, text)
        whole = QVBoxLayout(self)
        whole.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.sheet, 100)
        row.addStretch(1)
        whole.addLayout(row)
        whole.addStretch(1)
        self._ring = FocusRing(self, look)

    def open(self) -> None:
        """Ask, over the whole window; the word to type has the focus, else the safe answer."""
        super().open()
        first = self.buttons[self._safe] if self._unlock is None else self.word
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Escape."""
        self._choose(self._safe)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter after the word leads to the button it unlocks, and never presses it."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self._unlock is not None and self.word.hasFocus():
            unlocked = self.buttons[self._unlock[0]]
            if unlocked.isEnabled():
                unlocked.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _sheet(self, title: str, text: str) -> QFrame:
        sheet = QFrame()
        sheet.setProperty("role", "sheet")
        sheet.setMaximumWidth(round(WIDTH * max(1.0, self._look.text_scale)))
        if not self._look.themes.theme.is_dark:
            shadow = QGraphicsDropShadowEffect(sheet)
            shadow.setBlurRadius(SHADOW_BLUR)
            shadow.setOffset(0, SHADOW_DOWN)
            shadow.setColor(SHADOW)
            sheet.setGraphicsEffect(shadow)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(10)
        column.addWidget(label(self._look, title, "heading", wrap=True))
        column.addWidget(label(self._look, text, "note", "ink2", wrap=True))
        column.addWidget(self.word)
        column.addSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(10)
        quiet = [button for button in self.buttons.values() if button.property("role") in QUIET_ROLES]
        for button in quiet:
            row.addWidget(button)
        row.addStretch(1)
        for button in self.buttons.values():
            if button not in quiet:
                row.addWidget(button)
        column.addLayout(row)
        return sheet

    def _button(self, key: str, words: str, role: str) -> Button:
        button = Button(self._look, words, role)
        if role in ("quiet", "danger-quiet"):
            button.setProperty("flush", "true")
        button.setDefault(key == self._safe)
        button.setAutoDefault(True)
        button.clicked.connect(lambda: self._choose(key))
        return button

    def _try_word(self, text: str) -> None:
        assert self._unlock is not None
        key, word = self._unlock
        self.buttons[key].setEnabled(text.strip() == word)

    def _choose(self, key: str) -> None:
        self.done(0)
        self.chosen.emit(key)
