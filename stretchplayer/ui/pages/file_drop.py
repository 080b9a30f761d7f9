"""Lets a page take a file that is dropped on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def take_files(page: QWidget, take: Callable[[Path], None]) -> None:
    """Call `take` with a file that is let go of anywhere over the page; of several with the first."""
    page.setAcceptDrops(True)
    page.installEventFilter(_Catcher(page, take))


class _Catcher(QObject):
    """Looks at what is dragged over a page; lives as long as the page."""

    def __init__(self, page: QWidget, take: Callable[[Path], None]) -> None:
        super().__init__(page)
        self._take = take

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files, leave everything else to the page."""
        if not isinstance(event, QDropEvent):  # entering and moving are kinds of it
            return super().eventFilter(watched, event)
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if not files:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._take(files[0])
        return True
