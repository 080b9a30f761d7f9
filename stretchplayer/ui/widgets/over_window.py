"""What is shown over the whole window for a while, on a scrim that dims what is under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QDialog

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

SCRIM = 0.4


class OverWindow(QDialog):
    """Covers the window of `parent`, follows it, and goes for good when it is closed."""

    def __init__(self, parent: QWidget, title: str) -> None:
        window = parent.window()
        super().__init__(window, Qt.WindowType.FramelessWindowHint | Qt.WindowType.Dialog)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(title)
        window.installEventFilter(self)
        self.finished.connect(lambda _: window.removeEventFilter(self))

    def open(self) -> None:
        """Show it over the whole window."""
        self._cover()
        super().open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window."""
        if watched is self._window and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._cover()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the scrim."""
        del event
        scrim = QColor(0, 0, 0)
        scrim.setAlphaF(SCRIM)
        QPainter(self).fillRect(self.rect(), scrim)

    def _cover(self) -> None:
        self.setGeometry(self._window.geometry())
