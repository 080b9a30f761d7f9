"""What somebody may do with all that is kept: look where it is, take it along, erase it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from stretchplayer.core.history import Everything, Table
from stretchplayer.core.ports import Clock

WriteArchive = Callable[[Path, "Iterable[Table]", datetime], None]


class DataService(QObject):
    """Everything of one data folder."""

    erased = Signal()  # nothing is kept any more: whoever shows or remembers something starts anew

    def __init__(
        self,
        folder: Path,
        everything: Everything,
        write_archive: WriteArchive,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.folder = folder
        self._everything = everything
        self._write_archive = write_archive
        self._clock = clock

    def counts(self) -> dict[str, int]:
        """How many of each kind of thing are kept, by the name of the kind."""
        return self._everything.counts()

    def archive_name(self) -> str:
        """A good name for an archive made today."""
        return f"stretchplayer-{self._clock.now().date().isoformat()}.zip"

    def export(self, path: Path) -> None:
        """Write everything into one ZIP. Raises `FileError`, and `StoreError` when it cannot be read."""
        self._write_archive(path, self._everything.tables(), self._clock.now())

    def erase(self) -> None:
        """Forget everything for good. Raises `StoreError`; then all of it is still there."""
        self._everything.erase()
        self.erased.emit()
