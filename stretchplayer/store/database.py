"""One SQLite file: opening it safely, transactions, copies.

The connection belongs to the thread that opened it; SQLite's own check is left on, so that use from
another thread is noticed.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from stretchplayer.core.errors import StoreError
from stretchplayer.store.faults import damaged, told_plainly

Row = sqlite3.Row

_BUSY_MS = 5000
# Checking every page takes 1 to 5 ms per MB. Years of notes (some 2.5 MB each) are therefore checked only
# after a close that was not clean, which leaves a log behind; else their damage is told where it is read.
_ALWAYS_CHECKED_BYTES = 4 * 1024 * 1024
_CHECKED_BYTES = 64 * 1024 * 1024


class Database:
    """An open file. Raises `StoreError` when the disk or the file is at fault."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with told_plainly(path):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if path.exists() and path.stat().st_size > 0:
                _inspect(path)
            else:
                # Made here and not by SQLite, so that only the user can read it.
                os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            self._connection = _connect(path)

    def close(self) -> None:
        """Give the file back; closing twice is harmless."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing, on disk when the block ends; any exception leaves the file as it was."""
        with told_plainly(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def run_script(self, script: str) -> None:
        """Run several statements, which bring their own transaction; roll back what fails."""
        with told_plainly(self.path):
            try:
                self._connection.executescript(script)
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """All rows of a question."""
        with told_plainly(self.path):
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Row | None:
        """The first row of a question, if there is one."""
        with told_plainly(self.path):
            row: sqlite3.Row | None = self._connection.execute(sql, values).fetchone()
            return row

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read within is as it was when the first of it was read, whoever writes meanwhile."""
        with told_plainly(self.path):
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("COMMIT")

    def each(self, sql: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a question one by one, so that none but the current is held."""
        with told_plainly(self.path):
            cursor = self._connection.cursor()
            cursor.row_factory = None
            yield from cursor.execute(sql, values)

    @property
    def version(self) -> int:
        """Number of the schema; 0 for a new file."""
        with told_plainly(self.path):
            return _version(self._connection)

    def copy_to(self, target: Path) -> None:
        """Write a complete copy, in place of an earlier one only once it is complete.

        A plain file copy would leave out what is still in the write-ahead log.
        """
        unfinished = target.with_name(target.name + ".part")
        with told_plainly(target):
            unfinished.unlink(missing_ok=True)
            with closing(sqlite3.connect(unfinished)) as copy:
                self._connection.backup(copy)
            unfinished.replace(target)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=_BUSY_MS / 1000)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        # Where the file system cannot do it SQLite keeps its own journal, which is as safe.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA fullfsync = ON")  # macOS: through the drive's cache; else no effect
    except BaseException:
        connection.close()
        raise
    return connection


def _inspect(path: Path) -> None:
    """Raise `StoreError` unless the file can be read through. Opened for reading: it stays as it is."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        if _version(connection) == 0 and connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise StoreError(f"This file holds something other than notes. It is left as it is: {path}.")
        log = path.with_name(f"{path.name}-wal")
        left_open = log.exists() and log.stat().st_size > 0
        if path.stat().st_size <= (_CHECKED_BYTES if left_open else _ALWAYS_CHECKED_BYTES):
            (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if answer != "ok":
                raise damaged(path)


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)
