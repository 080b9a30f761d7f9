"""A line to type what is looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from stretchplayer.ui.widgets.parts import label

if TYPE_CHECKING:
    from stretchplayer.ui.look import Look

GLASS_PX = 20
WIDTH, HEIGHT = 300, 46
KEY_RIGHT = 10
ROOM = 90  # for the glass, the cursor and what lies between


class SearchField(QLineEdit):
    """Tells of each change; Escape empties it. The key that leads here stands at its end."""

    changed = Signal(str)

    def __init__(self, look: Look, words: str = "Search") -> None:
        super().__init__()
        self._look = look
        self.setFont(look.font("text"))
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setMaximumWidth(round(WIDTH * max(1.0, look.text_scale)))
        self.setMinimumHeight(HEIGHT)
        self._glass = self.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        self._key = label(look, "Ctrl F", "small-strong")
        self._key.setProperty("role", "keycap")
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, KEY_RIGHT, 0)
        row.addStretch(1)
        row.addWidget(self._key, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumWidth(
            self.fontMetrics().horizontalAdvance(words) + self._key.sizeHint().width() + ROOM
        )
        self.textChanged.connect(self._follow)
        look.themes.changed.connect(self._refresh)
        self._refresh()

    def begin(self) -> None:
        """Take the focus, ready to be typed over."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _follow(self, text: str) -> None:
        self._key.setVisible(not text)
        self.setClearButtonEnabled(bool(text))
        self.changed.emit(text)

    def _refresh(self) -> None:
        glass = self._look.pixmap("magnifying-glass", "ink2", GLASS_PX, self.devicePixelRatioF())
        self._glass.setIcon(QIcon(glass))
