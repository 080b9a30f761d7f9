"""The application object: tells before it asks its windows to close for good."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """A window that would hide in the tray must know when the whole app, or the session, ends."""

    quitting = Signal()

    def event(self, event: QEvent) -> bool:
        """Look at what is sent to the application itself, which is little."""
        if event.type() is QEvent.Type.Quit:
            self.quitting.emit()
        return super().event(event)
