"""Sessions, their holds and the edits made while playing."""

from __future__ import annotations

from datetime import date, datetime

from stretchplayer.core.catalogue import Side
from stretchplayer.core.errors import NotFoundError
from stretchplayer.core.history import (
    HoldOutcome,
    HoldRecord,
    SessionEvent,
    SessionOutcome,
    SessionRecord,
    Unfinished,
)
from stretchplayer.store.database import Row
from stretchplayer.store.instants import between, columns, instant, utc_text
from stretchplayer.store.rows import Rows, new_id

_SESSION = """
    SELECT session.*,
        (SELECT COALESCE(SUM(held_ms), 0) FROM hold WHERE hold.session = session.id) AS held_ms
    FROM session
"""
_KEPT = "removed_utc IS NULL"
_HOLD_KEPT = "session NOT IN (SELECT id FROM session WHERE removed_utc IS NOT NULL)"


class SessionRows(Rows):
    """The session part of `History`."""

    def begin_session(self, *, routine: str, name: str, plan: str, first_side: Side, at: datetime) -> str:
        """See `History`."""
        session = new_id()
        with self._database.transaction() as write:
            write.execute(
                "INSERT INTO session (id, routine, routine_name, plan, first_side, outcome,"
                " started_utc, local_date, utc_offset_min) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (session, routine, name, plan, first_side, SessionOutcome.RUNNING, *columns(at)),
            )
        return session

    def checkpoint(self, session: str, data: str, played_ms: int, at: datetime) -> None:
        """See `History`."""
        with self._database.transaction() as write:
            write.execute(
                "UPDATE session SET checkpoint = ?, checkpoint_utc = ?, played_ms = ? WHERE id = ?",
                (data, utc_text(at), played_ms, session),
            )

    def end_session(
        self, session: str, outcome: SessionOutcome, at: datetime, played_ms: int | None = None
    ) -> None:
        """See `History`."""
        ended_utc, _, offset_min = columns(at)
        with self._database.transaction() as write:
            write.execute(
                "UPDATE session SET outcome = ?, ended_utc = ?, ended_utc_offset_min = ?,"
                " played_ms = COALESCE(?, played_ms) WHERE id = ?",
                (outcome, ended_utc, offset_min, played_ms, session),
            )

    def unfinished(self, today: date) -> Unfinished | None:
        """See `History`."""
        running = self._database.rows(
            f"{_SESSION} WHERE outcome = ? AND {_KEPT} ORDER BY started_utc DESC", (SessionOutcome.RUNNING,)
        )
        if not running:
            return None
        newest, *older = running
        taken_up = newest["local_date"] == today.isoformat()
        stale = older if taken_up else running
        if stale:
            with self._database.transaction() as write:
                write.executemany(
                    "UPDATE session SET outcome = ? WHERE id = ?",
                    [(SessionOutcome.INTERRUPTED, row["id"]) for row in stale],
                )
        if not taken_up:
            return None
        return Unfinished(session=_session(newest), plan=newest["plan"], checkpoint=newest["checkpoint"])

    def session(self, session: str) -> SessionRecord:
        """See `History`."""
        row = self._database.row(f"{_SESSION} WHERE id = ? AND {_KEPT}", (session,))
        if row is None:
            raise NotFoundError("That session is not in your notes any more.")
        return _session(row)

    def sessions(self, first: date | None = None, last: date | None = None) -> list[SessionRecord]:
        """See `History`."""
        where, values = between("local_date", first, last)
        rows = self._database.rows(
            f"{_SESSION} WHERE {where} AND {_KEPT} ORDER BY started_utc, rowid", values
        )
        return [_session(row) for row in rows]

    def last_session(self, at_least_ms: int = 0) -> SessionRecord | None:
        """See `History`."""
        row = self._database.row(
            f"{_SESSION} WHERE played_ms >= ? AND NOT by_hand AND {_KEPT}"
            " ORDER BY started_utc DESC, rowid DESC LIMIT 1",
            (at_least_ms,),
        )
        return None if row is None else _session(row)

    def first_session_date(self) -> date | None:
        """See `History`."""
        row = self._database.row(f"SELECT local_date FROM session WHERE {_KEPT} ORDER BY local_date LIMIT 1")
        return None if row is None else date.fromisoformat(row["local_date"])

    def record_hold(self, hold: HoldRecord) -> None:
        """See `History`."""
        with self._database.transaction() as write:
            write.execute(
                "INSERT INTO hold (id, session, item, stretch, side, repetition, planned_ms, held_ms,"
                " outcome, at_utc, local_date, utc_offset_min) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    new_id(),
                    hold.session,
                    hold.item,
                    hold.stretch,
                    hold.side,
                    hold.repetition,
                    hold.planned_ms,
                    hold.held_ms,
                    hold.outcome,
                    *columns(hold.at),
                ),
            )

    def holds(self, first: date | None = None, last: date | None = None) -> list[HoldRecord]:
        """See `History`."""
        where, values = between("local_date", first, last)
        rows = self._database.rows(
            f"SELECT * FROM hold WHERE {where} AND {_HOLD_KEPT} ORDER BY at_utc, rowid", values
        )
        return [_hold(row) for row in rows]

    def session_holds(self, session: str) -> list[HoldRecord]:
        """See `History`."""
        rows = self._database.rows("SELECT * FROM hold WHERE session = ? ORDER BY at_utc, rowid", (session,))
        return [_hold(row) for row in rows]

    def held_ms_by_stretch(self, first: date | None = None, last: date | None = None) -> dict[str, int]:
        """See `History`."""
        where, values = between("local_date", first, last)
        rows = self._database.rows(
            "SELECT stretch, SUM(held_ms) AS held_ms FROM hold"
            f" WHERE {where} AND {_HOLD_KEPT} GROUP BY stretch",
            values,
        )
        return {row["stretch"]: row["held_ms"] for row in rows}

    def log_event(self, event: SessionEvent) -> None:
        """See `History`."""
        with self._database.transaction() as write:
            write.execute(
                "INSERT INTO session_event (id, session, kind, data, at_utc, local_date, utc_offset_min)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (new_id(), event.session, event.kind, event.data, *columns(event.at)),
            )

    def events(self, session: str) -> list[SessionEvent]:
        """See `History`."""
        rows = self._database.rows(
            "SELECT * FROM session_event WHERE session = ? ORDER BY at_utc, rowid", (session,)
        )
        return [
            SessionEvent(
                session=row["session"],
                kind=row["kind"],
                data=row["data"],
                at=instant(row["at_utc"], row["utc_offset_min"]),
            )
            for row in rows
        ]


def _session(row: Row) -> SessionRecord:
    ended = row["ended_utc"]
    return SessionRecord(
        id=row["id"],
        routine=row["routine"],
        routine_name=row["routine_name"],
        started=instant(row["started_utc"], row["utc_offset_min"]),
        ended=instant(ended, row["ended_utc_offset_min"]) if ended else None,
        outcome=SessionOutcome(row["outcome"]),
        first_side=Side(row["first_side"]),
        played_ms=row["played_ms"],
        held_ms=row["held_ms"],
        by_hand=bool(row["by_hand"]),
    )


def _hold(row: Row) -> HoldRecord:
    return HoldRecord(
        session=row["session"],
        item=row["item"],
        stretch=row["stretch"],
        side=Side(row["side"]) if row["side"] else None,
        repetition=row["repetition"],
        planned_ms=row["planned_ms"],
        held_ms=row["held_ms"],
        outcome=HoldOutcome(row["outcome"]),
        at=instant(row["at_utc"], row["utc_offset_min"]),
    )
