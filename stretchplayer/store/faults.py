"""Turns SQLite's troubles with the disk or the file into sentences a user can act on.

Mistakes of our own (a broken constraint, wrong SQL) are not in the list and stay as they are.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stretchplayer.core.errors import StoreError

NEWER_FILE = "These notes come from a newer version of Stretch Player. They are left untouched."

_PRIMARY_CODE = 0xFF  # extended result codes carry details above this byte

_SENTENCES = {
    sqlite3.SQLITE_FULL: (
        "This is not saved yet, the disk is full. Free some space, then try again. Earlier notes are safe."
    ),
    sqlite3.SQLITE_BUSY: "Your notes are in use by another program. Close it, then try again.",
    sqlite3.SQLITE_LOCKED: "Your notes are in use by another program. Close it, then try again.",
    sqlite3.SQLITE_READONLY: "Your notes cannot be written. Please check that you may write to {path}.",
    sqlite3.SQLITE_CANTOPEN: "Your notes cannot be opened. Please check that you may read and write {path}.",
    sqlite3.SQLITE_PERM: "Your notes cannot be opened. Please check that you may read and write {path}.",
    sqlite3.SQLITE_AUTH: "Your notes cannot be opened. Please check that you may read and write {path}.",
    sqlite3.SQLITE_IOERR: "The disk did not answer as it should. Please check the disk that holds {path}.",
}
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def copies_of(path: Path) -> list[Path]:
    """Copies made before upgrades of this file, newest first."""
    found = path.parent.glob(f"{path.stem}-v*.bak")
    return sorted(found, key=lambda copy: copy.stat().st_mtime, reverse=True)


def damaged(path: Path) -> StoreError:
    """What to say of a file that cannot be read as notes."""
    words = f"Your notes could not be opened, the file is damaged. It is left as it is: {path}."
    copies = copies_of(path)
    return StoreError(f"{words} A copy is here: {copies[0]}." if copies else words)


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Raise `StoreError` in place of what SQLite or the system says of the disk or the file."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None:
            raise
        code &= _PRIMARY_CODE
        if code in _DAMAGED:
            raise damaged(path) from error
        if code in _SENTENCES:
            raise StoreError(_SENTENCES[code].format(path=path)) from error
        raise
    except OSError as error:
        raise StoreError(
            f"Your notes cannot be opened. Please check that you may read and write {path}."
        ) from error
