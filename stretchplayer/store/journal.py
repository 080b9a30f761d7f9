"""The journal of changed entries: each keeps what the entry said before, in the same transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import datetime

from stretchplayer.core.errors import NotFoundError
from stretchplayer.core.history import Deed, EntryKind
from stretchplayer.store.instants import columns
from stretchplayer.store.rows import new_id


def change(
    write: sqlite3.Connection,
    kind: EntryKind,
    entry: str,
    new: Mapping[str, object],
    deed: Deed,
    at: datetime,
) -> None:
    """Give these columns of an entry new values. Nothing is kept when they have them already.

    Raises `NotFoundError` for an unknown entry.
    """
    old = write.execute(f"SELECT {', '.join(new)} FROM {kind} WHERE id = ?", (entry,)).fetchone()
    if old is None:
        raise NotFoundError("That entry is not in your notes any more.")
    if all(old[column] == value for column, value in new.items()):
        return
    note_change(write, kind, entry, {column: old[column] for column in new}, deed, at)
    put = ", ".join(f"{column} = ?" for column in new)
    write.execute(f"UPDATE {kind} SET {put} WHERE id = ?", (*new.values(), entry))


def note_change(
    write: sqlite3.Connection,
    kind: EntryKind,
    entry: str,
    before: Mapping[str, object],
    deed: Deed,
    at: datetime,
) -> None:
    """Keep what these columns of an entry said until now."""
    write.execute(
        "INSERT INTO entry_change (id, kind, entry, deed, before, at_utc, local_date, utc_offset_min)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (new_id(), kind, entry, deed, json.dumps(before, ensure_ascii=False), *columns(at)),
    )
