"""What the notes add up to, as charts and reviews ask for it. Reads no more of them than it needs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from stretchplayer.core.history import History, Measures, RatingKind
from stretchplayer.core.ports import Clock
from stretchplayer.core.progress.baseline import Baseline, baseline
from stretchplayer.core.progress.minutes import WeekMinutes, weekly_minutes
from stretchplayer.core.progress.pain import WeekPoint, day_values, weekly_pain
from stretchplayer.core.progress.review import (
    WeekReview,
    before_after,
    notes_by_day,
    review_days,
    stretches_done,
    typical_from,
)
from stretchplayer.core.progress.verdict import PainVerdict, pain_verdict
from stretchplayer.core.progress.weeks import DAYS_IN_WEEK, monday_of

JUDGED_WEEKS = 12  # a verdict is on the last of these; what is older says nothing of now
FIRST_LOOK_DAYS = 60  # most people have their start by then
FURTHER_LOOK = 4  # times as far, when they have not
DAYS_ASKED: tuple[RatingKind, ...] = (RatingKind.DAY, RatingKind.PRE)


class ProgressService:
    """Weeks of pain and minutes, and what may be said of them."""

    def __init__(self, history: History, measures: Measures, clock: Clock) -> None:
        self._history = history
        self._measures = measures
        self._clock = clock

    def has_notes(self) -> bool:
        """Whether there is anything to show at all."""
        return self._history.has_notes() or self._measures.has_measurements()

    def first_day(self) -> date | None:
        """The first date with a session or a rating."""
        return self._history.first_date()

    def weekly_pain(
        self, weeks: int | None = 12, kinds: Sequence[RatingKind] = DAYS_ASKED, last: date | None = None
    ) -> list[WeekPoint]:
        """One point a week up to the week of `last` (today); ``None`` weeks: from the first rating."""
        today = self._today()
        last = last or today
        ratings = self._history.ratings(_first(weeks, last), _sunday(last), kinds)
        return weekly_pain(ratings, today, weeks, last)

    def weekly_minutes(self, weeks: int | None = 12, last: date | None = None) -> list[WeekMinutes]:
        """Minutes played, one entry a week up to the week of `last` (today)."""
        today = self._today()
        last = last or today
        sessions = self._history.sessions(_first(weeks, last), _sunday(last))
        return weekly_minutes(sessions, today, weeks, last)

    def verdict(self, last: date | None = None) -> PainVerdict:
        """What may be said of the weeks up to that of `last` (today)."""
        return self._judge(self.weekly_pain(JUDGED_WEEKS, last=last))

    def week(self, monday: date) -> WeekReview:
        """The week that begins with this Monday, as it was."""
        sunday, today = _sunday(monday), self._today()
        weeks = self.weekly_pain(JUDGED_WEEKS, last=monday)
        sessions = self._history.sessions(monday, sunday)
        notes = self._history.notes(monday, sunday)
        during = self._history.ratings(typical_from(sunday), sunday, (RatingKind.DURING,))
        ratings = self._history.ratings(monday, sunday, (RatingKind.PRE, RatingKind.POST))
        return WeekReview(
            days=review_days(
                weeks[-1],
                sessions,
                self._history.flare_days(monday, sunday),
                notes_by_day(sessions, notes, self._history.day_notes(monday, sunday)),
                today,
            ),
            point=weeks[-1],
            verdict=self._judge(weeks),
            sessions=before_after(sessions, ratings),
            stretches=stretches_done(self._history.holds(monday, sunday), during),
        )

    def _judge(self, weeks: Sequence[WeekPoint]) -> PainVerdict:
        found = {kind: self.start(kind) for kind in DAYS_ASKED}
        return pain_verdict(weeks, {kind: start for kind, start in found.items() if start is not None})

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


def _sunday(day: date) -> date:
    return monday_of(day) + timedelta(days=DAYS_IN_WEEK - 1)


def _first(weeks: int | None, last: date) -> date | None:
    return monday_of(last) - timedelta(weeks=weeks - 1) if weeks else None
