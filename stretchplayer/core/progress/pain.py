"""Weekly pain: day values, and one point a week.

A day's value is its `day` rating, else the median of its `pre` ratings. A week is of one kind, since
the two questions do not answer alike. Four rated days give a sound mean (reliability of one daily
rating .65, of four .88 by Spearman-Brown; Heapy); fewer are shown hollow or as a gap. A day without a
rating is missing, never 0, and nothing is filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum

from stretchplayer.core.catalogue import Record
from stretchplayer.core.history import PainRating, RatingKind
from stretchplayer.core.progress.numbers import mean, median, median_of_counts
from stretchplayer.core.progress.weeks import DAYS_IN_WEEK, monday_of, mondays
from stretchplayer.core.summaries import ScoreCount

SOLID_DAYS = 4
HOLLOW_DAYS = 2


class Strength(StrEnum):
    """How much a week's point can carry."""

    SOLID = "solid"  # four or more rated days
    HOLLOW = "hollow"  # two or three: shown, not compared
    GAP = "gap"  # none or one: no point


class DayValue(Record, frozen=True, kw_only=True):
    """The pain of one local date, 0 to 10, and the number of ratings it was made of."""

    day: date
    kind: RatingKind
    value: float
    ratings: int


class WeekPoint(Record, frozen=True, kw_only=True):
    """One week. The figures are ``None`` in a gap; `n_days` counts the rated days of its kind.

    `lowest` and `highest` are of day values. `days` has the rated days, also those of a gap.
    """

    week_start: date
    kind: RatingKind | None
    n_days: int
    strength: Strength
    mean: float | None
    median: float | None
    lowest: float | None
    highest: float | None
    days: tuple[DayValue, ...]
    is_open: bool  # the week of today

    @property
    def week_end(self) -> date:
        """Its Sunday."""
        return self.week_start + timedelta(days=DAYS_IN_WEEK - 1)


def day_values(ratings: Iterable[PainRating], kind: RatingKind) -> list[DayValue]:
    """The value of each date with ratings of this kind, oldest first.

    Of several `day` ratings of one date the last counts; of other kinds the median does.
    """
    by_day: dict[date, list[PainRating]] = {}
    for rating in ratings:
        if rating.kind is kind and rating.score is not None:
            by_day.setdefault(rating.local_date, []).append(rating)
    return [_day_value(day, kind, by_day[day]) for day in sorted(by_day)]


def day_values_of_scores(scores: Iterable[ScoreCount], kind: RatingKind) -> list[DayValue]:
    """The same from the counted scores of this kind, in the order of `Summaries.day_scores`."""
    by_day: dict[date, list[tuple[int, int]]] = {}
    for day, score, times in scores:
        by_day.setdefault(day, []).append((score, times))
    return [
        DayValue(
            day=day,
            kind=kind,
            value=median_of_counts(counts),
            ratings=sum(times for _, times in counts),
        )
        for day, counts in by_day.items()
    ]


def _day_value(day: date, kind: RatingKind, ratings: Sequence[PainRating]) -> DayValue:
    if kind is RatingKind.DAY:
        ratings = [max(ratings, key=lambda rating: rating.at)]
    scores = [rating.score for rating in ratings if rating.score is not None]
    return DayValue(day=day, kind=kind, value=median(scores), ratings=len(scores))


def weekly_pain(
    ratings: Sequence[PainRating], today: date, weeks: int | None = None, last: date | None = None
) -> list[WeekPoint]:
    """One point a week, oldest first, up to the week of `last` (today); gaps are in the list.

    `weeks` is how many; without it, from the first week with a rating. A week is of the `day` kind
    when four of its days have one, else of the `pre` kind when four have that, else of the kind with
    more days (`day` when even). Ratings after `today` and of other kinds are left out.
    """
    known = [rating for rating in ratings if rating.local_date <= today]
    values = [*day_values(known, RatingKind.DAY), *day_values(known, RatingKind.PRE)]
    return weeks_of_days(values, today, mondays((one.day for one in values), last or today, weeks))


def weeks_of_days(values: Sequence[DayValue], today: date, begins: Sequence[date]) -> list[WeekPoint]:
    """The same from day values of the two kinds; `begins` are the Mondays of the weeks wanted."""
    daily, before = _by_week(values, RatingKind.DAY), _by_week(values, RatingKind.PRE)
    return [
        _point(monday, days_of_one_kind(daily.get(monday, []), before.get(monday, [])), today)
        for monday in begins
    ]


def _by_week(values: Iterable[DayValue], kind: RatingKind) -> dict[date, list[DayValue]]:
    weeks: dict[date, list[DayValue]] = {}
    for value in values:
        if value.kind is kind:
            weeks.setdefault(monday_of(value.day), []).append(value)
    return weeks


def days_of_one_kind(daily: list[DayValue], before: list[DayValue]) -> list[DayValue]:
    """Of the days of both kinds those that count: see `weekly_pain`."""
    if len(daily) >= SOLID_DAYS:
        return daily
    return before if len(before) > len(daily) else daily


def _point(monday: date, days: Sequence[DayValue], today: date) -> WeekPoint:
    values = [day.value for day in days]
    drawn = len(values) >= HOLLOW_DAYS
    return WeekPoint(
        week_start=monday,
        kind=days[0].kind if days else None,
        n_days=len(days),
        strength=strength_of(len(days)),
        mean=mean(values) if drawn else None,
        median=median(values) if drawn else None,
        lowest=min(values) if drawn else None,
        highest=max(values) if drawn else None,
        days=tuple(days),
        is_open=monday == monday_of(today),
    )


def strength_of(n_days: int) -> Strength:
    """How much an average of so many rated days can carry."""
    if n_days >= SOLID_DAYS:
        return Strength.SOLID
    return Strength.HOLLOW if n_days >= HOLLOW_DAYS else Strength.GAP
