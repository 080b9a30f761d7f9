"""`Drafts` on SQLite: what is being edited survives a crash."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from stretchplayer.store.instants import utc_text
from stretchplayer.store.rows import Rows


class SqliteDrafts(Rows):
    """See `stretchplayer.core.history.Drafts`."""

    def draft(self, key: str) -> str | None:
        """See `Drafts`."""
        row = self._database.row("SELECT data FROM draft WHERE key = ?", (key,))
        return None if row is None else str(row["data"])

    def keep_draft(self, key: str, data: str | None, at: datetime) -> None:
        """See `Drafts`."""
        with self._database.transaction() as write:
            write_draft(write, key, data, at)


def write_draft(write: sqlite3.Connection, key: str, data: str | None, at: datetime) -> None:
    """Write or drop a draft, inside a transaction of the caller's."""
    if data is None:
        write.execute("DELETE FROM draft WHERE key = ?", (key,))
        return
    write.execute(
        "INSERT INTO draft (key, data, changed_utc) VALUES (?, ?, ?)"
        " ON CONFLICT (key) DO UPDATE SET data = excluded.data, changed_utc = excluded.changed_utc",
        (key, data, utc_text(at)),
    )
