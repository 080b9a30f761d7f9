"""Writes a sound file in the background, which takes seconds, and can be given up meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from stretchplayer.core.errors import StretchPlayerError

if TYPE_CHECKING:
    from stretchplayer.core.take_along import Taken
    from stretchplayer.core.timeline import Timeline

#: Is told which share is done, and says whether to go on.
OnProgress = Callable[[float], bool]
#: Writes a file; None when it was given up. Raises a `StretchPlayerError`. Called on another thread.
Write = Callable[[Path, OnProgress], "Taken | None"]
#: Writes what a timeline sounds like, under a title.
Record = Callable[["Timeline", str, Path, OnProgress], "Taken | None"]

NOT_WRITTEN = "The file could not be written."  # what is said where we made a mistake


class Recording(QObject):
    """One file at a time. Its signals come on the thread it lives on."""

    progressed = Signal(float)  # share that is done
    written = Signal(object)  # Taken
    given_up = Signal()
    failed = Signal(str)  # what stands in the way
    _ended = Signal(object)  # Taken, words or None

    def __init__(self, write: Write, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._write = write
        self._thread: threading.Thread | None = None
        self._unwanted = threading.Event()
        self._ended.connect(self._end)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.give_up)

    @property
    def running(self) -> bool:
        """Whether a file is being written."""
        return self._thread is not None

    def begin(self, path: Path) -> None:
        """Start writing; one of `written`, `given_up` and `failed` follows."""
        if self._thread is None:
            self._unwanted.clear()
            self._thread = threading.Thread(target=self._run, args=(path,), name="recording")
            self._thread.start()

    def give_up(self) -> None:
        """Stop writing, and wait until nothing of it is left: some hundredths of a second."""
        self._unwanted.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self, path: Path) -> None:
        outcome: Taken | str | None = NOT_WRITTEN
        try:
            outcome = self._write(path, self._go_on)
        except StretchPlayerError as error:
            outcome = str(error)
        finally:
            with suppress(RuntimeError):  # as below
                self._ended.emit(outcome)

    def _go_on(self, share: float) -> bool:
        try:
            self.progressed.emit(share)
        except RuntimeError:  # the window went, and this object with it: nobody waits for the file
            return False
        return not self._unwanted.is_set()

    def _end(self, outcome: Taken | str | None) -> None:
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()
        if outcome is None:
            self.given_up.emit()
        elif isinstance(outcome, str):
            self.failed.emit(outcome)
        else:
            self.written.emit(outcome)
