"""`ComfortLog` on SQLite."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from stretchplayer.core.comfort.next_day import NextDayAnswer, Settled
from stretchplayer.core.comfort.reactions import Answer, Reaction, ReactionKind
from stretchplayer.store.database import Row
from stretchplayer.store.instants import between, columns, instant, utc_text
from stretchplayer.store.rows import Rows, new_id

_KEPT = "(session IS NULL OR session IN (SELECT id FROM session WHERE removed_utc IS NULL))"


class SqliteComfortLog(Rows):
    """See `stretchplayer.core.comfort.log.ComfortLog`."""

    def note(
        self,
        kind: ReactionKind,
        answer: Answer,
        at: datetime,
        *,
        session: str | None = None,
        stretch: str | None = None,
        before: int | None = None,
        score: int | None = None,
        flag: bool = False,
    ) -> str:
        """See `ComfortLog`."""
        reaction = new_id()
        with self._database.transaction() as write:
            write.execute(
                "INSERT INTO reaction (id, kind, answer, session, stretch, before, score, flag,"
                " at_utc, local_date, utc_offset_min) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (reaction, kind, answer, session, stretch, before, score, flag, *columns(at)),
            )
        return reaction

    def settle(self, reaction: str, answer: Answer) -> None:
        """See `ComfortLog`."""
        with self._database.transaction() as write:
            write.execute("UPDATE reaction SET answer = ? WHERE id = ?", (answer, reaction))

    def reactions(self, since: datetime | None = None, kinds: Sequence[ReactionKind] = ()) -> list[Reaction]:
        """See `ComfortLog`."""
        conditions, values = [_KEPT], list[str]()
        if since is not None:
            conditions.append("at_utc >= ?")
            values.append(utc_text(since))
        if kinds:
            conditions.append(f"kind IN ({', '.join('?' * len(kinds))})")
            values += kinds
        rows = self._database.rows(
            f"SELECT * FROM reaction WHERE {' AND '.join(conditions)} ORDER BY at_utc, rowid", values
        )
        return [_reaction(row) for row in rows]

    def eased_next(self) -> frozenset[str]:
        """See `ComfortLog`."""
        rows = self._database.rows(
            f"SELECT stretch FROM reaction WHERE kind = ? AND answer = ? AND stretch IS NOT NULL AND {_KEPT}"
            " AND NOT EXISTS (SELECT 1 FROM hold JOIN session ON session.id = hold.session"
            "  WHERE hold.stretch = reaction.stretch AND hold.session IS NOT reaction.session"
            "  AND hold.at_utc > reaction.at_utc AND hold.outcome <> 'skipped' AND removed_utc IS NULL)",
            (ReactionKind.AMBER, Answer.TAKEN),
        )
        return frozenset(row["stretch"] for row in rows)

    def answer_next_day(self, answer: NextDayAnswer) -> None:
        """See `ComfortLog`."""
        with self._database.transaction() as write:
            write.execute(
                "INSERT INTO next_day_answer (about, settled, at_utc, local_date, utc_offset_min)"
                " VALUES (?, ?, ?, ?, ?) ON CONFLICT (about) DO UPDATE SET settled = excluded.settled,"
                " at_utc = excluded.at_utc, local_date = excluded.local_date,"
                " utc_offset_min = excluded.utc_offset_min",
                (answer.about.isoformat(), answer.settled, *columns(answer.at)),
            )

    def next_day_answers(self, first: date | None = None) -> list[NextDayAnswer]:
        """See `ComfortLog`."""
        where, values = between("about", first, None)
        rows = self._database.rows(f"SELECT * FROM next_day_answer WHERE {where} ORDER BY about", values)
        return [
            NextDayAnswer(
                about=date.fromisoformat(row["about"]),
                settled=Settled(row["settled"]),
                at=instant(row["at_utc"], row["utc_offset_min"]),
            )
            for row in rows
        ]


def _reaction(row: Row) -> Reaction:
    return Reaction(
        id=row["id"],
        kind=ReactionKind(row["kind"]),
        answer=Answer(row["answer"]),
        at=instant(row["at_utc"], row["utc_offset_min"]),
        session=row["session"],
        stretch=row["stretch"],
        before=row["before"],
        score=row["score"],
        flag=bool(row["flag"]),
    )
