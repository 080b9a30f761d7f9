"""A sentence at the foot of the window that goes by itself, with a way to take back what it tells of."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget
from shiboken6 import isValid

from stretchplayer.ui.widgets.announce import announce
from stretchplayer.ui.widgets.parts import Icon, label

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent

    from stretchplayer.ui.look import Look

STAYS_MS = 6_000
ABOVE_FOOT = 24
WIDTH = 430
SIDE = 20
KEY = "F6"  # leads to the button, which would be gone before Tab comes to it


#: Says a sentence at the foot of the window; where there is one, with a word and what it does.
Tell = Callable[[str, str | None, Callable[[], None] | None], None]


class Toaster(QFrame):
    """One sentence at a time. It stays while it is pointed at or has the focus; Escape sends it away."""

    def __init__(self, window: QWidget, look: Look, *, stays_ms: int = STAYS_MS) -> None:
        super().__init__(window)
        self._window = window
        self._look = look
        self._stays_ms = stays_ms
        self._on_action: Callable[[], None] | None = None
        self._came_from: QWidget | None = None
        self.setProperty("role", "toast")
        self.words = label(look, "", "text", wrap=True)
        self.words.setProperty("ink", "toast")
        self.action = QPushButton()
        self.action.setProperty("role", "toast")
        self.action.setCursor(Qt.CursorShape.PointingHandCursor)
        self.action.setAutoDefault(False)
        self.action.clicked.connect(self._act)
        self.action.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 12, 6)
        row.setSpacing(14)
        row.addWidget(Icon(look, "check-circle-fill", "bg"))
        row.addWidget(self.words, 1)
        row.addWidget(self.action)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        self._shortcut = QShortcut(QKeySequence(KEY), window)
        self._shortcut.activated.connect(self._take_focus)
        self._shortcut.setEnabled(False)
        window.installEventFilter(self)
        self.hide()

    def show_toast(
        self, words: str, action: str | None = None, on_action: Callable[[], None] | None = None
    ) -> None:
        """Say this in place of what was said before; `action` is the word on the button."""
        self._on_action = on_action
        self.words.setFont(self._look.font("text"))
        self.action.setFont(self._look.font("section"))
        self.words.setText(words)
        self.action.setText(action or "")
        self.action.setAccessibleName(f"{action}: {words}" if action else "")
        self.action.setToolTip(KEY)
        self.action.setVisible(action is not None)
        self._shortcut.setEnabled(action is not None)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(self._stays_ms)
        announce(self, f"{words}. {action}: {KEY}" if action else words)

    def dismiss(self) -> None:
        """Send it away; the focus goes back to where it came from."""
        had_focus = self.action.hasFocus()
        self._timer.stop()
        self._shortcut.setEnabled(False)
        self._on_action = None
        self.hide()
        if had_focus and self._came_from is not None and isValid(self._came_from):
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self._came_from = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place in the window, and wait for whoever has the focus here."""
        if watched is self._window and event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        elif watched is self.action and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._wait_or_go()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Wait while it is pointed at."""
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self._wait_or_go(pointed_at=event.type() is QEvent.Type.Enter)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def _wait_or_go(self, *, pointed_at: bool | None = None) -> None:
        if not self.isVisible():
            return
        if pointed_at is None:
            pointed_at = self.underMouse()
        if pointed_at or self.action.hasFocus():
            self._timer.stop()
        else:
            self._timer.start(self._stays_ms)

    def _take_focus(self) -> None:
        self._came_from = self._window.focusWidget()
        self.action.setFocus(Qt.FocusReason.TabFocusReason)

    def _act(self) -> None:
        on_action = self._on_action
        self.dismiss()
        if on_action is not None:
            on_action()

    def _place(self) -> None:
        room = self._window.width() - 2 * SIDE
        width = min(room, max(WIDTH, self.sizeHint().width()))
        height = max(self.heightForWidth(width), self.minimumSizeHint().height())
        left = (self._window.width() - width) // 2
        self.setGeometry(left, self._window.height() - height - ABOVE_FOOT, width, height)
