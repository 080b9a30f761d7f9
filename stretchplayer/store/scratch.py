"""A file's notes in a database of their own: filled in the file's form, brought to today's, and checked.

What the file says is trusted in nothing. The constraints of the form it claims, its references, the kinds
of its values and the form of its instants are checked, and what reading would stumble over is read.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import msgspec

from stretchplayer.core.errors import RefusedFileError
from stretchplayer.core.history import OwnPicture
from stretchplayer.core.kept import RowsOf
from stretchplayer.store.database import Database
from stretchplayer.store.faults import told_plainly
from stretchplayer.store.measures import SqliteMeasures
from stretchplayer.store.migrate import shipped_migrations
from stretchplayer.store.own_stretches import SqliteOwnStretches
from stretchplayer.store.routines import SqliteRoutineChanges
from stretchplayer.store.shape import Shape, shapes_of

log = logging.getLogger(__name__)

DAMAGED = "The file is damaged, or was changed by hand: it does not hold together. Nothing was changed."
NEWER = (
    "The file was made by a newer version of Stretch Player. Please update the app first, then try again. "
    "Nothing was changed."
)

#: Columns that hold JSON, and which kind of value, if it is always the same.
JSON_COLUMNS = {
    ("session", "plan"): "object",
    ("session", "checkpoint"): "object",
    ("session_event", "data"): None,
    ("session_note", "tags"): "array",
    ("setting", "value"): None,
    ("draft", "data"): None,
    ("own_stretch", "record"): "object",
    ("routine", "origin"): "object",
    ("entry_change", "before"): "object",
    ("trial", "photo"): "object",
}

_TYPEOF = {"TEXT": "text", "INTEGER": "integer", "REAL": "real", "BLOB": "blob"}
_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
_UTC = f"{_DAY}T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z"
_EARLIEST, _LATEST = "1900", "2200"  # years; instants near the ends of time cannot be shown in every zone
_FAR = 24 * 60  # minutes from UTC, which nobody is


def scratch_files(path: Path) -> list[Path]:
    """What earlier looks into files left beside these notes, had the app been killed meanwhile."""
    return list(path.parent.glob(".brought-*"))


def scratch_of(
    beside: Path, schema: int, tables: Iterable[RowsOf], check_picture: Callable[[OwnPicture], object]
) -> Path:
    """A database of what the file holds, in the folder of the notes. Raises as `Kept.look_into` does."""
    if schema > shipped_migrations()[-1].number:
        raise RefusedFileError(NEWER)
    if schema < 1:
        raise RefusedFileError(DAMAGED)
    for left in scratch_files(beside):
        with contextlib.suppress(OSError):
            left.unlink()
    path = beside.with_name(f".brought-{uuid4().hex}.sqlite3")
    try:
        with told_plainly(path):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        _fill(path, schema, tables)
        _read(path, check_picture)
    except (sqlite3.Error, OverflowError, ValueError, TypeError, msgspec.MsgspecError) as error:
        drop(path)
        log.info("a file of notes was refused: %s", error)
        raise RefusedFileError(DAMAGED) from error
    except BaseException:
        drop(path)
        raise
    return path


def drop(path: Path) -> None:
    """Remove such a database."""
    for part in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        with contextlib.suppress(OSError):
            part.unlink()


def _fill(path: Path, schema: int, tables: Iterable[RowsOf]) -> None:
    with told_plainly(path), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        # It is thrown away if anything goes wrong, so nothing has to be safe on the disk.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA trusted_schema = OFF")
        migrations = shipped_migrations()
        for migration in migrations:
            if migration.number == schema + 1:
                _insert(connection, tables)
            connection.executescript(migration.sql)
            connection.execute(f"PRAGMA user_version = {migration.number}")
        if schema == migrations[-1].number:
            _insert(connection, tables)
        _check(connection)


def _insert(connection: sqlite3.Connection, tables: Iterable[RowsOf]) -> None:
    shapes = shapes_of(connection.execute)
    done: set[str] = set()
    connection.execute("BEGIN")
    for table, columns, rows in tables:
        shape = shapes.get(table)
        if shape is None or table in done or sorted(columns) != sorted(shape.columns):
            raise RefusedFileError(DAMAGED)
        done.add(table)
        names = ", ".join(f'"{column}"' for column in columns)
        places = ", ".join("?" * len(columns))
        connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)
    connection.execute("COMMIT")


def _check(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise RefusedFileError(DAMAGED)
    for shape in shapes_of(connection.execute).values():
        faults = " OR ".join(f"({fault})" for fault in _faults(shape))
        if connection.execute(f"SELECT 1 FROM {shape.table} WHERE {faults} LIMIT 1").fetchone() is not None:
            log.info("a file of notes was refused for its %s", shape.table)
            raise RefusedFileError(DAMAGED)


def _faults(shape: Shape) -> Iterable[str]:
    """Conditions that no row may fulfil."""
    for name in shape.key:
        yield f'"{name}" IS NULL'
    for name, declared in zip(shape.columns, shape.types, strict=True):
        column = f'"{name}"'
        # SQLite keeps words in a column of numbers, and thinks them greater than any number.
        yield f"typeof({column}) NOT IN ('null', '{_TYPEOF[declared]}')"
        if name.endswith("_utc"):
            # Moved by nothing, a 30th of February becomes a date there is. Fractions would be rounded.
            second = f"substr({column}, 1, 19)"
            there_is = f"strftime('%Y-%m-%dT%H:%M:%S', {second}, '+0 days') IS {second}"
            good = f"{column} GLOB '{_UTC}' AND {there_is} AND {_in_time(column)}"
            yield f"{column} IS NOT NULL AND NOT ({good})"
        elif name == "local_date":
            there_is = f"date({column}, '+0 days') IS {column}"
            yield f"NOT ({column} GLOB '{_DAY}' AND {there_is} AND {_in_time(column)})"
        elif name.endswith("utc_offset_min"):
            yield f"abs({column}) >= {_FAR}"
        if (shape.table, name) in JSON_COLUMNS:
            yield f"{column} IS NOT NULL AND NOT json_valid({column})"
            kind = JSON_COLUMNS[shape.table, name]
            if kind is not None:
                yield f"CASE WHEN json_valid({column}) THEN json_type({column}) <> '{kind}' END"


def _in_time(column: str) -> str:
    return f"{column} >= '{_EARLIEST}' AND {column} < '{_LATEST}'"


def _read(path: Path, check_picture: Callable[[OwnPicture], object]) -> None:
    """Read what is read as a whole when the app starts, and what would be drawn."""
    database = Database(path)
    try:
        routines = SqliteRoutineChanges(database)
        routines.changed_routines()
        routines.usual_doses()
        SqliteMeasures(database).measurements()
        stretches = SqliteOwnStretches(database)
        stretches.own_stretches()
        for (picture,) in list(database.each("SELECT id FROM own_picture ORDER BY id")):
            found = stretches.picture(picture)
            assert found is not None
            check_picture(found)
    finally:
        database.close()
