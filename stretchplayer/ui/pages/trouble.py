"""When the app cannot go on: one sentence that says why and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stretchplayer.ui.widgets.parts import Button, label

if TYPE_CHECKING:
    from stretchplayer.ui.look import Look

TITLE = "Your notes cannot be opened"


class TroublePage(QWidget):
    """Fills the window; nothing has been changed on disk."""

    left = Signal()

    def __init__(self, look: Look, words: str) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(64, 64, 64, 64)
        layout.setSpacing(16)
        layout.addStretch(1)
        layout.addWidget(label(look, TITLE, "title", wrap=True))
        self.words = label(look, words, "body", wrap=True)
        self.words.setMaximumWidth(760)
        layout.addWidget(self.words)
        self.close_button = Button(look, "Close", "primary")
        self.close_button.clicked.connect(self.left)
        layout.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(2)
        self.setFocusProxy(self.close_button)
