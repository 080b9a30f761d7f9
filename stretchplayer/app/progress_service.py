"""What the notes add up to, as charts and reviews ask for it. Reads no more of them than it needs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import structs

from stretchplayer.core.catalogue import Catalogue, Record
from stretchplayer.core.flexibility import ALL_TESTS, FlexibilityTest
from stretchplayer.core.history import History, RatingKind
from stretchplayer.core.measures import Measures, ScoredTry
from stretchplayer.core.ports import Clock
from stretchplayer.core.progress.baseline import Baseline, baseline
from stretchplayer.core.progress.calendar import CalendarWeek, calendar
from stretchplayer.core.progress.flexibility import FlexibilitySeries, series_of_tries
from stretchplayer.core.progress.minutes import (
    MS_PER_MINUTE,
    SHORTEST_MINUTES,
    WeekMinutes,
    minutes_of_weeks,
)
from stretchplayer.core.progress.muscles import MuscleTime, muscle_times
from stretchplayer.core.progress.pain import (
    DayValue,
    WeekPoint,
    day_values_of_scores,
    weeks_of_days,
)
from stretchplayer.core.progress.period import Period, period
from stretchplayer.core.progress.review import (
    WeekReview,
    before_after,
    notes_by_day,
    review_days,
    stretches_done,
    typical_from,
)
from stretchplayer.core.progress.stretches import StretchFigures, stretch_figures
from stretchplayer.core.progress.trend import Trend, pain_trend
from stretchplayer.core.progress.verdict import PainVerdict, pain_verdict
from stretchplayer.core.progress.weeks import DAYS_IN_WEEK, monday_of, mondays
from stretchplayer.core.summaries import PlayedDay

if TYPE_CHECKING:
    from stretchplayer.app.report_service import ReportService

JUDGED_WEEKS = 12  # a verdict is on the last of these; what is older says nothing of now
FIRST_LOOK_DAYS = 60  # most people have their start by then
FURTHER_LOOK = 4  # times as far, when they have not
DRIFT_WEEKS = 106  # two years: one straight line through more of them would hide how they went
DAYS_ASKED: tuple[RatingKind, ...] = (RatingKind.DAY, RatingKind.PRE)


class Overview(Record, frozen=True, kw_only=True):
    """What charts show of some weeks. `start` is of the kind of the newest rated week."""

    period: Period
    weeks: tuple[WeekPoint, ...]
    verdict: PainVerdict
    start: Baseline | None
    drift: Trend | None
    minutes: tuple[WeekMinutes, ...]
    calendar: tuple[CalendarWeek, ...]


class FlexibilityReview(Record, frozen=True, kw_only=True):
    """The sides of one test with their sittings in some weeks, and the last sitting up to their end."""

    series: tuple[FlexibilitySeries, ...]
    last: date

    @property
    def test(self) -> FlexibilityTest:
        """What was measured."""
        return self.series[0].test

    @property
    def is_measured(self) -> bool:
        """Whether there is a sitting in these weeks."""
        return any(one.points for one in self.series)


class MuscleReview(Record, frozen=True, kw_only=True):
    """Time held by group of muscles, and how many weeks it is the average of."""

    times: tuple[MuscleTime, ...]
    weeks: int
    is_open: bool  # of the week of today alone, which is not over


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
        """The first date with a session, a rating or a sitting of a test."""
        first = (self._history.first_date(), self._measures.first_measured())
        return min((day for day in first if day is not None), default=None)

    def reports(self) -> ReportService:
        """What makes reports of these notes."""
        from stretchplayer.app.report_service import ReportService

        return ReportService(self._history, self._measures, self.start, self._clock)

    def weekly_pain(
        self, weeks: int | None = 12, kinds: Sequence[RatingKind] = DAYS_ASKED, last: date | None = None
    ) -> list[WeekPoint]:
        """One point a week up to the week of `last` (today); ``None`` weeks: from the first rating."""
        today = self._today()
        last = last or today
        first, end = _first(weeks, last), min(_sunday(last), today)
        values = [value for kind in kinds for value in self._day_values(kind, first, end)]
        return weeks_of_days(values, today, mondays((one.day for one in values), last, weeks))

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

    def period(self, weeks: int | None, last: date | None = None) -> Period:
        """So many weeks up to that of `last` (today); ``None`` weeks: all of them."""
        return period(weeks, last, self.first_day(), self._today())

    def overview(self, shown: Period) -> Overview:
        """What charts show of these weeks."""
        today = self._today()
        played = self.played_days(shown)
        flares = self._history.flare_days(shown.first, shown.end)
        verdict = self.verdict(shown.last)
        weeks = self.pain_of(shown)
        return Overview(
            period=shown,
            weeks=tuple(weeks),
            verdict=verdict,
            start=verdict.start or self._start_of_newest(weeks),
            drift=pain_trend(weeks) if len(weeks) <= DRIFT_WEEKS else None,
            minutes=tuple(minutes_of_weeks(shown.mondays, played, today)),
            calendar=tuple(calendar(shown.mondays, played, flares, today)),
        )

    def pain_of(self, shown: Period) -> list[WeekPoint]:
        """One point for each of these weeks."""
        today = self._today()
        last = min(shown.end, today)
        values = [value for kind in DAYS_ASKED for value in self._day_values(kind, shown.first, last)]
        return weeks_of_days(values, today, shown.mondays)

    def played_days(self, shown: Period) -> list[PlayedDay]:
        """The days with a session in these weeks."""
        return self._history.played_days(shown.first, shown.end, round(SHORTEST_MINUTES * MS_PER_MINUTE))

    def stretches(self, shown: Period) -> list[StretchFigures]:
        """How often stretches were done in these weeks; ratings are of the last twelve of them."""
        rated = (RatingKind.PRE, RatingKind.DURING)
        ratings = self._history.ratings(typical_from(shown.end), shown.end, rated)
        return stretch_figures(self._history.stretch_times(shown.first, shown.end), ratings)

    def day_ratings(self, shown: Period) -> dict[RatingKind, dict[date, float]]:
        """The value of each rated day in these weeks, for each question about the back as a whole."""
        kinds = (*DAYS_ASKED, RatingKind.POST)
        return {
            kind: {one.day: one.value for one in self._day_values(kind, shown.first, shown.end)}
            for kind in kinds
        }

    def flexibility(self, shown: Period) -> list[FlexibilityReview]:
        """Each test that was measured up to the end of these weeks, with its sittings in them."""
        known: dict[str, list[ScoredTry]] = {}
        for one in self._measures.scored_tries(shown.end):
            known.setdefault(one.test, []).append(one)
        return [
            FlexibilityReview(
                series=tuple(_within(one, shown) for one in series_of_tries(test, known[test.id])),
                last=known[test.id][-1].day,
            )
            for test in ALL_TESTS
            if test.id in known
        ]

    def muscle_times(self, shown: Period, catalogue: Catalogue) -> MuscleReview:
        """Time held by group of muscles, a week's average: of whole weeks, where there are any."""
        today = self._today()
        begun = max(shown.first, monday_of(self._history.first_session_date() or today))
        whole = min(shown.end, monday_of(today) - timedelta(days=1))
        last = whole if begun <= whole else shown.end
        weeks = max(1, (last - begun).days // DAYS_IN_WEEK + 1)
        held = self._history.held_times(begun, last)
        return MuscleReview(
            times=tuple(muscle_times(held, {one.stretch: catalogue.get(one.stretch) for one in held}, weeks)),
            weeks=weeks,
            is_open=last > whole,
        )

    def _day_values(self, kind: RatingKind, first: date | None, last: date) -> list[DayValue]:
        return day_values_of_scores(self._history.day_scores(kind, first, last), kind)

    def _start_of_newest(self, weeks: Sequence[WeekPoint]) -> Baseline | None:
        kind = next((week.kind for week in reversed(weeks) if week.kind is not None), None)
        return None if kind is None else self.start(kind)

    def _judge(self, weeks: Sequence[WeekPoint]) -> PainVerdict:
        found = {kind: self.start(kind) for kind in DAYS_ASKED}
        return pain_verdict(weeks, {kind: start for kind, start in found.items() if start is not None})

    def start(self, kind: RatingKind) -> Baseline | None:
        """The start that weeks of this kind are compared with, once there is one."""
        first, today = self._history.first_rating_date(kind), self._today()
        days = FIRST_LOOK_DAYS
        while first is not None:
            last = first + timedelta(days=days)
            found = baseline(self._day_values(kind, first, last))
            if found is not None or last >= today:
                return found
            days *= FURTHER_LOOK
        return None

    def _today(self) -> date:
        return self._clock.now().date()


def _within(series: FlexibilitySeries, shown: Period) -> FlexibilitySeries:
    """The points of these weeks; what is said of them rests on all."""
    points = tuple(point for point in series.points if shown.first <= point.day <= shown.end)
    return structs.replace(series, points=points)


def _sunday(day: date) -> date:
    return monday_of(day) + timedelta(days=DAYS_IN_WEEK - 1)


def _first(weeks: int | None, last: date) -> date | None:
    return monday_of(last) - timedelta(weeks=weeks - 1) if weeks else None
