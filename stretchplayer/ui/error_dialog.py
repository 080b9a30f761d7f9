"""The last resort: something in the app itself went wrong."""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from types import TracebackType
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from stretchplayer import APP_NAME, __version__
from stretchplayer.core.errors import StretchPlayerError
from stretchplayer.ui.widgets.parts import Button, label

if TYPE_CHECKING:
    from stretchplayer.ui.look import Look

log = logging.getLogger(__name__)

TITLE = "Something in the app went wrong"
WORDS = (
    "This is our mistake, not yours. Everything that was shown as saved is on disk. "
    "The details below help us to mend it; nothing is sent anywhere."
)


def details(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Versions and trace, to be copied into a report."""
    where = f"Python {platform.python_version()}, Qt {PySide6.__version__}, {platform.platform()}"
    return f"{APP_NAME} {__version__}, {where}\n\n" + "".join(traceback.format_exception(kind, error, trace))


class ErrorDialog(QDialog):
    """Says so, offers the details to copy, and closes the app."""

    def __init__(self, look: Look, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.resize(720, 460)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 24)
        layout.setSpacing(14)
        layout.addWidget(label(look, TITLE, "heading"))
        layout.addWidget(label(look, WORDS, "text", "ink2", wrap=True))
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Details")
        layout.addWidget(self.text, 1)
        row = QHBoxLayout()
        self.copy: QPushButton = Button(look, "Copy the details", "second")
        self.leave: QPushButton = Button(look, "Close the app", "primary")
        row.addWidget(self.copy)
        row.addStretch(1)
        row.addWidget(self.leave)
        layout.addLayout(row)
        self.copy.clicked.connect(lambda: QApplication.clipboard().setText(text))
        self.leave.clicked.connect(self.accept)


class LastResort:
    """Shows the dialog for the first error nobody caught, then closes the window."""

    def __init__(self, look: Look, window: QWidget) -> None:
        self._look = look
        self._window = window
        self._shown = False

    def install(self) -> None:
        """Catch what nobody else catches."""
        sys.excepthook = self.handle

    def handle(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log it, show it once, close; what the user can mend is only told."""
        if issubclass(kind, KeyboardInterrupt):
            self._window.close()
            return
        if isinstance(error, StretchPlayerError):
            log.info("told the user: %s", error)
            QMessageBox.information(self._window, APP_NAME, str(error))
            return
        log.error("an error nobody caught", exc_info=(kind, error, trace))
        if self._shown:
            return
        self._shown = True
        ErrorDialog(self._look, details(kind, error, trace), self._window).exec()
        self._window.close()
