"""One window for one data folder: a second start raises the first window instead.

The lock is a file in the folder; the knock is a local socket of this user alone. Neither leaves
the machine.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

from stretchplayer.core.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtNetwork import QLocalServer

KNOCK_MS = 1_000
WAIT_MS = 5_000


@contextmanager
def alone_on(folder: Path) -> Iterator[None]:
    """Hold the lock of a data folder for a moment, so that an open window cannot miss what is written.

    Waits up to `WAIT_MS`, then raises `StoreError` that says who holds it.
    """
    lock = _lock_of(folder)
    if not lock.tryLock(WAIT_MS):
        process, host, _ = lock.getLockInfo()
        who = f" (process {process} on {host})" if process else ""
        raise StoreError(f"The app is open on {folder}{who}. Please close it, then try again.")
    try:
        yield
    finally:
        lock.unlock()


def _lock_of(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder / "window.lock"))
    lock.setStaleLockTime(0)  # a crashed owner is recognised by its process, not by age
    return lock


class SingleInstance(QObject):
    """Holds the lock of a data folder while the app runs."""

    knocked = Signal()  # another start on the same folder asks for this window

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = _lock_of(folder)
        self._folder = folder
        self._server: QLocalServer | None = None

    def _name(self) -> str:
        """The socket's name: the same for the same folder, and short enough for every system."""
        import hashlib

        return f"stretchplayer-{hashlib.sha256(str(self._folder.resolve()).encode()).hexdigest()[:24]}"

    def acquire(self) -> bool:
        """Take the lock; False when another window has it."""
        return self._lock.tryLock(0)

    def listen(self) -> None:
        """Answer knocks from now on."""
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._name())  # what a crashed owner left; the lock is ours
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        self._server.listen(self._name())

    def knock(self) -> bool:
        """Ask the window that has the lock to show itself; False when it does not answer."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name())
        answered = socket.waitForConnected(KNOCK_MS)
        socket.disconnectFromServer()
        return answered

    def release(self) -> None:
        """Let another start have the folder."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _answer(self) -> None:
        assert self._server is not None
        connection = self._server.nextPendingConnection()
        if connection is not None:
            connection.deleteLater()
        self.knocked.emit()
