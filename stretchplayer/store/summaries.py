"""Sums over sessions, holds and ratings, added up by SQLite."""

from __future__ import annotations

from datetime import date

from stretchplayer.core.catalogue import Side
from stretchplayer.core.history import HoldOutcome, RatingKind
from stretchplayer.core.summaries import HeldTime, PlayedDay, ScoreCount, StretchTimes
from stretchplayer.store.instants import between
from stretchplayer.store.rows import Rows

_OF_SESSION_KEPT = "session NOT IN (SELECT id FROM session WHERE removed_utc IS NOT NULL)"


class SummaryRows(Rows):
    """See `stretchplayer.core.summaries.Summaries`."""

    def day_scores(
        self, kind: RatingKind, first: date | None = None, last: date | None = None
    ) -> list[ScoreCount]:
        """See `Summaries`."""
        where, values = between("local_date", first, last)
        kept = f"FROM pain_rating WHERE {where} AND kind = ? AND score IS NOT NULL AND removed_utc IS NULL"
        # SQLite takes the score from the row that has the latest instant.
        last_alone = f"SELECT local_date, score, 1, MAX(at_utc) {kept} GROUP BY local_date"
        each = f"SELECT local_date, score, COUNT(*), NULL {kept} GROUP BY local_date, score"
        asked = last_alone if kind is RatingKind.DAY else each
        rows = self._database.rows(f"{asked} ORDER BY local_date, score", [*values, kind.value])
        return [ScoreCount(date.fromisoformat(day), score, times) for day, score, times, _ in rows]

    def played_days(
        self, first: date | None = None, last: date | None = None, at_least_ms: int = 0
    ) -> list[PlayedDay]:
        """See `Summaries`."""
        where, values = between("local_date", first, last)
        rows = self._database.rows(
            "SELECT local_date, SUM(played_ms), COUNT(*) FROM session"
            f" WHERE {where} AND removed_utc IS NULL AND played_ms >= ?"
            " GROUP BY local_date ORDER BY local_date",
            [*values, at_least_ms],
        )
        return [
            PlayedDay(day=date.fromisoformat(day), played_ms=played, sessions=sessions)
            for day, played, sessions in rows
        ]

    def held_times(self, first: date | None = None, last: date | None = None) -> list[HeldTime]:
        """See `Summaries`."""
        where, values = between("local_date", first, last)
        rows = self._database.rows(
            f"SELECT stretch, side, SUM(held_ms) FROM hold WHERE {where} AND {_OF_SESSION_KEPT}"
            " GROUP BY stretch, side ORDER BY stretch, side",
            values,
        )
        return [
            HeldTime(stretch=stretch, side=Side(side) if side else None, held_ms=held)
            for stretch, side, held in rows
        ]

    def stretch_times(self, first: date | None = None, last: date | None = None) -> list[StretchTimes]:
        """See `Summaries`."""
        where, values = between("local_date", first, last)
        rows = self._database.rows(
            "SELECT stretch, COUNT(*) FROM (SELECT DISTINCT stretch, session, item FROM hold"
            f" WHERE {where} AND {_OF_SESSION_KEPT} AND outcome <> ?)"
            " GROUP BY stretch ORDER BY stretch",
            [*values, HoldOutcome.SKIPPED.value],
        )
        return [StretchTimes(stretch=stretch, times=times) for stretch, times in rows]
