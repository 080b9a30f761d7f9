"""What somebody may do with all that is kept: look where it is, take it along, erase it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from stretchplayer.core.history import Everything
from stretchplayer.core.kept import Form, FoundNotes
from stretchplayer.core.ports import Clock


class HistoryFiles(Protocol):
    """Writes the notes into files and finds them in some. Raises `FileError` and `StoreError`."""

    def archive(self, path: Path, at: datetime) -> None:
        """Write everything into one ZIP."""

    def write(self, place: Path, form: Form, at: datetime) -> Path:
        """Write the notes in a form, and give where they are now."""

    def look_into(self, path: Path) -> FoundNotes:
        """Lay what a file of notes holds beside what is here; nothing is changed."""


class DataService(QObject):
    """Everything of one data folder."""

    erased = Signal()  # nothing is kept any more: whoever shows or remembers something starts anew
    brought_back = Signal()  # much may be new, of any kind: so does who shows or remembers something

    def __init__(
        self,
        folder: Path,
        everything: Everything,
        files: HistoryFiles,
        clock: Clock,
        parent: QObject | None = None,
        erase_files: Callable[[], None] = lambda: None,
    ) -> None:
        """`erase_files` erases what is kept beside the notes; raises `StoreError`."""
        super().__init__(parent)
        self.folder = folder
        self._everything = everything
        self._files = files
        self._clock = clock
        self._erase_files = erase_files

    def counts(self) -> dict[str, int]:
        """How many of each kind of thing are kept, by the name of the kind."""
        return self._everything.counts()

    def archive_name(self) -> str:
        """A good name for an archive made today."""
        return self.export_name(".zip")

    def export_name(self, suffix: str) -> str:
        """A good name for a file made today."""
        return f"stretchplayer-{self._clock.now().date().isoformat()}{suffix}"

    def export(self, path: Path) -> None:
        """Write everything into one ZIP. Raises `FileError`, and `StoreError` when it cannot be read."""
        self._files.archive(path, self._clock.now())

    def export_history(self, place: Path, form: Form) -> Path:
        """Write the notes in a form, and give where they are now. Raises `FileError` and `StoreError`."""
        return self._files.write(place, form, self._clock.now())

    def look_into(self, path: Path) -> FoundNotes:
        """What a file of notes holds, laid beside what is here; close it when done.

        Raises `RefusedFileError` and `StoreError`; nothing is changed.
        """
        return self._files.look_into(path)

    def bring_back(self, found: FoundNotes, *, prefer_file: bool) -> None:
        """Add what a file holds, all of it or nothing. Raises `StoreError`."""
        found.brought.bring_in(prefer_file=prefer_file)
        self.brought_back.emit()

    def erase(self) -> None:
        """Forget everything for good. Raises `StoreError`; then all notes are still there."""
        self._erase_files()
        self._everything.erase()
        self.erased.emit()
        # Whoever had something open may have kept it once more, as if only that had been deleted.
        self._everything.erase()
