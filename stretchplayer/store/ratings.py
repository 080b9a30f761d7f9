"""Pain ratings and their corrections."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from stretchplayer.core.errors import NotFoundError
from stretchplayer.core.history import PainRating, RatingCorrection, RatingKind
from stretchplayer.store.database import Row
from stretchplayer.store.instants import between, columns, instant
from stretchplayer.store.rows import Rows, new_id


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
        with self._database.transaction() as write:
            old = write.execute("SELECT * FROM pain_rating WHERE id = ?", (rating,)).fetchone()
            if old is None:
                raise NotFoundError("That rating is not in your notes any more.")
            write.execute(
                "INSERT INTO pain_rating_correction (id, rating, old_score, old_skipped, old_flag,"
                " at_utc, local_date, utc_offset_min) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (new_id(), rating, old["score"], old["skipped"], old["flag"], *columns(at)),
            )
            skipped = score is None and not flag
            write.execute(
                "UPDATE pain_rating SET score = ?, skipped = ?, flag = ? WHERE id = ?",
                (score, skipped, flag, rating),
            )

    def ratings(
        self, first: date | None = None, last: date | None = None, kinds: Sequence[RatingKind] = ()
    ) -> list[PainRating]:
        """See `History`."""
        where, values = between("local_date", first, last)
        wanted = [kind.value for kind in kinds]
        if wanted:
            where += f" AND kind IN ({', '.join('?' * len(wanted))})"
        rows = self._database.rows(
            f"SELECT * FROM pain_rating WHERE {where} ORDER BY at_utc, rowid", values + wanted
        )
        return [_rating(row) for row in rows]

    def first_rating_date(self, kind: RatingKind) -> date | None:
        """See `History`."""
        row = self._database.row(
            "SELECT MIN(local_date) AS first FROM pain_rating WHERE kind = ? AND score IS NOT NULL",
            (kind.value,),
        )
        return date.fromisoformat(row["first"]) if row is not None and row["first"] else None

    def session_ratings(self, session: str) -> list[PainRating]:
        """See `History`."""
        rows = self._database.rows(
            "SELECT * FROM pain_rating WHERE session = ? ORDER BY at_utc, rowid", (session,)
        )
        return [_rating(row) for row in rows]

    def corrections(self, rating: str) -> list[RatingCorrection]:
        """See `History`."""
        rows = self._database.rows(
            "SELECT * FROM pain_rating_correction WHERE rating = ? ORDER BY at_utc, rowid", (rating,)
        )
        return [
            RatingCorrection(
                rating=row["rating"],
                old_score=row["old_score"],
                old_skipped=bool(row["old_skipped"]),
                old_flag=bool(row["old_flag"]),
                at=instant(row["at_utc"], row["utc_offset_min"]),
            )
            for row in rows
        ]


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
    )
