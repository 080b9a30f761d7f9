"""Where reactions and answers of the next day are kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from stretchplayer.core.comfort.next_day import NextDayAnswer
from stretchplayer.core.comfort.reactions import Answer, Reaction, ReactionKind


class ComfortLog(Protocol):
    """Keeps what the comfort rules did, and what was said a day later.

    Each writing call is one transaction, on disk when it returns. All raise `StoreError` when the disk
    or the file is at fault. Lists come oldest first; those of sessions that were taken back are left out.
    """

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
        """Keep a reaction. Returns its id."""

    def settle(self, reaction: str, answer: Answer) -> None:
        """Say what became of a reaction."""

    def reactions(self, since: datetime | None = None, kinds: Sequence[ReactionKind] = ()) -> list[Reaction]:
        """Reactions from an instant on; no kinds means all kinds."""

    def eased_next(self) -> frozenset[str]:
        """Stretches whose last rating was amber, taken as such, and that were not done since."""

    def answer_next_day(self, answer: NextDayAnswer) -> None:
        """Keep an answer, in place of an earlier one about the same date."""

    def next_day_answers(self, first: date | None = None) -> list[NextDayAnswer]:
        """Answers about dates from `first` on, by the date they are about."""
