"""What the notes add up to, as charts and reviews ask for it. Reads no more of them than it needs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from stretchplayer.core.history import History, RatingKind
from stretchplayer.core.ports import Clock
from stretchplayer.core.progress.baseline import Baseline, baseline
from stretchplayer.core.progress.minutes import WeekMinutes, weekly_minutes
from stretchplayer.core.progress.pain import WeekPoint, day_values, weekly_pain
from stretchplayer.core.progress.verdict import PainVerdict, pain_verdict
from stretchplayer.core.progress.weeks import monday_of

JUDGED_WEEKS = 12  # a verdict is on the last of these; what is older says nothing of now
FIRST_LOOK_DAYS = 60  # most people have their start by then
FURTHER_LOOK = 4  # times as far, when they have not
DAYS_ASKED: tuple[RatingKind, ...] = (RatingKind.DAY, RatingKind.PRE)


class ProgressService:
    """Weeks of pain and minutes, and what may be said of them."""

    def __init__(self, history: History, clock: Clock) -> None:
        self._history = history
        self._clock = clock

    def weekly_pain(
        self, weeks: int | None = 12, kinds: Sequence[RatingKind] = DAYS_ASKED, last: date | None = None
    ) -> list[WeekPoint]:
        """One point a week up to the week of `last` (today); ``None`` weeks: from the first rating."""
        last = last or self._today()
        return weekly_pain(self._history.ratings(_first(weeks, last), last, kinds), last, weeks)

    def weekly_minutes(self, weeks: int | None = 12, last: date | None = None) -> list[WeekMinutes]:
        """Minutes played, one entry a week up to the week of `last` (today)."""
        last = last or self._today()
        return weekly_minutes(self._history.sessions(_first(weeks, last), last), last, weeks)

    def verdict(self, kinds: Sequence[RatingKind] = DAYS_ASKED) -> PainVerdict:
        """What may be said of the last weeks today."""
        found = {kind: self.start(kind) for kind in kinds}
        starts = {kind: start for kind, start in found.items() if start is not None}
        return pain_verdict(self.weekly_pain(JUDGED_WEEKS, kinds), starts)

    def start(self, kind: RatingKind) -> Baseline | None:
        """The start that weeks of this kind are compared with, once there is one."""
        first, today = self._history.first_rating_date(kind), self._today()
        days = FIRST_LOOK_DAYS
        while first is not None:
            last = first + timedelta(days=days)
            found = baseline(day_values(self._history.ratings(first, last, (kind,)), kind))
            if found is not None or last >= today:
                return found
            days *= FURTHER_LOOK
        return None

    def _today(self) -> date:
        return self._clock.now().date()


def _first(weeks: int | None, last: date) -> date | None:
    return monday_of(last) - timedelta(weeks=weeks - 1) if weeks else None
