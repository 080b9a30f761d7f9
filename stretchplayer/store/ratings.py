"""Pain ratings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from stretchplayer.core.history import Deed, EntryKind, PainRating, RatingKind
from stretchplayer.store.database import Row
from stretchplayer.store.instants import between, columns, instant
from stretchplayer.store.journal import change
from stretchplayer.store.rows import Rows, new_id

_KEPT = "removed_utc IS NULL"


class RatingRows(Rows):
    """The rating part of `History`."""

    def record_rating(
        self,
        *,
        kind: RatingKind,
        score: int | None,
        skipped: bool,
        flag: bool,
        at: datetime,
        session: str | None = None,
        stretch: str | None = None,
        item: int | None = None,
    ) -> str:
        """See `History`."""
        rating = new_id()
        with self._database.transaction() as write:
            write.execute(
                "INSERT INTO pain_rating (id, kind, score, skipped, flag, session, stretch, item,"
                " at_utc, local_date, utc_offset_min) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (rating, kind, score, skipped, flag, session, stretch, item, *columns(at)),
            )
        return rating

    def correct_rating(self, rating: str, *, score: int | None, flag: bool, at: datetime) -> None:
        """See `History`."""
        new = {"score": score, "skipped": int(score is None and not flag), "flag": int(flag)}
        with self._database.transaction() as write:
            change(write, EntryKind.RATING, rating, new, Deed.CORRECTED, at)

    def ratings(
        self, first: date | None = None, last: date | None = None, kinds: Sequence[RatingKind] = ()
    ) -> list[PainRating]:
        """See `History`."""
        where, values = between("local_date", first, last)
        wanted = [kind.value for kind in kinds]
        if wanted:
            where += f" AND kind IN ({', '.join('?' * len(wanted))})"
        rows = self._database.rows(
            f"SELECT * FROM pain_rating WHERE {where} AND {_KEPT} ORDER BY at_utc, rowid", values + wanted
        )
        return [_rating(row) for row in rows]

    def first_rating_date(self, kind: RatingKind | None = None) -> date | None:
        """See `History`."""
        of_kind, values = ("1", ()) if kind is None else ("kind = ?", (kind.value,))
        row = self._database.row(
            f"SELECT local_date FROM pain_rating WHERE {of_kind} AND score IS NOT NULL AND {_KEPT}"
            " ORDER BY local_date LIMIT 1",
            values,
        )
        return None if row is None else date.fromisoformat(row["local_date"])

    def session_ratings(self, session: str) -> list[PainRating]:
        """See `History`."""
        rows = self._database.rows(
            f"SELECT * FROM pain_rating WHERE session = ? AND {_KEPT} ORDER BY at_utc, rowid", (session,)
        )
        return [_rating(row) for row in rows]


def _rating(row: Row) -> PainRating:
    return PainRating(
        id=row["id"],
        kind=RatingKind(row["kind"]),
        score=row["score"],
        skipped=bool(row["skipped"]),
        flag=bool(row["flag"]),
        at=instant(row["at_utc"], row["utc_offset_min"]),
        session=row["session"],
        stretch=row["stretch"],
        item=row["item"],
        noted=instant(row["noted_utc"], 0) if row["noted_utc"] else None,
    )
