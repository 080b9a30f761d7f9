"""`History` on SQLite: sessions, ratings, and what the user said about their days."""

from __future__ import annotations

import json
import sqlite3
from datetime import date, datetime

from stretchplayer.core.history import Deed, EntryKind, Screening, SessionNote, SetAside
from stretchplayer.store.database import Row
from stretchplayer.store.instants import between, columns, instant, utc_text
from stretchplayer.store.journal import note_change
from stretchplayer.store.ratings import RatingRows
from stretchplayer.store.rows import new_id
from stretchplayer.store.sessions import SessionRows
from stretchplayer.store.summaries import SummaryRows

_NOTED = "session.id = session_note.session AND removed_utc IS NULL"


class SqliteHistory(SessionRows, RatingRows, SummaryRows):
    """See `stretchplayer.core.history.History`; each writing method is one transaction."""

    def save_note(self, note: SessionNote) -> None:
        """See `History`."""
        with self._database.transaction() as write:
            _keep_earlier(write, EntryKind.SESSION_NOTE, "session", note.session, note.text, note.at)
            write.execute(
                "INSERT INTO session_note (session, note, tags, at_utc, local_date, utc_offset_min)"
                " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (session) DO UPDATE SET note = excluded.note,"
                " tags = excluded.tags, at_utc = excluded.at_utc, local_date = excluded.local_date,"
                " utc_offset_min = excluded.utc_offset_min",
                (note.session, note.text, json.dumps(note.tags), *columns(note.at)),
            )

    def last_note(self) -> SessionNote | None:
        """See `History`."""
        row = self._database.row(
            f"SELECT session_note.* FROM session_note JOIN session ON {_NOTED} WHERE note <> ''"
            " ORDER BY at_utc DESC, session_note.rowid DESC LIMIT 1"
        )
        return None if row is None else _note(row)

    def has_notes(self) -> bool:
        """See `History`."""
        return self.first_date() is not None

    def first_date(self) -> date | None:
        """See `History`."""
        found = [day for day in (self.first_session_date(), self.first_rating_date()) if day is not None]
        return min(found, default=None)

    def notes(self, first: date | None = None, last: date | None = None) -> list[SessionNote]:
        """See `History`."""
        where, values = between("session.local_date", first, last)
        rows = self._database.rows(
            f"SELECT session_note.* FROM session_note JOIN session ON {_NOTED} WHERE {where}"
            " ORDER BY started_utc, session.rowid",
            values,
        )
        return [_note(row) for row in rows]

    def save_day_note(self, day: date, text: str, at: datetime) -> None:
        """See `History`."""
        with self._database.transaction() as write:
            _keep_earlier(write, EntryKind.DAY_NOTE, "local_date", day.isoformat(), text, at)
            write.execute("DELETE FROM day_note WHERE local_date = ?", (day.isoformat(),))
            if text:
                write.execute(
                    "INSERT INTO day_note (local_date, note, changed_utc) VALUES (?, ?, ?)",
                    (day.isoformat(), text, utc_text(at)),
                )

    def day_notes(self, first: date | None = None, last: date | None = None) -> dict[date, str]:
        """See `History`."""
        where, values = between("local_date", first, last)
        rows = self._database.rows(f"SELECT * FROM day_note WHERE {where} ORDER BY local_date", values)
        return {date.fromisoformat(row["local_date"]): row["note"] for row in rows}

    def set_aside(self, item: SetAside) -> None:
        """See `History`."""
        with self._database.transaction() as write:
            write.execute(
                "INSERT INTO set_aside (id, stretch, why, since_utc, local_date, utc_offset_min)"
                " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (stretch) WHERE put_back_utc IS NULL DO NOTHING",
                (new_id(), item.stretch, item.why, *columns(item.since)),
            )

    def put_back(self, stretch: str, at: datetime) -> None:
        """See `History`."""
        with self._database.transaction() as write:
            write.execute(
                "UPDATE set_aside SET put_back_utc = ? WHERE stretch = ? AND put_back_utc IS NULL",
                (utc_text(at), stretch),
            )

    def all_set_aside(self) -> list[SetAside]:
        """See `History`."""
        rows = self._database.rows(
            "SELECT * FROM set_aside WHERE put_back_utc IS NULL ORDER BY since_utc, rowid"
        )
        return [
            SetAside(
                stretch=row["stretch"],
                since=instant(row["since_utc"], row["utc_offset_min"]),
                why=row["why"],
            )
            for row in rows
        ]

    def mark_flare_day(self, day: date, marked: bool, at: datetime) -> None:
        """See `History`."""
        with self._database.transaction() as write:
            if marked:
                write.execute(
                    "INSERT INTO flare_day (local_date, marked_utc) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    (day.isoformat(), utc_text(at)),
                )
            else:
                write.execute("DELETE FROM flare_day WHERE local_date = ?", (day.isoformat(),))

    def flare_days(self, first: date | None = None, last: date | None = None) -> list[date]:
        """See `History`."""
        where, values = between("local_date", first, last)
        rows = self._database.rows(
            f"SELECT local_date FROM flare_day WHERE {where} ORDER BY local_date", values
        )
        return [date.fromisoformat(row["local_date"]) for row in rows]

    def save_screening(self, screening: Screening) -> None:
        """See `History`."""
        with self._database.transaction() as write:
            write.execute(
                "INSERT INTO screening (id, outcome, text_version, at_utc, local_date, utc_offset_min)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (new_id(), screening.outcome, screening.text_version, *columns(screening.at)),
            )

    def screenings(self) -> list[Screening]:
        """See `History`."""
        return [
            Screening(
                at=instant(row["at_utc"], row["utc_offset_min"]),
                outcome=row["outcome"],
                text_version=row["text_version"],
            )
            for row in self._database.rows("SELECT * FROM screening ORDER BY rowid")
        ]


def _note(row: Row) -> SessionNote:
    return SessionNote(
        session=row["session"],
        text=row["note"],
        tags=tuple(json.loads(row["tags"])),
        at=instant(row["at_utc"], row["utc_offset_min"]),
    )


def _keep_earlier(
    write: sqlite3.Connection, kind: EntryKind, key: str, entry: str, text: str, at: datetime
) -> None:
    """Keep the words a note had, if it had others."""
    old = write.execute(f"SELECT note FROM {kind} WHERE {key} = ?", (entry,)).fetchone()
    if old is not None and old["note"] not in ("", text):
        deed = Deed.CORRECTED if text else Deed.REMOVED
        note_change(write, kind, entry, {"note": old["note"]}, deed, at)
