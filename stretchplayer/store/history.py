"""`History` on SQLite: sessions, ratings, and what the user said about their days."""

from __future__ import annotations

import json
from datetime import date, datetime

from stretchplayer.core.history import Screening, SessionNote, SetAside
from stretchplayer.store.instants import between, columns, instant, utc_text
from stretchplayer.store.ratings import RatingRows
from stretchplayer.store.rows import new_id
from stretchplayer.store.sessions import SessionRows


class SqliteHistory(SessionRows, RatingRows):
    """See `stretchplayer.core.history.History`; each writing method is one transaction."""

    def save_note(self, note: SessionNote) -> None:
        """See `History`."""
        with self._database.transaction() as write:
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
            "SELECT * FROM session_note WHERE note <> '' ORDER BY at_utc DESC, rowid DESC LIMIT 1"
        )
        if row is None:
            return None
        return SessionNote(
            session=row["session"],
            text=row["note"],
            tags=tuple(json.loads(row["tags"])),
            at=instant(row["at_utc"], row["utc_offset_min"]),
        )

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

    def last_screening(self) -> Screening | None:
        """See `History`."""
        row = self._database.row("SELECT * FROM screening ORDER BY at_utc DESC, rowid DESC LIMIT 1")
        if row is None:
            return None
        return Screening(
            at=instant(row["at_utc"], row["utc_offset_min"]),
            outcome=row["outcome"],
            text_version=row["text_version"],
        )
