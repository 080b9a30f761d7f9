"""Which devices there are to play on, read in the background since that takes a moment."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Signal

END_WITHIN_S = 2.0  # a system that never answers does not hold up the end


@dataclass(frozen=True, slots=True)
class Output:
    """A device to play on; no other has its name."""

    name: str
    usual: bool = False  # what the system gives to whoever asks for none


#: Lists what is there now. Called on another thread.
ListOutputs = Callable[[], Sequence[Output]]


class SoundOutputs(QObject):
    """What was there at the last reading."""

    changed = Signal()  # other devices are there than at the reading before
    _read = Signal(object)

    def __init__(self, list_outputs: ListOutputs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._list = list_outputs
        self._found: tuple[Output, ...] | None = None
        self._thread: threading.Thread | None = None
        self._again = False
        self._read.connect(self._take)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._wait)

    @property
    def found(self) -> tuple[Output, ...] | None:
        """The devices, None before the first reading."""
        return self._found

    def refresh(self) -> None:
        """Read again. `changed` follows if something is different."""
        if self._thread is not None:
            self._again = True
            return
        self._again = False
        self._thread = threading.Thread(target=self._run, name="sound-outputs", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        found: Sequence[Output] = ()
        try:
            found = self._list()
        finally:
            self._read.emit(tuple(found))

    def _take(self, found: tuple[Output, ...]) -> None:
        self._wait()
        self._thread = None
        if found != self._found:
            self._found = found
            self.changed.emit()
        if self._again:
            self.refresh()

    def _wait(self) -> None:
        if self._thread is not None:
            self._thread.join(END_WITHIN_S)
