"""`Corrections` on SQLite: entries noted afterwards, taken back, put back, and their history."""

from __future__ import annotations

import json
from datetime import datetime

from stretchplayer.core.catalogue import Side
from stretchplayer.core.history import Deed, EntryChange, EntryKind, RatingKind, SessionOutcome
from stretchplayer.store.instants import columns, instant, utc_text
from stretchplayer.store.journal import change
from stretchplayer.store.rows import Rows, new_id


class SqliteCorrections(Rows):
    """See `stretchplayer.core.history.Corrections`; each writing method is one transaction."""

    def note_rating(
        self, *, kind: RatingKind, score: int, of: datetime, at: datetime, session: str | None = None
    ) -> str:
        """See `Corrections`."""
        rating = new_id()
        with self._database.transaction() as write:
            write.execute(
                "INSERT INTO pain_rating (id, kind, score, skipped, flag, session, noted_utc,"
                " at_utc, local_date, utc_offset_min) VALUES (?, ?, ?, 0, 0, ?, ?, ?, ?, ?)",
                (rating, kind, score, session, utc_text(at), *columns(of)),
            )
        return rating

    def note_session(self, *, routine: str, name: str, began: datetime, played_ms: int) -> str:
        """See `Corrections`."""
        session = new_id()
        with self._database.transaction() as write:
            write.execute(
                "INSERT INTO session (id, routine, routine_name, plan, first_side, outcome, played_ms,"
                " by_hand, started_utc, local_date, utc_offset_min)"
                " VALUES (?, ?, ?, '{}', ?, ?, ?, 1, ?, ?, ?)",
                (session, routine, name, Side.RIGHT, SessionOutcome.FINISHED, played_ms, *columns(began)),
            )
        return session

    def correct_minutes(self, session: str, played_ms: int, at: datetime) -> None:
        """See `Corrections`."""
        with self._database.transaction() as write:
            change(write, EntryKind.SESSION, session, {"played_ms": played_ms}, Deed.CORRECTED, at)

    def remove(self, kind: EntryKind, entry: str, at: datetime) -> None:
        """See `Corrections`."""
        gone = utc_text(at)
        with self._database.transaction() as write:
            change(write, kind, entry, {"removed_utc": gone}, Deed.REMOVED, at)
            if kind is EntryKind.SESSION:  # its ratings bear the same mark, and by it come back with it
                write.execute(
                    "UPDATE pain_rating SET removed_utc = ? WHERE session = ? AND removed_utc IS NULL",
                    (gone, entry),
                )

    def put_back(self, kind: EntryKind, entry: str, at: datetime) -> None:
        """See `Corrections`."""
        with self._database.transaction() as write:
            if kind is EntryKind.SESSION:
                write.execute(
                    "UPDATE pain_rating SET removed_utc = NULL WHERE session = ?"
                    " AND removed_utc = (SELECT removed_utc FROM session WHERE id = ?)",
                    (entry, entry),
                )
            change(write, kind, entry, {"removed_utc": None}, Deed.PUT_BACK, at)

    def changes(self, entry: str) -> list[EntryChange]:
        """See `Corrections`."""
        rows = self._database.rows(
            "SELECT * FROM entry_change WHERE entry = ? ORDER BY at_utc, rowid", (entry,)
        )
        return [
            EntryChange(
                kind=EntryKind(row["kind"]),
                entry=row["entry"],
                deed=Deed(row["deed"]),
                before=json.loads(row["before"]),
                at=instant(row["at_utc"], row["utc_offset_min"]),
            )
            for row in rows
        ]
