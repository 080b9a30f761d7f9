"""A sentence at the foot of the window that goes by itself, with a way to take back what it tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from stretchplayer.ui.widgets.parts import Icon, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from stretchplayer.ui.look import Look

STAYS_MS = 6_000
ABOVE_FOOT = 24
WIDTH = 430
SIDE = 20


class Toaster(QFrame):
    """One sentence at a time. It stays while it is pointed at or has the focus."""

    def __init__(self, window: QWidget, look: Look, *, stays_ms: int = STAYS_MS) -> None:
        super().__init__(window)
        self._window = window
        self._stays_ms = stays_ms
        self._on_action: Callable[[], None] | None = None
        self.setProperty("role", "toast")
        self.words = label(look, "", "text", wrap=True)
        self.words.setProperty("ink", "toast")
        self.action = QPushButton()
        self.action.setProperty("role", "toast")
        self.action.setFont(look.font("section"))
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
        self._timer.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    def show_toast(
        self, words: str, action: str | None = None, on_action: Callable[[], None] | None = None
    ) -> None:
        """Say this in place of what was said before; `action` is the word on the button."""
        self._on_action = on_action
        self.words.setText(words)
        self.action.setText(action or "")
        self.action.setAccessibleName(f"{action}: {words}" if action else "")
        self.action.setVisible(action is not None)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(self._stays_ms)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

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
            self._wait_or_go()
        return super().event(event)

    def _wait_or_go(self) -> None:
        if not self.isVisible():
            return
        if self.underMouse() or self.action.hasFocus():
            self._timer.stop()
        else:
            self._timer.start(self._stays_ms)

    def _act(self) -> None:
        on_action, self._on_action = self._on_action, None
        self._timer.stop()
        self.hide()
        if on_action is not None:
            on_action()

    def _place(self) -> None:
        room = self._window.width() - 2 * SIDE
        width = min(room, max(WIDTH, self.sizeHint().width()))
        height = max(self.heightForWidth(width), self.sizeHint().height())
        left = (self._window.width() - width) // 2
        self.setGeometry(left, self._window.height() - height - ABOVE_FOOT, width, height)
