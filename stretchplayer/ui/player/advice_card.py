"""What follows from how a session ended, as a card of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from stretchplayer.ui.player.paint import board_font

if TYPE_CHECKING:
    from stretchplayer.ui.player.looks import Looks

SIGN = 24


class AdviceCard(QFrame):
    """A sign and a few sentences; gone while there is nothing to say."""

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "easeoff")
        self._sign = QLabel()
        self._sign.setFixedWidth(SIGN)
        self.words = QLabel()
        self.words.setFont(board_font(16, QFont.Weight.Normal))
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 14, 18, 14)
        row.setSpacing(14)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        self.set_looks(looks)
        self.say("")

    def set_looks(self, looks: Looks) -> None:
        """Follow the theme."""
        color, ratio = looks.colors.color("amber"), self.devicePixelRatioF()
        self._sign.setPixmap(looks.icons("hand-palm-fill", color, SIGN, ratio))

    def say(self, words: str) -> None:
        """Say this; nothing when there are no words."""
        self.words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))
